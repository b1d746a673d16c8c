import type { Change } from "@begat/core";
import type { Expectation, OnConflict, Submission } from "../store/port/append.ts";

/**
 * A submission on its way between threads: texts alone, which copy several times faster than the objects of a change
 * or small byte arrays. The change is read back from its canonical text.
 */
export type WireSubmission = readonly [
  canonical: string,
  salt: string,
  digest: string,
  actor: string,
  strict: boolean,
  onConflict: OnConflict,
  expects: Expectation | undefined,
];

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");

export function toWire(submission: Submission): WireSubmission {
  const { canonical, salt, digest, actor, strict, onConflict, expects } = submission;
  return [canonical, hex(salt), hex(digest), actor, strict, onConflict, expects];
}

export function fromWire(wire: WireSubmission): Submission {
  const [canonical, salt, digest, actor, strict, onConflict, expects] = wire;
  return {
    change: JSON.parse(canonical) as Change,
    canonical,
    salt: Buffer.from(salt, "hex"),
    digest: Buffer.from(digest, "hex"),
    actor,
    strict,
    onConflict,
    ...(expects === undefined ? {} : { expects }),
  };
}
