import { type NodeId, parentOf, parseId, type Relation } from "@begat/core";
import type { DatasetNamesAnswer, LineageAnswer } from "../../query/answers.ts";
import type { Entry } from "../../store/port/entries.ts";
import type { Node } from "../../store/port/nodes.ts";
import type { UntilDone } from "../follower.ts";
import { changedRuns, onlyBinds, TOLD_RELATIONS } from "./changed-runs.ts";
import { type RunEvent, runEventOf } from "./run-event.ts";

export interface EmitterOptions {
  /** The address that takes events, such as `http://marquez:5000/api/v1/lineage`. */
  readonly endpoint: string;
  /** Sent as a bearer token. */
  readonly apiKey?: string;
  /** A run and what is next to it along some relations, as of an entry. */
  lineage(run: NodeId, relations: readonly Relation[], asOf: number): Promise<LineageAnswer>;
  /** How other systems know datasets, as of an entry. */
  datasetNames(ids: readonly NodeId[], asOf: number): Promise<DatasetNamesAnswer>;
  /** The intake that an entry came by. */
  sourceOf(seq: number): Promise<string | undefined>;
  /** Told of events that were refused. */
  onError(error: unknown, message: string): void;
}

const TIMEOUT_MS = 10_000;
/** Waiting, or refusing because of us, helps: the answers after which the same event is sent again. */
const RETRIED = new Set([401, 403, 408, 425, 429]);

/**
 * Tells another server of the runs that an entry records, as events of OpenLineage. An event that the other server does
 * not take is sent again later, and later ones wait for it; one that it refuses for what it is, is left out.
 */
export class OpenLineageEmitter {
  readonly #options: EmitterOptions;

  constructor(options: EmitterOptions) {
    this.#options = options;
  }

  /** Answers whether the entry says anything of runs. */
  async follow(entry: Entry, untilDone: UntilDone): Promise<boolean> {
    const runs = changedRuns(entry);
    for (const run of runs) await this.#tell(run, entry, untilDone);
    return runs.length > 0;
  }

  async #tell(run: NodeId, entry: Entry, untilDone: UntilDone): Promise<void> {
    const event = await untilDone(() => this.#eventOf(run, entry));
    if (event === undefined) return;
    const send = (one: RunEvent) => untilDone((closing) => this.#post(one, closing));
    const started = startOf(entry.change.assertions, run);
    if (started !== undefined) await send({ ...event, ...begun(started) });
    if (started === undefined || event.eventType !== "RUNNING") await send(event);
  }

  /** Nothing for a read that is bound anew of a run that came as events: who sent them knows it by its own job. */
  async #eventOf(run: NodeId, entry: Entry): Promise<RunEvent | undefined> {
    const lineage = await this.#options.lineage(run, TOLD_RELATIONS, entry.seq);
    if (onlyBinds(entry, run)) {
      const node = (lineage.nodes as readonly Node[]).find(({ id }) => id === run);
      const source = node && (await this.#options.sourceOf(node.created_seq));
      if (source === "openlineage") return undefined;
    }
    const names = await this.#options.datasetNames(datasetsIn(lineage), entry.seq);
    return runEventOf(lineage, names, entry.recorded_at);
  }

  async #post(event: RunEvent, closing: AbortSignal): Promise<void> {
    const { endpoint, apiKey, onError } = this.#options;
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(event),
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    }).catch((cause: unknown) => {
      throw new Error(`no event reached ${endpoint}`, { cause });
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    const error = new Error(`${endpoint} answered ${answer.status}`);
    if (answer.status >= 500 || RETRIED.has(answer.status)) throw error;
    onError(error, `the event about run ${event.run.runId} was refused`);
  }
}

/** The datasets whose versions are next to a run. */
function datasetsIn({ nodes }: LineageAnswer): readonly NodeId[] {
  const versions = (nodes as readonly Node[]).filter(({ kind }) => kind === "DatasetVersion");
  return [...new Set(versions.map(({ id }) => parentOf(parseId(id)) as NodeId))];
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
