import type { NodeId, Relation } from "@begat/core";
import type { LineageAnswer } from "../../query/answers.ts";
import type { Entry } from "../../store/port/entries.ts";
import type { Node } from "../../store/port/nodes.ts";
import { changedRuns, onlyBinds, TOLD_RELATIONS } from "./changed-runs.ts";
import { type RunEvent, runEventOf } from "./run-event.ts";

export interface EmitterOptions {
  /** The address that takes events, such as `http://marquez:5000/api/v1/lineage`. */
  readonly endpoint: string;
  /** Sent as a bearer token. */
  readonly apiKey?: string;
  /** How many entries the ledger has. */
  size(): Promise<number>;
  /** The last entry whose events were sent; undefined the first time. */
  sent(): Promise<number | undefined>;
  /** Keeps that number for the next start. */
  keepSent(seq: number): Promise<void>;
  /** A run and what is next to it along some relations, as of an entry. */
  lineage(run: NodeId, relations: readonly Relation[], asOf: number): Promise<LineageAnswer>;
  /** The intake that an entry came by. */
  sourceOf(seq: number): Promise<string | undefined>;
  subscribe(after: number | undefined, listener: (entry: Entry) => Promise<void>): () => void;
  /** Told of events that could not be sent. */
  onError(error: unknown, message: string): void;
}

const TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** How many entries without events may pass before the place among them is kept. */
const ENTRIES_UNKEPT = 500;
/** Waiting, or refusing because of us, helps: the answers after which the same event is sent again. */
const RETRIED = new Set([401, 403, 408, 425, 429]);

/**
 * Follows the ledger and tells another server of the runs that are recorded, as events of OpenLineage: each at least once,
 * in order. An event that the other server does not take is sent again later, and later ones wait for it; one that it
 * refuses for what it is, is left out.
 */
export class OpenLineageEmitter {
  readonly #options: EmitterOptions;
  readonly #closing = new AbortController();
  #unsubscribe = (): void => {};
  #unkept = 0;

  constructor(options: EmitterOptions) {
    this.#options = options;
  }

  /** Goes on where it stood; the first time with what is recorded from now on. */
  async start(): Promise<void> {
    const sent = (await this.#options.sent()) ?? (await this.#begin());
    this.#unsubscribe = this.#options.subscribe(sent, (entry) => this.#follow(entry));
  }

  async #begin(): Promise<number> {
    const size = await this.#options.size();
    await this.#options.keepSent(size);
    return size;
  }

  close(): void {
    this.#closing.abort();
    this.#unsubscribe();
  }

  async #follow(entry: Entry): Promise<void> {
    const runs = changedRuns(entry);
    for (const run of runs) await this.#tell(run, entry);
    this.#unkept += 1;
    if (this.#closing.signal.aborted || (runs.length === 0 && this.#unkept < ENTRIES_UNKEPT)) return;
    await this.#options.keepSent(entry.seq);
    this.#unkept = 0;
  }

  async #tell(run: NodeId, entry: Entry): Promise<void> {
    const event = await this.#untilDone(() => this.#eventOf(run, entry));
    if (event === undefined) return;
    const started = startOf(entry.change.assertions, run);
    if (started !== undefined) await this.#send({ ...event, ...begun(started) });
    if (started === undefined || event.eventType !== "RUNNING") await this.#send(event);
  }

  /** Nothing for a read that is bound anew of a run that came as events: who sent them knows it by its own job. */
  async #eventOf(run: NodeId, entry: Entry): Promise<RunEvent | undefined> {
    const lineage = await this.#options.lineage(run, TOLD_RELATIONS, entry.seq);
    if (onlyBinds(entry, run)) {
      const node = (lineage.nodes as readonly Node[]).find(({ id }) => id === run);
      const source = node && (await this.#options.sourceOf(node.created_seq));
      if (source === "openlineage") return undefined;
    }
    return runEventOf(lineage, entry.recorded_at);
  }

  #send(event: RunEvent): Promise<unknown> {
    return this.#untilDone(() => this.#post(event));
  }

  async #post(event: RunEvent): Promise<void> {
    const { endpoint, apiKey, onError } = this.#options;
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(event),
      signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    const error = new Error(`${endpoint} answered ${answer.status}`);
    if (answer.status >= 500 || RETRIED.has(answer.status)) throw error;
    onError(error, `the event about run ${event.run.runId} was refused`);
  }

  /** Tries again, ever more slowly, until it succeeds or the server closes. */
  async #untilDone<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      if (this.#closing.signal.aborted) return undefined;
      try {
        return await work();
      } catch (error) {
        if (this.#closing.signal.aborted) return undefined;
        this.#options.onError(error, `an event could not be sent; again in ${pause} ms`);
        await paused(pause, this.#closing.signal);
      }
    }
  }
}

/** When a run began, where an entry says it. */
function startOf(assertions: Entry["change"]["assertions"], run: NodeId): string | undefined {
  for (const item of assertions) {
    if (item.assert === "node" && item.id === run && typeof item.props.started_at === "string")
      return item.props.started_at;
  }
  return undefined;
}

/** The event that begins a run, made of one about its present state. */
function begun(started_at: string): Pick<RunEvent, "eventType" | "eventTime" | "outputs"> {
  return { eventType: "START", eventTime: started_at, outputs: [] };
}

function paused(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
