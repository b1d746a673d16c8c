import { Readable } from "node:stream";
import { BegatError, type Change, invalid, isObject, type JsonValue } from "@begat/core";
import { MESSAGES } from "../intake/native/messages.ts";
import type { Outcome } from "../store/port/append.ts";
import { readJson } from "./body.ts";
import { answerTo, passBody } from "./errors.ts";
import { linesOf } from "./lines.ts";
import type { Call } from "./route.ts";

const GROUP_ITEMS = 256;
const GROUP_BYTES = 4 * 1024 * 1024;
const MAX_ITEMS = 100_000;

/**
 * Answers a batch, item by item in order: a list for a JSON list, NDJSON for NDJSON. The answer begins when the whole
 * body was read, for many clients read nothing before they have sent everything.
 */
export async function answerBatch(call: Call, strict: boolean): Promise<string> {
  const batch = new Batch((changes) => call.deps.record.submit(changes, call.caller.principal, { strict }));
  if (call.body instanceof Readable) {
    await batch.takeLines(call.body);
    passBody(call.request, call.reply);
    call.reply.type("application/x-ndjson");
    return batch.answers.map((answer) => `${answer}\n`).join("");
  }
  if (!Array.isArray(call.body)) throw invalid("body", 'must be a list of items, such as [{"run": {…}}]');
  for (const item of call.body) await batch.take(() => item, 0);
  await batch.end();
  call.reply.type("application/json");
  return `[${batch.answers.join(",")}]`;
}

/** Records items in groups, one of which is under way while the next is read. */
class Batch {
  /** The answer to each item as JSON. */
  readonly answers: string[] = [];
  readonly #submit: (changes: readonly Change[]) => Promise<readonly Outcome[]>;
  #changes: Change[] = [];
  #places: number[] = [];
  #bytes = 0;
  #underWay: Promise<void> = Promise.resolve();

  constructor(submit: (changes: readonly Change[]) => Promise<readonly Outcome[]>) {
    this.#submit = submit;
  }

  /** Takes every line. At a limit of the batch the last answer says so, and nothing more is taken. */
  async takeLines(bytes: AsyncIterable<Buffer>): Promise<void> {
    try {
      for await (const line of linesOf(bytes)) {
        if (line instanceof BegatError) this.answers.push(refused(line));
        else await this.take(() => readJson(line), line.length);
      }
    } catch (error) {
      this.answers.push(refused(error));
    }
    await this.end();
  }

  async take(read: () => JsonValue, bytes: number): Promise<void> {
    const place = this.answers.length;
    if (place >= MAX_ITEMS) {
      throw new BegatError(
        "too_large",
        `body: a batch has at most ${MAX_ITEMS} items; send the rest in another`,
      );
    }
    try {
      this.#changes.push(changeOf(read()));
      this.#places.push(place);
      this.answers.push("");
      this.#bytes += bytes;
    } catch (error) {
      this.answers.push(refused(error));
    }
    if (this.#changes.length >= GROUP_ITEMS || this.#bytes >= GROUP_BYTES) await this.#flush();
  }

  /** Waits until everything taken is answered. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#underWay;
  }

  async #flush(): Promise<void> {
    await this.#underWay;
    if (this.#changes.length === 0) return;
    this.#underWay = this.#record(this.#changes, this.#places);
    // A failure is thrown at the next await; until then it must not count as unhandled.
    this.#underWay.catch(() => {});
    this.#changes = [];
    this.#places = [];
    this.#bytes = 0;
  }

  async #record(changes: readonly Change[], places: readonly number[]): Promise<void> {
    const outcomes = await this.#submit(changes);
    for (let i = 0; i < outcomes.length; i++) {
      this.answers[places[i] as number] = answered(outcomes[i] as Outcome);
    }
  }
}

/** The change of an item `{"run": {…}}`. */
function changeOf(item: JsonValue): Change {
  const members = isObject(item) ? Object.entries(item) : [];
  const [name, said] = members[0] ?? ["", null];
  const message = MESSAGES.get(name);
  if (members.length === 1 && message !== undefined) return message.read(said);
  throw invalid("item", `must have one member, named after its message: ${[...MESSAGES.keys()].join(", ")}`);
}

function answered(outcome: Outcome): string {
  if (!("error" in outcome)) return JSON.stringify({ status: 200, receipt: outcome });
  const { code, message, details } = outcome.error;
  return refused(new BegatError(code, message, details));
}

/** The answer to a refused item; throws what is no refusal. */
function refused(error: unknown): string {
  if (!(error instanceof BegatError)) throw error;
  const { status, body } = answerTo(error);
  return JSON.stringify({ status, ...body });
}
