import { canonicalize, type JsonValue } from "./canonical-json.ts";

/** What the leaf of an entry is made of. */
export interface EntryFields {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly recorded_at: number;
  readonly actor: string;
  readonly source: string;
  readonly format: number;
  /** SHA-256(salt ‖ payload), in hex. */
  readonly payload_digest: string;
}

/** The text whose leaf hash an entry has in the Merkle tree. */
export function entryText(fields: EntryFields): string {
  const { actor, format, payload_digest, recorded_at, seq, source } = fields;
  return canonicalize({ actor, format, payload_digest, recorded_at, seq, source });
}

/** The payload of a change (format 1): RFC 8785 JSON. */
export function changeText({ source, assertions }: ChangeText): string {
  return canonicalize({ assertions: assertions as readonly JsonValue[], source });
}

/** A change as JSON has it. */
export interface ChangeText {
  readonly source: string;
  readonly assertions: readonly unknown[];
}
