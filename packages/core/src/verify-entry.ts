import type { Change, Instant } from "./change.ts";
import { changeText, entryText } from "./ledger-entry.ts";
import { fromHex, sha256, toHex, utf8 } from "./sha256.ts";
import { verifyInclusion } from "./verify-proof.ts";

/** An entry of the ledger as a server answers it; hashes are in hex. */
export interface AnsweredEntry {
  readonly seq: number;
  readonly recorded_at: Instant;
  readonly actor: string;
  readonly source: string;
  readonly format: number;
  readonly payload_digest: string;
  /** What the digest was made with; null when the payload was erased. */
  readonly salt: string | null;
  readonly change: Change;
}

/** Where an entry stands in a ledger of `size` entries with this root: the hashes from the leaf's sibling up, in hex. */
export interface AnsweredProof {
  readonly size: number;
  readonly root: string;
  readonly proof: readonly string[];
}

/** `erased`: the entry stands there, and what it said cannot be compared any more. */
export type EntryVerdict = "proven" | "erased" | "altered" | "not-included";

/**
 * Whether an entry says what was recorded, and stands in the ledger: nothing that the server worked out is believed, its
 * digest and its leaf are made anew. The root is worth what vouches for it, such as a signed checkpoint.
 */
export async function verifyEntry(
  entry: AnsweredEntry,
  { size, root, proof }: AnsweredProof,
): Promise<EntryVerdict> {
  const { salt, payload_digest } = entry;
  if (salt !== null && toHex(await sha256(fromHex(salt), utf8(changeText(entry.change)))) !== payload_digest)
    return "altered";
  const fields = entryText({ ...entry, recorded_at: Date.parse(entry.recorded_at) });
  const isIncluded = await verifyInclusion({
    leaf: await sha256(LEAF_PREFIX, utf8(fields)),
    index: entry.seq - 1,
    size,
    proof: proof.map(fromHex),
    root: fromHex(root),
  });
  if (!isIncluded) return "not-included";
  return salt === null ? "erased" : "proven";
}

const LEAF_PREFIX = Uint8Array.of(0x00);
