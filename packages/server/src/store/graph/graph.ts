import type { Database } from "../database.ts";
import type { Graph } from "../port/graph.ts";
import type { Reader } from "../port/reader.ts";
import { readAliases } from "./aliases.ts";
import { readArtifacts } from "./artifacts.ts";
import { countKinds } from "./counts.ts";
import { readCurve } from "./curve.ts";
import { readFieldNames, readFieldValues } from "./distinct.ts";
import { readEdges, readEdgesOf } from "./edges.ts";
import { findNodes } from "./find.ts";
import { readGroups } from "./groups.ts";
import { readEdgeMoves, readHistory, readOrigins } from "./history.ts";
import { readJobRuns, readLastRuns } from "./job-runs.ts";
import { readMetrics } from "./metrics.ts";
import { readNeighbours } from "./neighbours.ts";
import { readNewestVersions } from "./newest-versions.ts";
import { readHeads, readNodes } from "./nodes.ts";
import { readHeldPointers, readPointers } from "./pointers.ts";
import { readPoints } from "./points.ts";
import { resolveTexts } from "./resolve.ts";
import { readSameAs } from "./same-as.ts";
import { createScope, type Scope } from "./scope.ts";
import { searchText } from "./search.ts";
import { readVersionBriefs, readVersionDays, readVersionSummaries } from "./timeline.ts";
import { readUnlinked } from "./unlinked.ts";
import { readVersions } from "./versions.ts";
import { walkGraph } from "./walk.ts";

/**
 * The graph for a reader, as of an entry or now. `find`, `search` and `newestVersions` know the present alone: they
 * answer nodes that pass now, as they were then.
 */
export function createGraph(database: Database, reader: Reader, asOf?: number): Graph {
  return graphIn(createScope(database, reader, asOf));
}

/** The graph that the queries of a scope read. */
export function graphIn(scope: Scope): Graph {
  return {
    resolve: (texts) => resolveTexts(scope, texts),
    nodes: (ids) => readNodes(scope, ids),
    heads: (ids) => readHeads(scope, ids),
    edges: (ids, direction, relations, limit) => readEdges(scope, ids, direction, relations, limit),
    edgesOf: (ids, direction, relations, limit) => readEdgesOf(scope, ids, direction, relations, limit),
    neighbours: (id, limit) => readNeighbours(scope, id, limit),
    walk: (from, along) => walkGraph(scope, from, along),
    find: (find, page) => findNodes(scope, find, page),
    groups: (find, by) => readGroups(scope, find, by),
    fieldNames: (space, containing, limit) => readFieldNames(scope, space, containing, limit),
    fieldValues: (space, name, containing, limit) => readFieldValues(scope, space, name, containing, limit),
    history: (id, page) => readHistory(scope, id, page),
    edgeMoves: (id, limit) => readEdgeMoves(scope, id, limit),
    origins: (seqs) => readOrigins(scope, seqs),
    versions: (of, page) => readVersions(scope, of, page),
    versionBriefs: (of, page, until) => readVersionBriefs(scope, of, page, until),
    versionDays: (of) => readVersionDays(scope, of),
    versionSummaries: (of) => readVersionSummaries(scope, of),
    newestVersions: (of, prop, limit) => readNewestVersions(scope, of, prop, limit),
    jobRuns: (of, page) => readJobRuns(scope, of, page),
    lastRuns: (of, limit) => readLastRuns(scope, of, limit),
    sameAs: (ids) => readSameAs(scope, ids),
    unlinked: (page) => readUnlinked(scope, page),
    pointers: (of, limit) => readPointers(scope, of, limit),
    heldPointers: (of, limit) => readHeldPointers(scope, of, limit),
    aliasesOf: (ids, limit) => readAliases(scope, ids, limit),
    metrics: (ids, names) => readMetrics(scope, ids, names),
    curve: (id, metric, part) => readCurve(scope, id, metric, part),
    points: (id, metric, page) => readPoints(scope, id, metric, page),
    artifacts: (of, path, limit) => readArtifacts(scope, of, path, limit),
    search: (text, kinds, limit) => searchText(scope, text, kinds, limit),
    counts: (limit) => countKinds(scope, limit),
  };
}
