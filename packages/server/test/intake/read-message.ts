import type { Assertion, Change } from "@begat/core";
import { MESSAGES } from "../../src/intake/native/messages.ts";

export const HASH = `sha256:${"ab".repeat(32)}`;

/** What a message says. */
export function read(name: string, said: object): readonly Assertion[] {
  const change = MESSAGES.get(name)?.read(said) as Change;
  return change.assertions;
}

/** An edge as messages say it. */
export function edge(from: string, rel: string, to: string, q?: string) {
  return { assert: "edge", from, rel, to, ...(q === undefined ? {} : { q }), evidence: "reported" };
}
