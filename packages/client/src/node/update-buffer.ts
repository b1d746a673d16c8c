import { isLockedOut, isTransient } from "../errors.ts";
import { halvesOf } from "../halves.ts";
import { isOfSpool } from "../spool/spool.ts";

const FLUSH_AFTER_MS = 1000;
const FLUSH_AT_POINTS = 1000;
const MAX_POINTS = 5000;

/** What was logged since the last message, as fields of the next one. */
export interface Update {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly object[];
  readonly outputs?: readonly string[];
  readonly artifacts?: readonly object[];
  readonly points?: readonly object[];
}

/**
 * Joins what is logged into few messages: after a second, after 1,000 points, or when asked. One message is under way
 * at a time, and what is logged meanwhile goes into the next.
 */
export class UpdateBuffer {
  readonly #send: (update: Update) => Promise<void>;
  #maps = { params: {}, tags: {} };
  #lists = emptyLists();
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #failure: unknown;

  constructor(send: (update: Update) => Promise<void>) {
    this.#send = send;
  }

  add({ params, tags, ...lists }: Update): void {
    Object.assign(this.#maps.params, params);
    Object.assign(this.#maps.tags, tags);
    for (const [name, items] of Object.entries(lists)) this.#lists[name as keyof Lists].push(...items);
    // A timer that keeps the process alive: what was logged must not be lost with it.
    this.#timer ??= setTimeout(() => this.#start(), FLUSH_AFTER_MS);
    if (this.#lists.points.length >= FLUSH_AT_POINTS) this.#start();
  }

  /** Waits until all of it is sent. Throws the first failure since the last call; the others are process warnings. */
  async flush(): Promise<void> {
    this.#start();
    await this.#underWay;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#underWay ??= this.#sendAll().finally(() => {
      this.#underWay = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    for (let update = this.#take(); update !== undefined; update = this.#take()) {
      await this.#sendApart(update);
    }
  }

  /** Sends an update; what cannot be sent in halves, down to what is wrong alone: the rest must not be lost with it. */
  async #sendApart(update: Update): Promise<void> {
    try {
      await this.#send(update);
    } catch (error) {
      const halves = isAbout(error) ? halvesOf(update) : [];
      for (const half of halves) await this.#sendApart(half);
      if (halves.length === 0) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#failure === undefined) this.#failure = error;
    else {
      const message = `Begat did not take what was logged: ${(error as Error).message}`;
      process.emitWarning(message, { code: "BEGAT_REFUSED" });
    }
  }

  /** The fields of the next message; undefined when there is nothing to say. */
  #take(): Update | undefined {
    const points = this.#lists.points.splice(0, MAX_POINTS);
    const fields = Object.entries({ ...this.#maps, ...this.#lists, points });
    this.#maps = { params: {}, tags: {} };
    this.#lists = { ...emptyLists(), points: this.#lists.points };
    const said = fields.filter(([, value]) => Object.keys(value).length > 0);
    return said.length === 0 ? undefined : Object.fromEntries(said);
  }
}

/** Whether an error may be about what was sent, so that a part of it could be sent all the same. */
function isAbout(error: unknown): boolean {
  return !isTransient(error) && !isLockedOut(error) && !isOfSpool(error);
}

interface Lists {
  readonly inputs: unknown[];
  readonly outputs: unknown[];
  readonly artifacts: unknown[];
  readonly points: unknown[];
}

function emptyLists(): Lists {
  return { inputs: [], outputs: [], artifacts: [], points: [] };
}
