import { createHmac, timingSafeEqual } from "node:crypto";
import { canonicalize, invalid, type JsonValue } from "@begat/core";
import type { Page, Position, Slice } from "../store/port/page.ts";
import type { PageOf } from "./answers.ts";
import type { PageArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";

const MAC_BYTES = 16;

/** The pages of one query: cursors hold for the same query with the same arguments alone; the limit may change. */
export interface Paging {
  /** The page that is asked for. Throws `invalid` naming `cursor` for one that this query did not give. */
  readonly page: Page;
  /** A page's answer, with the cursor of the next. */
  answer<T>(slice: Slice<T>): PageOf<T>;
}

/** Reads the cursor among a query's arguments, and writes the next one. */
export function pagingOf(
  { cursorKey }: QueryContext,
  query: string,
  args: PageArgs & Readonly<Record<string, unknown>>,
  limit: number,
): Paging {
  const { cursor, limit: _, ...rest } = args;
  const binding = `${query}\n${canonicalize(JSON.parse(JSON.stringify(rest)) as JsonValue)}`;
  const sign = (text: string): Buffer =>
    createHmac("sha256", cursorKey).update(`${binding}\n${text}`).digest().subarray(0, MAC_BYTES);
  const after = cursor === undefined ? {} : { after: decode(cursor, sign) };
  return {
    page: { limit, ...after },
    answer: ({ items, next }) => (next === undefined ? { items } : { items, next: encode(next, sign) }),
  };
}

type Sign = (text: string) => Buffer;

function encode(position: Position, sign: Sign): string {
  const text = JSON.stringify(position, (_, value) =>
    isInfinite(value) ? { infinite: Math.sign(value) } : value,
  );
  return Buffer.from(JSON.stringify({ position: text, mac: sign(text).toString("base64url") })).toString(
    "base64url",
  );
}

function decode(cursor: string, sign: Sign): Position {
  const { position, mac } = parse(cursor);
  const given = Buffer.from(mac, "base64url");
  if (given.length !== MAC_BYTES || !timingSafeEqual(given, sign(position))) throw refused();
  return JSON.parse(position, (_, value) =>
    value?.infinite === undefined ? value : value.infinite * Number.POSITIVE_INFINITY,
  ) as Position;
}

/** What metrics can be, and JSON cannot say. */
function isInfinite(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) === Number.POSITIVE_INFINITY;
}

function parse(cursor: string): { readonly position: string; readonly mac: string } {
  try {
    const { position, mac } = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as Record<
      string,
      unknown
    >;
    if (typeof position === "string" && typeof mac === "string") return { position, mac };
  } catch {
    // What does not parse is refused like what does not verify.
  }
  throw refused();
}

function refused() {
  return invalid(
    "cursor",
    "is not the next of this query; ask for the first page again, with the same arguments",
  );
}
