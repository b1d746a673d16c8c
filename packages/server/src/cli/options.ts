import { PREFIXES } from "@begat/core";
import { InvalidArgumentError } from "commander";
import { isPostgres } from "../store/location.ts";
import type { OptionSpec } from "./command.ts";

/** A reader of whole numbers for an option. */
export function whole(from: number, to = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= from && number <= to) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`);
  };
}

/** A list written with commas. */
export function list(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** A day is its first moment, in UTC; every other text stays for the server to read. */
export function instantText(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
}

export const LIMIT: OptionSpec = {
  flags: "--limit <n>",
  describes: "how many at the most; 50 when left out",
  read: whole(1),
};
export const FILTER: OptionSpec = {
  flags: "--filter <filter>",
  describes: "which ones, such as \"metrics.auc > 0.9 AND tags.team = 'risk'\"",
};
export const ORDER_BY: OptionSpec = {
  flags: "--order-by <fields>",
  describes: 'in which order, such as "metrics.auc DESC"',
};
export const AS_OF: OptionSpec = {
  flags: "--as-of <when>",
  describes: "the record as it was at an entry number or at an instant",
  read: instantText,
};

/** A folder. Empty is what a variable leaves that is not set. */
export function folder(text: string): string {
  if (text !== "") return text;
  throw new InvalidArgumentError("It must name a folder.");
}

/** The address of a server. */
export function address(text: string): string {
  if (isWebAddress(text)) return text;
  throw new InvalidArgumentError("Write one such as http://127.0.0.1:4680.");
}

/** The address that takes events: nothing is added to it, so one without a path is meant otherwise. */
export function endpoint(text: string): string {
  if (isWebAddress(text) && new URL(text).pathname !== "/") return text;
  throw new InvalidArgumentError("Write all of it, such as http://marquez:5000/api/v1/lineage.");
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/]/.test(text) && URL.canParse(text);
}

/** The URL of a PostgreSQL database. */
export function postgresUrl(text: string): string {
  // Between @ and / stands nothing where a socket is meant.
  if (isPostgres(text) && URL.canParse(text.replace("@/", "@socket/"))) return text;
  throw new InvalidArgumentError(
    "Write one such as postgres://begat@db/begat; in a password # is %23, / is %2F, or give it as PGPASSWORD.",
  );
}

/** An id of a kind whose prefix may be left out: `users:v12` is `ds:users:v12`. Aliases and paths stay as they are. */
export function idOf(prefix: "ds" | "job" | "run" | "model" | "deploy", text: string): string {
  const [head = "", ...rest] = text.split(":");
  const bare =
    /^[\w.%@-][\w.%/@-]*$/.test(head) && !PREFIXES.has(head) && rest.every((part) => /^[\w.%-]+$/.test(part));
  return bare ? `${prefix}:${text}` : text;
}
