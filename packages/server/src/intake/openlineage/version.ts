import type { Instant, NodeId, Props } from "@begat/core";
import { datasetUri, datasetVersionIdOf, featureIdOf } from "@begat/core/naming";
import type { Column } from "./dataset.ts";
import { nonEmpty, typesOf } from "./dataset.ts";
import type { DatasetOf } from "./event.ts";
import { type Facets, stated, textOf } from "./facets.ts";
import type { Statement } from "./statement.ts";

/** The version that a facet names. */
export function namedVersion(facets: Facets): string | undefined {
  return facets.read("version", (facet) => textOf(facet.datasetVersion)) ?? undefined;
}

/** What of a dataset's content is known. */
export interface Content {
  readonly version: string;
  readonly columns: readonly Column[];
  readonly statistics?: Props;
  /** When it was there; undefined where only its name is known. */
  readonly at?: Instant;
  readonly facets?: Props;
}

/** Says that a version of a dataset is. Answers its id. */
export function describeVersion(say: Statement, dataset: DatasetOf, id: NodeId, content: Content): NodeId {
  const version = datasetVersionIdOf(id, content.version);
  const { columns, statistics, facets } = content;
  say.node(
    version,
    {
      native_version: content.version,
      schema: columns.length > 0 ? typesOf(columns) : undefined,
      location: datasetUri(dataset.namespace, dataset.name),
      statistics,
      facets: facets && nonEmpty(facets),
    },
    { at: content.at },
  );
  for (const { name } of columns) say.edge(version, "has-feature", featureIdOf(id, name), { q: name });
  return version;
}

/** What was written, by the names that a version's statistics have. */
export function statisticsOf({ rowCount, size, fileCount }: Props): Props | undefined {
  return stated({ rows: countOf(rowCount), bytes: countOf(size), files: countOf(fileCount) });
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}
