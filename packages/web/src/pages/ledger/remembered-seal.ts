import { type Checkpoint, verifyCheckpoint } from "@begat/core";
import { isBeginning, type Seal } from "../../api/proofs.ts";

const KEY = "begat.checkpoint";

interface Remembered {
  readonly note: string;
  readonly verifier: string;
  readonly at: string;
}

/** How the ledger of now stands to the one that this browser saw before. */
export type Continuity =
  | { readonly is: "first" }
  | { readonly is: "grown"; readonly since: Checkpoint; readonly at: string }
  | { readonly is: "other-key" | "rewritten"; readonly since: Checkpoint; readonly at: string };

/** Holds the newest checkpoint against the one that was remembered, and remembers it in its place where all is well. */
export async function compareWithMemory(seal: Seal): Promise<Continuity> {
  const before = remembered();
  if (before === undefined) {
    remember(seal);
    return { is: "first" };
  }
  const since = await verifyCheckpoint(before.note, before.verifier);
  const told = { since, at: before.at };
  if (before.verifier !== seal.verifier) return { is: "other-key", ...told };
  if (!(await isBeginning(since, seal.checkpoint))) return { is: "rewritten", ...told };
  remember(seal);
  return { is: "grown", ...told };
}

/** Takes the ledger of now for the right one, whatever was before. */
export function remember({ note, verifier }: Seal): void {
  localStorage.setItem(KEY, JSON.stringify({ note, verifier, at: new Date().toISOString() }));
}

function remembered(): Remembered | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Remembered> | null;
    if (typeof kept?.note !== "string" || typeof kept.verifier !== "string") return undefined;
    return { note: kept.note, verifier: kept.verifier, at: String(kept.at) };
  } catch {
    return undefined;
  }
}
