import { BegatError } from "@begat/core";
import { maskedCrc32c } from "./crc32c.ts";

const HEADER = 12;
const FOOTER = 4;
/** A longer record is a damaged length, or no scalar. */
const MAX_RECORD = 256 * 1024 * 1024;

/** How a file of records ended: at a record's end, or within one, where a writer was cut off or is not done. */
export type Ending = "whole" | "cut";

/**
 * The records of a TFRecord file as its bytes come: a length of 8 bytes, its checksum, the data, its checksum. Answers
 * how it ended. Throws `invalid`, naming the byte, where a checksum does not fit.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, Ending, undefined> {
  const bytes = new ByteQueue(chunks[Symbol.asyncIterator]());
  for (let offset = 0; ; ) {
    const header = await bytes.take(HEADER);
    if (header === undefined) return bytes.isEmpty ? "whole" : "cut";
    const view = new DataView(header.buffer, header.byteOffset, HEADER);
    const length = view.getBigUint64(0, true);
    checkSum(header.subarray(0, 8), view.getUint32(8, true), offset);
    if (length > MAX_RECORD)
      throw new BegatError(
        "too_large",
        `byte ${offset}: a record of ${length} bytes; at most ${MAX_RECORD} are read`,
      );
    const body = await bytes.take(Number(length) + FOOTER);
    if (body === undefined) return "cut";
    const data = body.subarray(0, Number(length));
    const sum = new DataView(body.buffer, body.byteOffset + data.length, FOOTER).getUint32(0, true);
    checkSum(data, sum, offset + HEADER);
    yield data;
    offset += HEADER + body.length;
  }
}

function checkSum(bytes: Uint8Array, expected: number, offset: number): void {
  if (maskedCrc32c(bytes) !== expected)
    throw new BegatError(
      "invalid",
      `byte ${offset}: the checksum does not fit; the file is damaged from here on`,
    );
}

/** Bytes that are taken in other pieces than they come in. */
class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** The next bytes; undefined when there are not so many. */
  async take(length: number): Promise<Uint8Array | undefined> {
    while (this.#size < length) {
      const next = await this.#source.next();
      if (next.done === true) return undefined;
      this.#chunks.push(next.value);
      this.#size += next.value.length;
    }
    const [first] = this.#chunks;
    const all =
      first !== undefined && first.length >= length ? first : Buffer.concat(this.#chunks, this.#size);
    const kept = all === first ? this.#chunks.slice(1) : [];
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest, ...kept] : kept;
    this.#size -= length;
    return all.subarray(0, length);
  }
}
