import { createHash } from "node:crypto";
import { type Change, canonicalize, type JsonValue } from "@begat/core";
import { leafHash } from "@begat/core/ledger";

/** The format of payloads: 1 is the resolved change as RFC 8785 JSON. */
export const PAYLOAD_FORMAT = 1;

export interface EntryFields {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly recorded_at: number;
  readonly actor: string;
  readonly source: string;
  readonly format: number;
  readonly payload_digest: Uint8Array;
}

/** The leaf of an entry in the Merkle tree: SHA-256(0x00 ‖ canonical JSON of its fields), RFC 9162. */
export function entryLeaf(entry: EntryFields): Buffer {
  const { seq, recorded_at, actor, source, format, payload_digest } = entry;
  const digest = Buffer.from(payload_digest).toString("hex");
  return leafHash(canonicalize({ seq, recorded_at, actor, source, format, payload_digest: digest }));
}

/** What an entry's `payload_digest` is: SHA-256(salt ‖ payload), so that erasing the salt leaves nothing to guess from. */
export function payloadDigest(salt: Uint8Array, payload: string): Buffer {
  return createHash("sha256").update(salt).update(payload, "utf8").digest();
}

/** The payload of a change: RFC 8785 JSON. */
export function changePayload({ source, assertions }: Change): string {
  return canonicalize({ source, assertions: assertions as readonly unknown[] as readonly JsonValue[] });
}

/** The digest of the stub that erasing leaves in a payload's place; the entry that says so holds it. */
export function stubDigest(stub: string): string {
  return createHash("sha256").update(stub, "utf8").digest("hex");
}
