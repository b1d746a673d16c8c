import { BegatError } from "@begat/core";
import { isTransient } from "../errors.ts";
import { subjectOf } from "../own-id.ts";
import { messageOf } from "../publish.ts";
import type { BatchItem } from "../types.ts";
import { writeJson } from "../write-json.ts";
import type { Receiver, Rejected } from "./drain.ts";
import { Group } from "./group.ts";
import { type BytesLine, batchItemOf, halvesOfLine, type MessageLine, parseLine } from "./line.ts";
import type { Place, Spool } from "./spool.ts";

/** One line of a segment. */
interface Waiting<Line = MessageLine | BytesLine> extends Place {
  readonly line: Line;
}

interface Loaded {
  readonly segment: string;
  readonly lines: readonly Waiting[];
  readonly subjects: readonly string[];
}

/** Sends segments and keeps the count. */
export class Round {
  sent = 0;
  readonly rejected: Rejected[] = [];
  readonly #spool: Spool;
  readonly #receiver: Receiver;

  constructor(spool: Spool, receiver: Receiver) {
    this.#spool = spool;
    this.#receiver = receiver;
  }

  /** Sends every segment that is there, while `mayGoOn`. False when none was there, or when it may not. */
  async run(mayGoOn: () => Promise<boolean>): Promise<boolean> {
    const names = await this.#spool.segments();
    for await (const group of this.#groups(names)) {
      if (!(await mayGoOn())) return false;
      await this.#send(group);
    }
    return names.length > 0;
  }

  /** Segments in order, as many at a time as may go out together. */
  async *#groups(names: readonly string[]): AsyncGenerator<readonly Loaded[]> {
    let group = new Group();
    let loaded: Loaded[] = [];
    for (const name of names) {
      const next = await this.#load(name);
      const characters = next.lines.reduce((sum, { text }) => sum + text.length, 0);
      if (!group.add(next.subjects, characters)) {
        yield loaded;
        group = new Group();
        group.add(next.subjects, characters);
        loaded = [];
      }
      loaded.push(next);
    }
    if (loaded.length > 0) yield loaded;
  }

  async #load(segment: string): Promise<Loaded> {
    const lines: Waiting[] = [];
    const subjects: string[] = [];
    for (const [index, text] of (await this.#spool.read(segment)).entries()) {
      try {
        const line = parseLine(text);
        subjects.push(subjectOfLine(line));
        lines.push({ segment, index, text, line });
      } catch (error) {
        await this.#reject({ segment, index, text }, refusal(error));
      }
    }
    return { segment, lines, subjects };
  }

  async #send(group: readonly Loaded[]): Promise<void> {
    let messages: Waiting<MessageLine>[] = [];
    for (const waiting of group.flatMap(({ lines }) => lines)) {
      const { line } = waiting;
      if ("body" in line) {
        messages.push({ ...waiting, line });
        continue;
      }
      await this.#sendMessages(messages);
      messages = [];
      await this.#sendBytes({ ...waiting, line });
    }
    await this.#sendMessages(messages);
    for (const { segment, lines } of group) await this.#spool.remove(segment, blobsOf(lines));
  }

  async #sendMessages(messages: readonly Waiting<MessageLine>[]): Promise<void> {
    for (let rest = messages; rest.length > 0; ) {
      const answers = await this.#receiver.batch(rest.map(({ line }) => batchItemOf(line))).catch(tooLarge);
      if (answers instanceof BegatError) return this.#sendLess(rest, answers);
      if (answers.length === 0) throw new BegatError("unavailable", "the server answered no item of a batch");
      for (const [index, { error }] of answers.entries()) {
        const waiting = rest[index];
        if (waiting === undefined) break;
        if (error === undefined) this.sent += 1;
        else await this.#refuse(waiting, refusal(errorOfItem(error)));
      }
      rest = rest.slice(answers.length);
    }
  }

  /** Sends messages that were too large together in halves; one that is so alone is refused. */
  async #sendLess(messages: readonly Waiting<MessageLine>[], error: BegatError): Promise<void> {
    const [first, second] = messages;
    if (first !== undefined && second === undefined) return this.#refuse(first, error);
    const half = Math.floor(messages.length / 2);
    await this.#sendMessages(messages.slice(0, half));
    await this.#sendMessages(messages.slice(half));
  }

  /** Sends the halves of a message that was refused, down to what is refused by itself. */
  async #refuse(waiting: Waiting<MessageLine>, error: BegatError): Promise<void> {
    const halves = halvesOfLine(waiting.line);
    if (halves.length === 0) await this.#reject(waiting, error);
    for (const [half, line] of halves.entries()) {
      const part = `${waiting.part ?? ""}${half}`;
      await this.#sendMessages([{ ...waiting, line, text: writeJson(line), part }]);
    }
  }

  async #sendBytes(waiting: Waiting<BytesLine>): Promise<void> {
    const { line } = waiting;
    try {
      await this.#receiver.bytes(line, this.#spool.blobPath(line.blob));
      this.sent += 1;
    } catch (error) {
      await this.#reject(waiting, refusalOfBytes(error, line), line.blob);
    }
  }

  async #reject(waiting: Place, error: BegatError, blob?: string): Promise<void> {
    this.rejected.push({ file: await this.#spool.reject(waiting, error, blob), error });
  }
}

function subjectOfLine(line: MessageLine | BytesLine): string {
  if (!("body" in line)) return line.path;
  const [name, body] = messageOf(batchItemOf(line));
  return subjectOf(name, body) ?? "";
}

function blobsOf(lines: readonly Waiting[]): readonly string[] {
  return lines.flatMap(({ line }) => ("blob" in line ? [line.blob] : []));
}

function errorOfItem({ code, message, details }: NonNullable<BatchItem["error"]>): BegatError {
  return new BegatError(code as BegatError["code"], message, details);
}

/** The answer that a request has too much in it; throws any other error. */
function tooLarge(error: unknown): BegatError {
  if (error instanceof BegatError && error.code === "too_large") return error;
  throw error;
}

/** The refusal that an error is; throws what says that nobody has judged the request. */
function refusal(error: unknown): BegatError {
  if (!(error instanceof BegatError) || isTransient(error)) throw error;
  return error;
}

/** The same for bytes, whose answer is about the whole request: only what is wrong with the bytes is a refusal. */
function refusalOfBytes(error: unknown, { method }: BytesLine): BegatError {
  const refused = refusal(error);
  const isTreeWithoutMember = method === "POST" && refused.code === "not_found";
  if (isTreeWithoutMember || ["invalid", "too_large", "hash_mismatch"].includes(refused.code)) return refused;
  throw refused;
}
