import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { BegatError, isObject, type JsonValue, parseStrictJson } from "@begat/core";

interface Placed {
  /** Where it stands, for messages. */
  readonly place: string;
  /** About how long its text is. */
  readonly length: number;
}

/** A value of the input, or why it could not be read. */
export type Item = Placed & ({ readonly value: JsonValue } | { readonly error: BegatError });

/**
 * The items of a file or of stdin (`-`): NDJSON, one JSON value, or the members of a JSON list. It is NDJSON when the
 * first line is a whole object.
 */
export async function* readItems(file: string, stdin: Readable): AsyncGenerator<Item> {
  const input = file === "-" ? stdin : createReadStream(file);
  // Errors of a stream do not reach the iteration of its lines.
  const failed = new Promise<never>((_, reject) =>
    input.once("error", (error: Error) => reject(Object.assign(error, { path: file }))),
  );
  failed.catch(() => {});
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const next = (): Promise<IteratorResult<string>> => Promise.race([lines.next(), failed]);
  let at = 0;
  let first = true;
  let whole: string[] | undefined;
  for (let line = await next(); line.done !== true; line = await next()) {
    at += 1;
    if (whole !== undefined) whole.push(line.value);
    else if (line.value.trim() !== "") {
      const item = parse(line.value, `line ${at}`);
      if (first && !isWhole(item)) whole = [line.value];
      else yield item;
      first = false;
    }
  }
  if (whole !== undefined) yield* membersOf(parse(whole.join("\n"), "the input"));
}

function parse(text: string, place: string): Item {
  try {
    return { place, length: text.length, value: parseStrictJson(text.replace(/^\ufeff/, "")) };
  } catch (error) {
    if (error instanceof BegatError) return { place, length: text.length, error };
    throw error;
  }
}

/** Whether a line is an object by itself. */
function isWhole(item: Item): boolean {
  return "value" in item && isObject(item.value);
}

function* membersOf(item: Item): Generator<Item> {
  if ("value" in item && Array.isArray(item.value)) {
    const length = item.length / item.value.length;
    for (const [index, value] of item.value.entries()) yield { place: `item ${index + 1}`, length, value };
  } else yield item;
}
