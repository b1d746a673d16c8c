import { BegatError } from "@begat/core";
import { consistencyProof, inclusionProof, type SubtreeReader } from "@begat/core/ledger";
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

/** Proofs of entries in one ledger. */
export interface InclusionProofs {
  readonly size: number;
  readonly root: string;
  readonly items: readonly Pick<InclusionProof, "seq" | "leaf" | "proof">[];
}

export interface ConsistencyProof {
  readonly first: number;
  readonly second: number;
  readonly first_root: string;
  readonly second_root: string;
  readonly proof: readonly string[];
}

/** Of one entry, of many, or that an older ledger is the beginning of a newer one. */
export type ProofRequest =
  | { readonly seq: number; readonly size?: number }
  | { readonly seqs: readonly number[]; readonly size?: number }
  | { readonly first: number; readonly second?: number };

/** The proof that is asked for. */
export function prove(database: Database, request: ProofRequest): Promise<object> {
  if ("seq" in request) return proveInclusion(database, request.seq, request.size);
  if ("seqs" in request) return proveInclusions(database, request.seqs, request.size);
  return proveConsistency(database, request.first, request.second);
}

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString("hex");

/** Proves that entry `seq` is in the ledger of `size` entries (all of them when left out). RFC 9162, 2.1.3. */
export async function proveInclusion(
  database: Database,
  seq: number,
  size?: number,
): Promise<InclusionProof> {
  const { items, ...tree } = await proveInclusions(database, [seq], size);
  return { ...tree, ...(items[0] as (typeof items)[number]) };
}

/** The same for many entries of one ledger. What their proofs have in common is read once. */
export async function proveInclusions(
  database: Database,
  seqs: readonly number[],
  size?: number,
): Promise<InclusionProofs> {
  const of = await sizeOf(database, size, "size");
  const beyond = seqs.find((seq) => seq < 1 || seq > of);
  if (beyond !== undefined)
    throw new BegatError("not_found", `seq: the ledger of ${of} entries has no entry ${beyond}`, {
      field: "seq",
    });
  const subtree = remembering((start, end) => rangeHash(database, start, end));
  const items = [];
  for (const seq of seqs) {
    const proof = await inclusionProof(seq - 1, of, subtree);
    items.push({ seq, leaf: hex(await subtree(seq - 1, seq)), proof: proof.map(hex) });
  }
  return { size: of, root: hex(await subtree(0, of)), items };
}

/** Asks for each subtree once. */
function remembering(read: SubtreeReader): SubtreeReader {
  const known = new Map<string, Promise<Buffer>>();
  return (start, end) => {
    const key = `${start} ${end}`;
    const hash = known.get(key) ?? read(start, end);
    known.set(key, hash);
    return hash;
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
