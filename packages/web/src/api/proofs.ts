import type { LedgerEntry } from "@begat/client/browser";
import {
  type Checkpoint,
  changeText,
  type EntryVerdict,
  type EraseAssertion,
  fromHex,
  sha256,
  toHex,
  utf8,
  verifyCheckpoint,
  verifyConsistency,
  verifyEntry,
} from "@begat/core";
import { queryOptions } from "@tanstack/react-query";
import { begat } from "./session.ts";

/** A checkpoint whose signature was checked here. */
export interface Seal {
  readonly note: string;
  readonly verifier: string;
  readonly checkpoint: Checkpoint;
}

const PROOFS_AT_ONCE = 100;

/** The newest checkpoint of the ledger, its signature checked here. */
export function sealQuery() {
  return queryOptions({ queryKey: ["seal"], queryFn: readSeal });
}

async function readSeal(): Promise<Seal> {
  const [verifier, note] = await Promise.all([begat().verifier(), begat().checkpoint()]);
  return { note, verifier, checkpoint: await verifyCheckpoint(note, verifier) };
}

/** What becomes of entries when they are held against a checkpoint of now: made anew here, down to what they say. */
export async function verifyEntries(
  entries: readonly LedgerEntry[],
): Promise<ReadonlyMap<number, EntryVerdict>> {
  const { size, root } = (await readSeal()).checkpoint;
  const verdicts = new Map<number, EntryVerdict>();
  for (let from = 0; from < entries.length; from += PROOFS_AT_ONCE) {
    const some = entries.slice(from, from + PROOFS_AT_ONCE);
    const { items } = await begat().proofs({ seqs: some.map(({ seq }) => seq), size });
    const proofs = new Map(items.map(({ seq, proof }) => [seq, proof]));
    for (const entry of some) {
      const proof = proofs.get(entry.seq) ?? [];
      verdicts.set(entry.seq, await verifyEntry(entry, { size, root: toHex(root), proof }));
    }
  }
  const erased = entries.filter(({ seq }) => verdicts.get(seq) === "erased");
  if (erased.length === 0) return verdicts;
  const stubs = await erasures();
  for (const { seq, change } of erased) {
    const isStub = stubs.get(seq) === toHex(await sha256(utf8(changeText(change))));
    if (!isStub) verdicts.set(seq, "altered");
  }
  return verdicts;
}

/**
 * The digest of what was left of each erased entry, by its number. An entry without its salt cannot be held against its own
 * digest; the erasure, an entry of its own, vouches for it.
 */
async function erasures(): Promise<ReadonlyMap<number, string>> {
  const stubs = new Map<number, string>();
  for (let after = 0; ; ) {
    const { items, next } = await begat().ledger({ source: "erasure", after, limit: PROOFS_AT_ONCE });
    const verdicts = await verifyEntries(items);
    for (const { seq, change } of items) {
      if (verdicts.get(seq) !== "proven") continue;
      for (const said of change.assertions as readonly Partial<EraseAssertion>[])
        if (said.assert === "erase") stubs.set(said.seq as number, said.stub_digest as string);
    }
    if (next === undefined) return stubs;
    after = Number(next);
  }
}

/** Whether the ledger of one checkpoint is the beginning of that of another, by a proof that is checked here. */
export async function isBeginning(older: Checkpoint, newer: Checkpoint): Promise<boolean> {
  if (older.origin !== newer.origin || older.size > newer.size) return false;
  const sizes = { first: older.size, second: newer.size };
  const hashes = older.size === 0 || older.size === newer.size ? [] : await growthProof(sizes);
  return verifyConsistency({ ...sizes, firstRoot: older.root, secondRoot: newer.root, proof: hashes });
}

async function growthProof(sizes: { readonly first: number; readonly second: number }) {
  return (await begat().proof(sizes)).proof.map(fromHex);
}

/** Verifies every entry that says something about a node, page by page; tells how many it has done. */
export async function verifyHistory(
  node: string,
  onProgress: (done: number) => void,
): Promise<ReadonlyMap<number, EntryVerdict>> {
  const verdicts = new Map<number, EntryVerdict>();
  for (let after = 0; ; ) {
    const { items, next } = await begat().ledger({ node, after, limit: PROOFS_AT_ONCE });
    for (const [seq, verdict] of await verifyEntries(items)) verdicts.set(seq, verdict);
    onProgress(verdicts.size);
    if (next === undefined) return verdicts;
    after = Number(next);
  }
}
