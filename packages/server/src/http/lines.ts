import { Readable } from "node:stream";
import { BegatError } from "@begat/core";
import { MAX_BATCH, MAX_JSON } from "./body.ts";

const NEWLINE = 0x0a;

/** The lines of a stream of bytes, without their ends; empty ones are passed over. Throws `too_large` at the limits. */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let total = 0;
  // Destroying a request would close the connection that its answer goes out on.
  const chunks = bytes instanceof Readable ? bytes.iterator({ destroyOnReturn: false }) : bytes;
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > MAX_BATCH)
      throw new BegatError(
        "too_large",
        `body: a batch has at most ${MAX_BATCH} bytes; send the rest in another`,
      );
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const line = joined(rest, chunk.subarray(start, end));
      if (!isBlank(line)) yield line;
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    checkLength(rest);
  }
  const last = joined(rest, Buffer.alloc(0));
  if (!isBlank(last)) yield last;
}

function joined(rest: readonly Buffer[], end: Buffer): Buffer {
  checkLength([...rest, end]);
  return rest.length === 0 ? end : Buffer.concat([...rest, end]);
}

function checkLength(pieces: readonly Buffer[]): void {
  if (pieces.reduce((sum, piece) => sum + piece.length, 0) <= MAX_JSON) return;
  throw new BegatError(
    "too_large",
    `body: a line of a batch has at most ${MAX_JSON} bytes; split the message`,
  );
}

function isBlank(line: Buffer): boolean {
  return line.length === 0 || (line.length < 8 && line.toString().trim() === "");
}
