import { type Checkpoint, checkOrigin, malformedCheckpoint, parseCheckpoint } from "./checkpoint-text.ts";
import { type NoteKey, type NoteVerifier, openNote, signNote } from "./signed-note.ts";

export { type Checkpoint, parseCheckpoint } from "./checkpoint-text.ts";

/** The text of a checkpoint (C2SP tlog-checkpoint, Note text). Throws `invalid` for what no reader would take. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
  const read = parseCheckpoint(text);
  if (read.origin !== origin) throw malformedCheckpoint("the origin must be one line");
  return text;
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
