import { checksOf, describeCheck } from "./checks.ts";
import { columnLineage, describeColumns } from "./columns.ts";
import { describeDataset } from "./dataset.ts";
import type { DatasetEvent, JobEvent, LineageEvent, RunEvent } from "./event.ts";
import { Facets } from "./facets.ts";
import { describeJob, staticDatasets } from "./job.ts";
import { describeEntries, entriesOf } from "./lineage-facet.ts";
import { describeReads, describeWrites } from "./reads-and-writes.ts";
import { describeCommit, describeRun } from "./run.ts";
import { Statement, type Translation } from "./statement.ts";
import { describeVersion, namedVersion } from "./version.ts";

/** What an event of OpenLineage says, as one change. The same event is always the same change. */
export function translate(event: LineageEvent): Translation {
  const say = new Statement(event.at);
  switch (event.kind) {
    case "run":
      sayRun(say, event);
      break;
    case "job":
      sayJob(say, event);
      break;
    case "dataset":
      sayDataset(say, event);
      break;
    default:
      event satisfies never;
  }
  return say.translation();
}

function sayRun(say: Statement, event: RunEvent): void {
  const facets = new Facets(event.job.facets);
  const entries = facets.peek("lineage", entriesOf) ?? [];
  const runFacets = new Facets(event.run.facets);
  const checkpoints = runFacets.peek("checkpoints", (facet) => facet);
  const run = describeRun(say, event, say.job(event.job), runFacets);
  const { code, streams } = describeJob(say, event.job, facets);
  describeCommit(say, run, code);
  const read = describeReads(say, run, event.inputs);
  const written = describeWrites(say, run, event, {
    continuous: streams || checkpoints !== undefined,
    explicit: entries,
  });
  describeEntries(say, run, entries, { read, written });
}

function sayJob(say: Statement, event: JobEvent): void {
  const facets = new Facets(event.job.facets);
  const entries = facets.peek("lineage", entriesOf) ?? [];
  describeJob(say, event.job, facets, staticDatasets(event));
  for (const { dataset, columns } of entries)
    if (dataset !== undefined) describeColumns(say, say.dataset(dataset), columns);
  for (const dataset of [...event.inputs, ...event.outputs]) {
    const own = new Facets(dataset.facets);
    const lineage = columnLineage(own);
    const { id } = describeDataset(say, dataset, own);
    if (lineage !== undefined) describeColumns(say, id, lineage);
  }
}

function sayDataset(say: Statement, { dataset, at }: DatasetEvent): void {
  const facets = new Facets(dataset.facets);
  const version = namedVersion(facets);
  const lineage = columnLineage(facets);
  const checks = checksOf(facets);
  const { id, columns } = describeDataset(say, dataset, facets);
  const content =
    version === undefined ? undefined : describeVersion(say, dataset, id, { version, columns, at });
  if (lineage !== undefined) describeColumns(say, id, lineage, content);
  for (const check of checks) describeCheck(say, check, id, content === undefined ? {} : { checks: content });
}
