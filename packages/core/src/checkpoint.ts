import { BegatError } from "./error.ts";
import { decodeBase64, type NoteKey, type NoteVerifier, openNote, signNote } from "./signed-note.ts";

/** The head of a log: its Merkle tree root (32 bytes) at a size, in leaves. */
export interface Checkpoint {
  /** The unique name of the log; also the name of the key that signs for it. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text of a checkpoint (C2SP tlog-checkpoint, Note text). Throws `invalid` for what no reader would take. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
  const read = parseCheckpoint(text);
  if (read.origin !== origin) throw malformed("the origin must be one line");
  return text;
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
  if (origin === "") throw malformed("the first line must be the origin of the log");
  if (!/^(0|[1-9][0-9]*)$/.test(decimal) || !Number.isSafeInteger(size)) {
    throw malformed("the second line must be the size, in decimal without leading zeros");
  }
  if (root?.length !== 32) throw malformed("the third line must be the root, 32 bytes in base64");
  if (!text.endsWith("\n") || text.includes("\n\n")) {
    throw malformed("each line must end in a newline and none be empty");
  }
  return { origin, size, root };
}

/** The checkpoint as a signed note. Throws `invalid` unless the key has the name of the log. */
export function signCheckpoint(checkpoint: Checkpoint, key: NoteKey): string {
  checkOrigin(checkpoint, key);
  return signNote(formatCheckpoint(checkpoint), key);
}

/** Verifies a signed checkpoint of the log that the verifier names. Throws `invalid`. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, [verifier]).text);
  checkOrigin(checkpoint, verifier);
  return checkpoint;
}

function checkOrigin({ origin }: Checkpoint, { name }: NoteVerifier): void {
  if (origin !== name) throw malformed(`the origin is "${origin}", the key is of "${name}"`);
}

function malformed(problem: string): BegatError {
  return new BegatError("invalid", `checkpoint: ${problem}`);
}
