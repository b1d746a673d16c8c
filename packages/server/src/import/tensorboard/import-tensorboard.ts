import { createReadStream } from "node:fs";
import { basename, posix } from "node:path";
import { BegatError, formatId, isInstant, type JsonValue, type NodeId } from "@begat/core";
import { Root } from "../files/root.ts";
import { type Finding, fault, type ImportCall, left, message, survived } from "../importer.ts";
import { metricValue } from "../metric-value.ts";
import { EventReader, type TensorboardEvent } from "./event.ts";
import type { HparamsData } from "./hparams.ts";
import { readRecords } from "./tf-record.ts";

const POINTS_AT_ONCE = 10_000;
const MAX_NAME = 250;

/** The runs of a TensorBoard log folder: each folder with event files is one. */
export async function* importTensorboard({ place, options }: ImportCall): AsyncGenerator<Finding> {
  const root = await Root.open(place);
  const experiment = formatId({ kind: "Experiment", name: options.experiment ?? basename(root.path) });
  const runs = await filesByFolder(root);
  if (runs.size === 0)
    throw new BegatError("not_found", `${place}: has no event files; their names hold tfevents`);
  for (const [folder, files] of runs) {
    yield* survived(folder || ".", () =>
      runFindings(root, folder, files, { experiment, parent: parentOf(experiment, folder, runs) }),
    );
  }
}

async function filesByFolder(root: Root): Promise<ReadonlyMap<string, readonly string[]>> {
  const runs = new Map<string, string[]>();
  for await (const file of root.files()) {
    if (!posix.basename(file).includes("tfevents")) continue;
    const folder = posix.dirname(file);
    const files = runs.get(folder);
    if (files === undefined) runs.set(folder, [file]);
    else files.push(file);
  }
  return new Map([...runs].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A folder in the folder of a run, as writers make for the settings of a trial, is a part of it, however deep it is. */
function parentOf(
  experiment: NodeId,
  folder: string,
  runs: ReadonlyMap<string, unknown>,
): NodeId | undefined {
  if (folder === ".") return undefined;
  for (let above = posix.dirname(folder); above !== "."; above = posix.dirname(above))
    if (runs.has(above)) return runId(experiment, above);
  return undefined;
}

function runId(experiment: NodeId, folder: string): NodeId {
  const name = experiment.slice("exp:".length);
  return formatId({
    kind: "Run",
    name: folder === "." ? decodeURIComponent(name) : `${decodeURIComponent(name)}/${folder}`,
  });
}

async function* runFindings(
  root: Root,
  folder: string,
  files: readonly string[],
  { experiment, parent }: { readonly experiment: NodeId; readonly parent: NodeId | undefined },
): AsyncGenerator<Finding> {
  const run_id = runId(experiment, folder);
  const seen: Seen = { others: new Map(), settings: {}, firstAt: undefined };
  for (const file of files) yield* fileFindings(root, file, run_id, seen);
  const { params, startedAt, endedAt, status } = seen.settings;
  yield message(folder, "run", {
    run_id,
    experiment,
    name: folder === "." ? undefined : folder,
    parent,
    params,
    status,
    started_at: startedAt ?? seen.firstAt,
    ended_at: endedAt,
  });
  for (const [kind, tags] of groupTags(seen.others)) {
    const number = `${tags.length} ${tags.length === 1 ? "tag" : "tags"}`;
    yield left(folder, `not carried: ${kind} of ${number}: ${tags.join(", ").slice(0, 200)}`);
  }
}

/** What the files of a run said beside its points. */
interface Seen {
  /** Tags whose values are neither numbers nor settings, and what they are. */
  readonly others: Map<string, string>;
  settings: HparamsData;
  firstAt: number | undefined;
}

/** The points of one file; what is right in it is kept when the rest is not. */
async function* fileFindings(root: Root, file: string, run: NodeId, seen: Seen): AsyncGenerator<Finding> {
  const events = new EventReader();
  const records = readRecords(createReadStream(await root.within(file)));
  const points = new Points(file, run);
  try {
    for (let next = await records.next(); ; next = await records.next()) {
      if (next.done === true) {
        if (next.value === "cut") yield left(file, "its last record is cut off; all before it is carried");
        break;
      }
      const event = events.read(next.value);
      if (isInstant(event.at)) seen.firstAt ??= event.at;
      for (const value of event.values) {
        if ("other" in value) seen.others.set(value.tag, value.other);
        else if ("hparams" in value) seen.settings = { ...seen.settings, ...value.hparams };
        else yield* points.take(event, value);
      }
    }
  } catch (error) {
    yield fault(file, error);
  }
  yield* points.end();
}

/** Gathers points into messages that are not too long. */
class Points {
  readonly #file: string;
  readonly #run: NodeId;
  #points: Readonly<Record<string, JsonValue>>[] = [];

  constructor(file: string, run: NodeId) {
    this.#file = file;
    this.#run = run;
  }

  *take(
    { step, at }: TensorboardEvent,
    { tag, scalar }: { tag: string; scalar: number },
  ): Generator<Finding> {
    if (tag === "" || tag.length > MAX_NAME) {
      yield fault(this.#file, new Error(`a tag has ${tag.length} characters; 1 to ${MAX_NAME} are taken`));
      return;
    }
    if (!isInstant(at) || !Number.isSafeInteger(step)) {
      yield fault(
        this.#file,
        new Error(`a point of ${tag} has no time or step that can be kept; it is damaged`),
      );
      return;
    }
    this.#points.push({ name: tag, step, at, value: metricValue(scalar) });
    if (this.#points.length >= POINTS_AT_ONCE) yield* this.end();
  }

  *end(): Generator<Finding> {
    if (this.#points.length > 0)
      yield message(this.#file, "run", { run_id: this.#run, points: this.#points });
    this.#points = [];
  }
}

function groupTags(others: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, string[]>();
  for (const [tag, kind] of others) kinds.set(kind, [...(kinds.get(kind) ?? []), tag]);
  return kinds;
}
