import { createHash } from "node:crypto";
import { type EntryFields, entryText } from "@begat/core";
import { leafHash } from "@begat/core/ledger";

/** The format of payloads: 1 is the resolved change as RFC 8785 JSON. */
export const PAYLOAD_FORMAT = 1;

/** An entry as the ledger keeps it: its digest in bytes. */
export interface StoredFields extends Omit<EntryFields, "payload_digest"> {
  readonly payload_digest: Uint8Array;
}

/** The leaf of an entry in the Merkle tree: SHA-256(0x00 ‖ canonical JSON of its fields), RFC 9162. */
export function entryLeaf(entry: StoredFields): Buffer {
  return leafHash(entryText({ ...entry, payload_digest: Buffer.from(entry.payload_digest).toString("hex") }));
}

/** What an entry's `payload_digest` is: SHA-256(salt ‖ payload), so that erasing the salt leaves nothing to guess from. */
export function payloadDigest(salt: Uint8Array, payload: string): Buffer {
  return createHash("sha256").update(salt).update(payload, "utf8").digest();
}

/** The digest of the stub that erasing leaves in a payload's place; the entry that says so holds it. */
export function stubDigest(stub: string): string {
  return createHash("sha256").update(stub, "utf8").digest("hex");
}
