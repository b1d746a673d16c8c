import { invalid } from "@begat/core";
import type { Database } from "../store/database.ts";
import { asOfSeq } from "../store/graph/as-of.ts";
import { createGraph } from "../store/graph/graph.ts";
import { findEntriesFor, readLastEntries } from "../store/ledger/find.ts";
import { readSize } from "../store/ledger/read.ts";
import type { Reader } from "../store/port/reader.ts";
import { listRejected } from "../store/rejected.ts";
import { datasets, jobs, models } from "./catalog.ts";
import { compare } from "./compare.ts";
import type { QueryContext } from "./context.ts";
import { counts } from "./counts.ts";
import { datasetNames } from "./dataset-names.ts";
import { names, values } from "./field-names.ts";
import { find } from "./find.ts";
import { history } from "./history.ts";
import { impact } from "./impact/impact.ts";
import { ledger } from "./ledger.ts";
import { lineage } from "./lineage.ts";
import { curve, curves, metrics } from "./metrics.ts";
import { MLFLOW_QUERIES } from "./mlflow/queries.ts";
import { node } from "./node.ts";
import { path } from "./path.ts";
import { production } from "./production.ts";
import { rejected } from "./rejected.ts";
import { reproduce } from "./reproduce.ts";
import { runGroups } from "./run-groups.ts";
import { runs } from "./runs.ts";
import { search } from "./search.ts";
import { sources } from "./sources.ts";
import { timeline } from "./timeline.ts";
import { unlinked } from "./unlinked.ts";
import { versions } from "./versions.ts";

/** Every question that can be asked, by name. Their arguments are checked by whoever asks. */
export const QUERIES = {
  node,
  history,
  versions,
  unlinked,
  lineage,
  impact,
  path,
  reproduce,
  runs,
  runGroups,
  names,
  values,
  find,
  datasets,
  datasetNames,
  models,
  jobs,
  timeline,
  search,
  metrics,
  curve,
  curves,
  compare,
  production,
  ledger,
  sources,
  counts,
  rejected,
  ...MLFLOW_QUERIES,
} as const satisfies Readonly<Record<string, (context: QueryContext, args: never) => Promise<unknown>>>;

export type QueryName = keyof typeof QUERIES;

/** What a query is asked with. */
export type ArgsOf<N extends QueryName> = Parameters<(typeof QUERIES)[N]>[1];

/** What a query answers. */
export type AnswerOf<N extends QueryName> = Awaited<ReturnType<(typeof QUERIES)[N]>>;

/** Puts queries by name to a store, each for one reader. `secret` signs the cursors. */
export function createQueries(database: Database, secret: Uint8Array) {
  return async (name: string, args: object, reader: Reader): Promise<unknown> => {
    if (!isQueryName(name))
      throw invalid("query", `"${name}" is none; there are ${Object.keys(QUERIES).join(", ")}`);
    return QUERIES[name](contextOf(database, secret, reader), args as never);
  };
}

function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(QUERIES, name);
}

function contextOf(database: Database, cursorKey: Uint8Array, reader: Reader): QueryContext {
  return {
    cursorKey,
    graph: async (asOf) =>
      createGraph(database, reader, asOf === undefined ? undefined : await asOfSeq(database, String(asOf))),
    size: () => readSize(database),
    entries: (range) => findEntriesFor(database, reader, range),
    lastEntries: () => readLastEntries(database, reader),
    rejected: (limit, after) => listRejected(database, reader, limit, after),
  };
}
