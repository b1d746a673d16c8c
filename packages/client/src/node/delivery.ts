import { existsSync } from "node:fs";
import { BegatError, invalid } from "@begat/core";
import { Artifacts } from "../artifacts.ts";
import { isTransient } from "../errors.ts";
import { subjectOf, withOwnId } from "../own-id.ts";
import { messageOf, type PublishOptions, publishBatch, publishOne } from "../publish.ts";
import { type DrainReport, drain, type Receiver } from "../spool/drain.ts";
import { grouped } from "../spool/group.ts";
import type { BytesLine, SpoolLine } from "../spool/line.ts";
import type { Spool } from "../spool/spool.ts";
import type { Transport } from "../transport.ts";
import type { BatchItem, BatchMessage, MessageName, Receipt } from "../types.ts";

/** The answer to a message that waits in the spool: it is durable there and goes out when the server is back. */
export interface Spooled {
  readonly id: string;
  readonly status: "spooled";
  readonly warnings: readonly [];
}

/** The answer to an item of a batch that waits in the spool. */
export interface SpooledItem {
  readonly status: 202;
  readonly receipt: Spooled;
  readonly error?: never;
}

type Message = readonly [name: MessageName, body: object];

const HOLD_OFF_MS = 5000;

/** Brings messages to the server, or to the spool while it is away: then those that wait go first. */
export class Delivery {
  readonly #transport: Transport;
  readonly #spool: Spool | undefined;
  readonly #sendBytes: Receiver["bytes"];
  #awayUntil = 0;
  #hasWarned = false;
  #draining: Promise<DrainReport> | undefined;

  constructor(transport: Transport, spool: Spool | undefined, sendBytes: Receiver["bytes"]) {
    this.#transport = transport;
    this.#spool = spool;
    this.#sendBytes = sendBytes;
  }

  /** Publishes one message. A strict one asks for an answer now and does not wait in the spool. */
  async publish(name: MessageName, body: object, options: PublishOptions): Promise<Receipt | Spooled> {
    const send = () => publishOne(this.#transport, name, body, options);
    const id = options.strict === true ? undefined : subjectOf(name, body);
    if (id === undefined) return this.#now(send);
    return this.#orSpool<Receipt | Spooled>(send, async (spool) => {
      await spool.append([lineOf([name, body])]);
      return { id, status: "spooled", warnings: [] };
    });
  }

  /** Publishes many messages; an answer per item, in order. */
  async batch(
    items: readonly BatchMessage[],
    options: PublishOptions = {},
  ): Promise<readonly (BatchItem | SpooledItem)[]> {
    const messages = items.map(messageOf).map(([name, body]): Message => [name, withOwnId(name, body)]);
    const answers: (BatchItem | SpooledItem)[] = [];
    for (const group of grouped(messages)) answers.push(...(await this.#group(group, options)));
    return answers;
  }

  /** Stores bytes by `send`, or has `keep` copy them to the spool, to which it answers the line. */
  async bytes(send: () => Promise<void>, keep: (spool: Spool) => Promise<BytesLine>): Promise<void> {
    await this.#orSpool(send, async (spool) => spool.append([await keep(spool)]));
  }

  /** Puts messages into the spool, whatever the server says; nowhere when there is no spool. */
  async keep(messages: readonly Message[]): Promise<void> {
    if (this.#spool === undefined) return;
    for (const group of grouped(messages)) await this.#spool.append(group.map(lineOf));
  }

  /** Sends what waits. Throws when the server is away or refuses the whole request; then the rest stays. */
  async drain(): Promise<DrainReport> {
    if (this.#spool === undefined) return { sent: 0, rejected: [], waiting: 0 };
    this.#draining ??= this.#drain(this.#spool).finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  /** Whether nothing waits any more, after an attempt to send it; what is refused of it becomes a process warning. */
  async settle(): Promise<boolean> {
    const { waiting, rejected } = await this.drain();
    for (const { file, error } of rejected) {
      process.emitWarning(`Begat refused a message that waited: ${error.message} (kept in ${file})`, {
        code: "BEGAT_REJECTED",
      });
    }
    return waiting === 0;
  }

  async #drain(spool: Spool): Promise<DrainReport> {
    const report = await drain(spool, {
      batch: (items) => publishBatch(this.#transport, items),
      bytes: (line, file) => this.#sendSpooled(line, file),
    });
    if (report.waiting === 0) {
      this.#awayUntil = 0;
      this.#hasWarned = false;
    }
    return report;
  }

  /** Sends messages that go into one request. */
  async #group(
    messages: readonly Message[],
    options: PublishOptions,
  ): Promise<readonly (BatchItem | SpooledItem)[]> {
    const items = messages.map(([name, body]) => ({ [name]: body }) as unknown as BatchMessage);
    const send = () => publishBatch(this.#transport, items, options);
    const ids = messages.map(([name, body]) => subjectOf(name, body));
    if (options.strict === true || ids.includes(undefined)) return this.#now(send);
    return this.#orSpool<readonly (BatchItem | SpooledItem)[]>(send, async (spool) => {
      await spool.append(messages.map(lineOf));
      return (ids as readonly string[]).map(spooledItem);
    });
  }

  /** A line before may have brought the same bytes, and taken the copy with it. */
  async #sendSpooled(line: BytesLine, file: string): Promise<void> {
    if (existsSync(file)) return this.#sendBytes(line, file);
    if ((await new Artifacts(this.#transport).stat(line.blob)) !== undefined) return;
    throw invalid("blob", `the bytes of ${line.blob} are gone from the spool; put them again`);
  }

  async #orSpool<T>(send: () => Promise<T>, keep: (spool: Spool) => Promise<T>): Promise<T> {
    const spool = this.#spool;
    if (spool === undefined) return send();
    if (await this.#othersWait(spool)) return keep(spool);
    try {
      return await send();
    } catch (error) {
      if (!isTransient(error)) throw error;
      this.#holdOff(error);
      return keep(spool);
    }
  }

  /** Sends what can wait for no answer, after all that waits. */
  async #now<T>(send: () => Promise<T>): Promise<T> {
    if (this.#spool !== undefined && (await this.#othersWait(this.#spool))) {
      throw new BegatError(
        "unavailable",
        `${this.#transport.url} is away or refuses what waits, and this message needs its answer: give a version its number, such as ds:users:v12, to have it wait`,
      );
    }
    return send();
  }

  /** Whether older messages wait, after an attempt to send them. */
  async #othersWait(spool: Spool): Promise<boolean> {
    if (Date.now() < this.#awayUntil) return true;
    if ((await spool.segments()).length === 0) return false;
    try {
      return !(await this.settle());
    } catch (error) {
      // Whatever is wrong with what waits, what is new goes behind it and is not lost.
      this.#holdOff(error);
      return true;
    }
  }

  #holdOff(error: unknown): void {
    const asked = error instanceof BegatError ? error.details.retry_after : undefined;
    this.#awayUntil = Date.now() + Math.max(HOLD_OFF_MS, typeof asked === "number" ? asked * 1000 : 0);
    this.#warn(error);
  }

  /** Once, until what waits has gone out. */
  #warn(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const { message } = error as Error;
    process.emitWarning(`${message}; what is recorded waits in ${this.#spool?.folder} and goes out later`, {
      code: "BEGAT_SPOOLED",
    });
  }
}

function spooledItem(id: string): SpooledItem {
  return { status: 202, receipt: { id, status: "spooled", warnings: [] } };
}

function lineOf([name, body]: Message): SpoolLine {
  return { v: 1, method: "POST", path: `/metadata/${name}`, body };
}
