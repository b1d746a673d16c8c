import { canonicalize, type JsonValue } from "./canonical-json.ts";
import type { Change } from "./change.ts";

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
  const { seq, recorded_at, actor, source, format, payload_digest } = fields;
  return canonicalize({ seq, recorded_at, actor, source, format, payload_digest });
}

/** The payload of a change (format 1): RFC 8785 JSON. */
export function changeText({ source, assertions }: Change): string {
  return canonicalize({ source, assertions: assertions as readonly unknown[] as readonly JsonValue[] });
}
