import type { JsonValue, NodeId } from "@begat/core";
import { datasetUri } from "@begat/core/naming";
import { checksOf, describeCheck } from "./checks.ts";
import { columnLineage, describeColumns } from "./columns.ts";
import { describeDataset, nonEmpty } from "./dataset.ts";
import type { DatasetOf, RunEvent } from "./event.ts";
import { Facets } from "./facets.ts";
import type { LineageEntry } from "./lineage-facet.ts";
import type { Statement } from "./statement.ts";
import { describeVersion, namedVersion, statisticsOf } from "./version.ts";

/** By dataset, the version that an event names or makes. */
export type Versions = ReadonlyMap<NodeId, NodeId>;

/** Says what a run read: the version that a facet names, or the one that was there. Answers those with a name. */
export function describeReads(say: Statement, run: NodeId, inputs: readonly DatasetOf[]): Versions {
  const versions = new Map<NodeId, NodeId>();
  const kept: Record<string, JsonValue> = {};
  for (const input of inputs) {
    const facets = new Facets(input.facets);
    const own = new Facets(input.inputFacets);
    const version = namedVersion(facets);
    const checks = checksOf(own, facets);
    const { id, columns } = describeDataset(say, input, facets);
    const content =
      version === undefined ? undefined : describeVersion(say, input, id, { version, columns, at: say.at });
    if (content === undefined) say.read(run, id);
    else {
      say.edge(run, "used", content);
      versions.set(id, content);
    }
    for (const check of checks)
      describeCheck(say, check, id, { run, ...(content !== undefined && { checks: content }) });
    const rest = nonEmpty(own.rest());
    if (rest !== undefined) kept[datasetUri(input.namespace, input.name)] = rest;
  }
  if (nonEmpty(kept) !== undefined) say.node(run, { input_facets: kept });
  return versions;
}

interface Writing {
  /** Whether the job runs on and on, so that what it writes is there before its end. */
  readonly continuous: boolean;
  /** What the lineage facet says of its outputs, which is more exact than theirs. */
  readonly explicit: readonly LineageEntry[];
}

/** Says what a run wrote: a version of each output, once it is complete. Answers those versions. */
export function describeWrites(say: Statement, run: NodeId, event: RunEvent, writing: Writing): Versions {
  const versions = new Map<NodeId, NodeId>();
  const explicit = new Set(
    writing.explicit.flatMap(({ dataset }) => (dataset === undefined ? [] : [say.dataset(dataset)])),
  );
  const announced = new Map<string, string | false>();
  const kept: Record<string, JsonValue> = {};
  for (const output of event.outputs) {
    const { id, version, made } = describeWrite(say, run, event, output, { ...writing, explicit });
    const uri = datasetUri(output.namespace, output.name);
    if (made === undefined) announced.set(uri, version);
    else versions.set(id, made);
    const rest = made === undefined && hasFailed(event) ? new Facets(output.outputFacets).rest() : {};
    if (nonEmpty(rest) !== undefined) kept[uri] = rest;
  }
  if (nonEmpty(kept) !== undefined) say.node(run, { output_facets: kept });
  if (announced.size > 0)
    say.node(run, {
      outputs: Object.fromEntries([...announced].sort(([one], [other]) => (one < other ? -1 : 1))),
    });
  return versions;
}

/** An output of an event: the name of the version that it is written as, false where nothing is, and the version once it is there. */
interface Written {
  readonly id: NodeId;
  readonly version: string | false;
  readonly made?: NodeId;
}

function describeWrite(
  say: Statement,
  run: NodeId,
  event: RunEvent,
  output: DatasetOf,
  { continuous, explicit }: { readonly continuous: boolean; readonly explicit: ReadonlySet<NodeId> },
): Written {
  const facets = new Facets(output.facets);
  const own = new Facets(output.outputFacets);
  const version = namedVersion(facets) ?? event.run.runId;
  const lineage = columnLineage(facets);
  const statistics = own.read("outputStatistics", statisticsOf) ?? undefined;
  const checks = checksOf(own, facets);
  const { id, columns, holdsContent } = describeDataset(say, output, facets);
  if (!holdsContent) return { id, version: false };
  if (!writes(event, continuous)) return { id, version };
  const made = describeVersion(say, output, id, {
    version,
    columns,
    at: event.at,
    facets: own.rest(),
    ...(statistics !== undefined && { statistics }),
  });
  say.edge(made, "produced-by", run);
  if (lineage !== undefined && !explicit.has(id)) describeColumns(say, id, lineage, made);
  for (const check of checks) describeCheck(say, check, id, { run, checks: made });
  return { id, version, made };
}

/** Of what a run failed to write there is no version that could have its facets. */
function hasFailed({ type }: RunEvent): boolean {
  return type === "FAIL" || type === "ABORT";
}

/** A job that ends has written at its end; one that goes on writes from its start. */
function writes({ type }: RunEvent, continuous: boolean): boolean {
  return type === "COMPLETE" || (continuous && (type === "START" || type === "RUNNING"));
}
