import { join } from "node:path";
import { BegatError } from "@begat/core";
import { isAway } from "../errors.ts";
import type { BatchItem, BatchMessage } from "../types.ts";
import { makeFolder } from "./durable.ts";
import { type BytesLine, batchItemOf, type MessageLine, parseLine } from "./line.ts";
import { takeLock } from "./lock.ts";
import type { Spool } from "./spool.ts";

/** The server, as a spool sees it. */
export interface Receiver {
  /** An answer for each item in order, or for the first ones. Throws when there is no answer. */
  batch(items: readonly BatchMessage[]): Promise<readonly BatchItem[]>;
  /** Stores the bytes of a file. */
  bytes(line: BytesLine, file: string): Promise<void>;
}

/** A request that the server refused for good. */
export interface Rejected {
  /** The file that holds the line and the error. */
  readonly file: string;
  readonly error: BegatError;
}

/** What became of the requests that waited. */
export interface DrainReport {
  readonly sent: number;
  readonly rejected: readonly Rejected[];
  /** How many segments still wait; another process may be sending them. */
  readonly waiting: number;
}

/** One line of a segment. */
interface Waiting {
  readonly segment: string;
  readonly index: number;
  readonly text: string;
}

const GROUP_LINES = 1000;
const GROUP_BYTES = 4 * 1024 * 1024;

/**
 * Sends what waits, in order, one process at a time. A segment is removed when the server has answered every line of it;
 * a line that it refuses goes to `rejected`. Throws when the server is away or refuses the whole request, as without a
 * valid token; then the rest stays.
 */
export async function drain(spool: Spool, receiver: Receiver): Promise<DrainReport> {
  if ((await spool.segments()).length === 0) return { sent: 0, rejected: [], waiting: 0 };
  await makeFolder(spool.folder);
  const release = await takeLock(join(spool.folder, "lock"));
  if (release === undefined) return { sent: 0, rejected: [], waiting: (await spool.segments()).length };
  const round = new Round(spool, receiver);
  try {
    while (await round.next());
    await spool.sweep();
  } finally {
    await release();
  }
  return { sent: round.sent, rejected: round.rejected, waiting: (await spool.segments()).length };
}

class Round {
  sent = 0;
  readonly rejected: Rejected[] = [];
  readonly #spool: Spool;
  readonly #receiver: Receiver;

  constructor(spool: Spool, receiver: Receiver) {
    this.#spool = spool;
    this.#receiver = receiver;
  }

  /** Sends the oldest segments, as many as go into one batch. False when none waits. */
  async next(): Promise<boolean> {
    const segments: string[] = [];
    const lines: Waiting[] = [];
    let bytes = 0;
    for (const segment of await this.#spool.segments()) {
      if (lines.length >= GROUP_LINES || bytes >= GROUP_BYTES) break;
      segments.push(segment);
      for (const [index, text] of (await this.#spool.read(segment)).entries()) {
        lines.push({ segment, index, text });
        bytes += text.length;
      }
    }
    const blobs = await this.#sendAll(lines);
    for (const segment of segments) await this.#spool.remove(segment, blobs.get(segment) ?? []);
    return segments.length > 0;
  }

  /** Sends lines in order. Answers the bytes that each segment no longer needs. */
  async #sendAll(lines: readonly Waiting[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const blobs = new Map<string, string[]>();
    let messages: (Waiting & { readonly line: MessageLine })[] = [];
    for (const waiting of lines) {
      const line = await this.#parse(waiting);
      if (line === undefined) continue;
      if ("body" in line) {
        messages.push({ ...waiting, line });
        continue;
      }
      await this.#sendMessages(messages);
      messages = [];
      await this.#sendBytes(waiting, line);
      blobs.set(waiting.segment, [...(blobs.get(waiting.segment) ?? []), line.blob]);
    }
    await this.#sendMessages(messages);
    return blobs;
  }

  async #parse(waiting: Waiting): Promise<MessageLine | BytesLine | undefined> {
    try {
      return parseLine(waiting.text);
    } catch (error) {
      await this.#reject(waiting, refusal(error));
      return undefined;
    }
  }

  async #sendMessages(messages: readonly (Waiting & { readonly line: MessageLine })[]): Promise<void> {
    for (let rest = messages; rest.length > 0; ) {
      const answers = await this.#receiver.batch(firstOf(rest).map(({ line }) => batchItemOf(line)));
      if (answers.length === 0) throw new BegatError("unavailable", "the server answered no item of a batch");
      for (const [index, answer] of answers.entries()) {
        const waiting = rest[index] as Waiting;
        if (answer.error === undefined) this.sent += 1;
        else await this.#reject(waiting, refusal(errorOfItem(answer.error)));
      }
      rest = rest.slice(answers.length);
    }
  }

  async #sendBytes(waiting: Waiting, line: BytesLine): Promise<void> {
    try {
      await this.#receiver.bytes(line, this.#spool.blobPath(line.blob));
      this.sent += 1;
    } catch (error) {
      await this.#reject(waiting, refusalOfBytes(error, line), line.blob);
    }
  }

  async #reject({ segment, index, text }: Waiting, error: BegatError, blob?: string): Promise<void> {
    this.rejected.push({ file: await this.#spool.reject(segment, index, text, error, blob), error });
  }
}

/** The messages that go into one batch. */
function firstOf<T extends Waiting>(messages: readonly T[]): readonly T[] {
  let bytes = 0;
  const end = messages.findIndex(({ text }, index) => {
    bytes += text.length;
    return index > 0 && (index >= GROUP_LINES || bytes > GROUP_BYTES);
  });
  return end < 0 ? messages : messages.slice(0, end);
}

type ItemError = NonNullable<BatchItem["error"]>;

function errorOfItem({ code, message, details }: ItemError): BegatError {
  return new BegatError(code as BegatError["code"], message, details);
}

/** The refusal that an error is; throws what says that nobody has judged the request. */
function refusal(error: unknown): BegatError {
  if (!(error instanceof BegatError) || isAway(error) || error.code === "unauthenticated") throw error;
  return error;
}

/** The same for bytes, whose answer is about the whole request: only what is wrong with the bytes is a refusal. */
function refusalOfBytes(error: unknown, { method }: BytesLine): BegatError {
  const refused = refusal(error);
  const isTreeWithoutMember = method === "POST" && refused.code === "not_found";
  if (isTreeWithoutMember || ["invalid", "too_large", "hash_mismatch"].includes(refused.code)) return refused;
  throw refused;
}
