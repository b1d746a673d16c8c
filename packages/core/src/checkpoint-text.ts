import { BegatError } from "./error.ts";
import { decodeBase64 } from "./note-text.ts";

/** The head of a log: its Merkle tree root (32 bytes) at a size, in leaves. */
export interface Checkpoint {
  /** The unique name of the log; also the name of the key that signs for it. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Reads a checkpoint: the origin, the size in decimal without leading zeros and up to 2^53 - 1, the root in
 * canonical base64, each on a line, then lines of extensions, which are passed over (C2SP tlog-checkpoint, Note
 * text). Throws `invalid` for anything else.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", decimal = "", encoded = ""] = text.split("\n");
  const size = Number(decimal);
  const root = decodeBase64(encoded);
  if (origin === "") throw malformedCheckpoint("the first line must be the origin of the log");
  if (!/^(0|[1-9][0-9]*)$/.test(decimal) || !Number.isSafeInteger(size)) {
    throw malformedCheckpoint("the second line must be the size, in decimal without leading zeros");
  }
  if (root?.length !== 32) throw malformedCheckpoint("the third line must be the root, 32 bytes in base64");
  if (!text.endsWith("\n") || text.includes("\n\n")) {
    throw malformedCheckpoint("each line must end in a newline and none be empty");
  }
  return { origin, size, root };
}

/** Throws `invalid` unless a checkpoint is of the log that a key is named after. */
export function checkOrigin({ origin }: Checkpoint, { name }: { readonly name: string }): void {
  if (origin !== name) throw malformedCheckpoint(`the origin is "${origin}", the key is of "${name}"`);
}

export function malformedCheckpoint(problem: string): BegatError {
  return new BegatError("invalid", `checkpoint: ${problem}`);
}
