import { formatId } from "@begat/core";
import { sortableId } from "./sortable-id.ts";
import type { MessageName } from "./types.ts";

/** The messages that get a new id where they name none, and how such an id begins. */
const OWN_IDS: Partial<Record<MessageName, string>> = {
  "job-run": "jobrun:",
  deployment: "deploy:",
  check: "check:",
};

interface MaybeNamed {
  readonly id?: string;
}

/** The message with an id, so that a second attempt says the same as the first. */
export function withOwnId<Body extends object>(name: MessageName, body: Body): Body {
  const prefix = OWN_IDS[name];
  if (prefix === undefined || (body as MaybeNamed).id !== undefined) return body;
  return { ...body, id: `${prefix}${sortableId()}` };
}

/**
 * Whether sending a message twice does no more than once. Not so for a version that leaves its number to the ledger:
 * another one may come in between.
 */
export function namesItself(name: MessageName, body: object): boolean {
  if (name !== "dataset-version" && name !== "model-version") return true;
  const { id } = body as MaybeNamed;
  return id !== undefined && !id.includes("@");
}

/** The id of what a message is about; undefined while only the ledger can tell. */
export function subjectOf(name: MessageName, body: object): string | undefined {
  if (!namesItself(name, body)) return undefined;
  const said = body as Readonly<Record<string, string | undefined>>;
  if (name === "run") return runId(said.run_id ?? "");
  return said.id ?? said.of ?? said.from;
}

/** The id of a run, which may be written with its prefix or without. */
function runId(name: string): string {
  return name.startsWith("run:") ? name : formatId({ kind: "Run", name });
}
