import type { NodeId, Props } from "@begat/core";
import { jobRunIdOf } from "@begat/core/naming";
import { type ColumnLineage, describeColumns, lineageOf } from "./columns.ts";
import { objectsOf, textOf } from "./facets.ts";
import type { Versions } from "./reads-and-writes.ts";
import type { Named, Statement } from "./statement.ts";

/** A dataset or an execution that feeds a target, as far as it is known. */
export interface Source {
  readonly dataset?: Named;
  /** The run of a job; `own` is the run of the event. */
  readonly run?: NodeId | "own";
}

/** What the lineage facet of a job says of one target: a dataset, or the run of a job. */
export interface LineageEntry {
  readonly dataset?: Named;
  readonly run?: NodeId | "own";
  readonly sources: readonly Source[];
  readonly columns: ColumnLineage;
}

/** The targets of a job's lineage facet, each with what feeds it. */
export function entriesOf(facet: Props): readonly LineageEntry[] | undefined {
  if (!Array.isArray(facet.entries)) return undefined;
  return objectsOf(facet.entries).map((entry) => ({
    ...endOf(entry),
    sources: objectsOf(entry.inputs).map(endOf),
    columns: lineageOf(entry, "inputs", entry.inputs),
  }));
}

function endOf({ type, namespace, name, runId }: Props): Source {
  const named = { namespace: textOf(namespace)?.trim(), name: textOf(name)?.trim() };
  if (type === "DATASET") return named.namespace && named.name ? { dataset: named as Named } : {};
  const run = textOf(runId);
  if (run !== undefined) return { run: jobRunIdOf(run) };
  // Another job without a run: there is no execution for an edge to end at.
  return named.namespace === undefined && named.name === undefined ? { run: "own" } : {};
}

/** Says what feeds what within a run, as its lineage facet states it. */
export function describeEntries(
  say: Statement,
  run: NodeId,
  entries: readonly LineageEntry[],
  { read, written }: { readonly read: Versions; readonly written: Versions },
): void {
  for (const { dataset, run: target = "own", sources, columns } of entries) {
    const reader = target === "own" ? run : target;
    for (const source of sources)
      if (source.dataset !== undefined) describeSource(say, reader, say.dataset(source.dataset), read);
    if (dataset === undefined) continue;
    const id = say.dataset(dataset);
    const version = written.get(id);
    if (version === undefined) continue;
    describeColumns(say, id, columns, version);
    for (const source of sources) describeFeed(say, version, source, read);
  }
}

function describeSource(say: Statement, reader: NodeId, dataset: NodeId, read: Versions): void {
  const version = read.get(dataset);
  if (version === undefined) say.read(reader, dataset);
  else say.edge(reader, "used", version);
}

function describeFeed(say: Statement, version: NodeId, source: Source, read: Versions): void {
  if (source.run !== undefined && source.run !== "own") say.edge(version, "produced-by", source.run);
  const from = source.dataset === undefined ? undefined : read.get(say.dataset(source.dataset));
  if (from !== undefined && from !== version) say.edge(version, "derived-from", from);
}
