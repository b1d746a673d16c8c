import type { BatchMessage, BegatApi } from "@begat/client";
import { BegatError, type ErrorCode, type JsonValue } from "@begat/core";

/** A server that is away, that of the source or that of the record, or that no longer knows who asks. */
const OF_ALL: ReadonlySet<ErrorCode> = new Set(["unavailable", "rate_limited", "unauthenticated"]);

/** Something that an importer found: a message to record, or what cannot be carried and why. */
export type Finding =
  | { readonly found: "message"; readonly place: string; readonly message: BatchMessage }
  | { readonly found: "fault" | "left"; readonly place: string; readonly reason: string };

/** Takes bytes into the artifact store. */
export interface Keeper {
  /** The digest of a file of this machine. */
  keepFile(path: string): Promise<string>;
  /** The digest of bytes from elsewhere, which are fetched once. */
  keepBytes(bytes: AsyncIterable<Uint8Array>): Promise<string>;
}

/** What an importer is given. */
export interface ImportCall {
  /** The path or URL that was typed. */
  readonly place: string;
  /** The values of the importer's own options. */
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly keeper: Keeper;
  /** The record that is written to; an importer only asks it. */
  record(): Promise<BegatApi>;
}

/** Reads what another tool recorded and says it in native messages. It keeps going after a fault and throws when there is nothing to read, or nothing more. */
export type Importer = (call: ImportCall) => AsyncIterable<Finding>;

/** One message of a batch, such as `run`, without the members that are undefined. */
export function message<Name extends string>(
  place: string,
  name: Name,
  body: Readonly<Record<string, unknown>>,
): Finding {
  return { found: "message", place, message: { [name]: stated(body) } as unknown as BatchMessage };
}

/** Something that should have been carried and could not be. What would keep all else from being carried too is thrown on. */
export function fault(place: string, error: unknown): Finding {
  if (error instanceof BegatError && OF_ALL.has(error.code)) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  // What cannot be read names its file, with which the place begins already.
  const named = [place, place.split(", ")[0]].find((name) => reason.startsWith(`${name}: `));
  return { found: "fault", place, reason: named === undefined ? reason : reason.slice(named.length + 2) };
}

/** What is found until something cannot be read, and then that. */
export async function* survived(
  place: string,
  findings: () => Iterable<Finding> | AsyncIterable<Finding>,
): AsyncGenerator<Finding> {
  try {
    yield* findings();
  } catch (error) {
    yield fault(place, error);
  }
}

/** Something that has no place in the record, or that is not there to be carried. */
export function left(place: string, reason: string): Finding {
  return { found: "left", place, reason };
}

/** The object without the members that are undefined or empty objects. */
function stated(body: Readonly<Record<string, unknown>>): Readonly<Record<string, JsonValue>> {
  const kept = Object.entries(body).filter(([, value]) => value !== undefined && !isEmptyObject(value));
  return Object.fromEntries(kept) as Readonly<Record<string, JsonValue>>;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
