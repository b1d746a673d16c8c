import { BegatError, invalid } from "@begat/core";

/** The name of bytes: `sha256:` and the 64 lower-case hex digits of their SHA-256. */
export type Digest = `sha256:${string}`;

const DIGEST = /^sha256:(?:\/\/)?([0-9a-f]{64})$/;

/** Reads `sha256:<64 hex>` or `sha256://<64 hex>`; throws `invalid`, naming `field`, for anything else. */
export function parseDigest(text: string, field = "digest"): Digest {
  const hex = DIGEST.exec(text)?.[1];
  if (hex === undefined) {
    throw invalid(field, `"${text.slice(0, 80)}" must be sha256: and 64 lower-case hex digits`);
  }
  return `sha256:${hex}`;
}

/** The 64 hex digits of a digest. Throws `invalid` for what is not a digest, so the result is safe in a path. */
export function hexOf(digest: Digest): string {
  return parseDigest(digest).slice("sha256:".length);
}

/** The error for bytes that hash to something other than they should. */
export function mismatch(expected: Digest, found: Digest): BegatError {
  const message = `the bytes hash to ${found}, not to ${expected}; send them again from the start`;
  return new BegatError("hash_mismatch", message, { expected, found });
}
