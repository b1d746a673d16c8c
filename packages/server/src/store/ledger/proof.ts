import { BegatError } from "@begat/core";
import { consistencyProof, inclusionProof } from "@begat/core/ledger";
import type { Database } from "../database.ts";
import { rangeHash, readHead } from "./read.ts";

export interface InclusionProof {
  readonly seq: number;
  readonly size: number;
  readonly leaf: string;
  readonly root: string;
  /** Hashes from the leaf's sibling up, in hex. */
  readonly proof: readonly string[];
}

export interface ConsistencyProof {
  readonly first: number;
  readonly second: number;
  readonly first_root: string;
  readonly second_root: string;
  readonly proof: readonly string[];
}

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString("hex");

/** Proves that entry `seq` is in the ledger of `size` entries (all of them when left out). RFC 9162, 2.1.3. */
export async function proveInclusion(
  database: Database,
  seq: number,
  size?: number,
): Promise<InclusionProof> {
  const of = await sizeOf(database, size, "size");
  if (seq < 1 || seq > of)
    throw new BegatError("not_found", `seq: the ledger of ${of} entries has no entry ${seq}`, {
      field: "seq",
    });
  const subtree = (start: number, end: number) => rangeHash(database, start, end);
  const proof = await inclusionProof(seq - 1, of, subtree);
  return {
    seq,
    size: of,
    leaf: hex(await subtree(seq - 1, seq)),
    root: hex(await subtree(0, of)),
    proof: proof.map(hex),
  };
}

/** Proves that the ledger of `second` entries begins with the ledger of `first` entries. RFC 9162, 2.1.4. */
export async function proveConsistency(
  database: Database,
  first: number,
  second?: number,
): Promise<ConsistencyProof> {
  const of = await sizeOf(database, second, "second");
  if (first < 1 || first > of)
    throw new BegatError("invalid", `first: must be from 1 to ${of}`, { field: "first" });
  const subtree = (start: number, end: number) => rangeHash(database, start, end);
  const proof = await consistencyProof(first, of, subtree);
  return {
    first,
    second: of,
    first_root: hex(await subtree(0, first)),
    second_root: hex(await subtree(0, of)),
    proof: proof.map(hex),
  };
}

async function sizeOf(database: Database, size: number | undefined, field: string): Promise<number> {
  const head = await readHead(database);
  if (head.size === 0) throw new BegatError("not_found", "the ledger has no entry yet");
  if (size !== undefined && (size < 1 || size > head.size)) {
    throw new BegatError("invalid", `${field}: must be from 1 to ${head.size}`, { field });
  }
  return size ?? head.size;
}
