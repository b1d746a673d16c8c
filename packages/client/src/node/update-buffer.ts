const FLUSH_AFTER_MS = 1000;
const FLUSH_AT_POINTS = 1000;
const MAX_POINTS = 5000;

/** What was logged since the last message. */
export interface Update {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly object[];
  readonly outputs?: readonly string[];
  readonly artifacts?: readonly object[];
  readonly points?: readonly object[];
}

type Maps = "params" | "tags";
type Lists = "inputs" | "outputs" | "artifacts" | "points";

/** Joins what is logged into few messages: after a second, after 1,000 points, or when asked. One message is under way at a time. */
export class UpdateBuffer {
  readonly #send: (update: Update) => Promise<void>;
  #maps: Partial<Record<Maps, Record<string, unknown>>> = {};
  #lists: Partial<Record<Lists, unknown[]>> = {};
  #isEmpty = true;
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #failure: unknown;

  constructor(send: (update: Update) => Promise<void>) {
    this.#send = send;
  }

  add({ params, tags, ...lists }: Update): void {
    if (params !== undefined) Object.assign((this.#maps.params ??= {}), params);
    if (tags !== undefined) Object.assign((this.#maps.tags ??= {}), tags);
    for (const [name, items] of Object.entries(lists)) (this.#lists[name as Lists] ??= []).push(...items);
    this.#isEmpty = false;
    // A timer that keeps the process alive: what was logged must not be lost with it.
    this.#timer ??= setTimeout(() => this.#start(), FLUSH_AFTER_MS);
    if ((this.#lists.points?.length ?? 0) >= FLUSH_AT_POINTS) this.#start();
  }

  /** Waits until all of it is sent. Throws the first failure since the last call. */
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
    while (!this.#isEmpty) {
      try {
        await this.#send(this.#take());
      } catch (error) {
        this.#failure ??= error;
      }
    }
  }

  #take(): Update {
    const { points, ...lists } = this.#lists;
    const taken = { ...this.#maps, ...lists, ...(points && { points: points.splice(0, MAX_POINTS) }) };
    this.#maps = {};
    this.#isEmpty = points === undefined || points.length === 0;
    this.#lists = this.#isEmpty ? {} : { points: points as unknown[] };
    return taken as Update;
  }
}
