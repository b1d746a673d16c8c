import { Readable } from "node:stream";
import { BegatError } from "@begat/core";
import { MAX_BATCH, MAX_JSON } from "./body.ts";

const NEWLINE = 0x0a;

/**
 * The lines of a stream of bytes, without their ends; in place of one that is too long the error that it is. Empty ones
 * are passed over. Throws `too_large` when all of them are too many bytes.
 */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer | BegatError> {
  const line = new Line();
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
      line.add(chunk.subarray(start, end));
      yield* line.end();
      start = end + 1;
    }
    if (start < chunk.length) line.add(chunk.subarray(start));
  }
  yield* line.end();
}

/** A line as it comes in pieces; of one that is too long none are kept. */
class Line {
  #pieces: Buffer[] = [];
  #length = 0;

  add(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length <= MAX_JSON) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  /** The line, unless it is empty; the next piece is of another one. */
  *end(): Generator<Buffer | BegatError> {
    const [pieces, length] = [this.#pieces, this.#length];
    this.#pieces = [];
    this.#length = 0;
    if (length > MAX_JSON) {
      const message = `body: a line of a batch has at most ${MAX_JSON} bytes; split the message`;
      yield new BegatError("too_large", message);
      return;
    }
    const line = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    if (!isBlank(line)) yield line;
  }
}

function isBlank(line: Buffer): boolean {
  return line.length === 0 || (line.length < 8 && line.toString().trim() === "");
}
