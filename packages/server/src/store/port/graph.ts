import type { Direction, Kind, NodeId, Relation } from "@begat/core";
import type { DayCount, JobRunBrief, VersionBrief, VersionSummary } from "./briefs.ts";
import type { EntryOrigin } from "./entries.ts";
import type { Distinct, Find, GroupBy, Grouped, NamedSpace, SearchHit } from "./find.ts";
import type { EdgeMove, PointerMove, Revision } from "./history.ts";
import type { Curve, CurvePart, MetricSummary, Point } from "./metrics.ts";
import type { Alias, Edge, EdgeGroup, HeldArtifact, Node, Unlinked } from "./nodes.ts";
import type { Page, Slice } from "./page.ts";
import type { Subgraph, Walk } from "./walk.ts";

/** The graph for one reader, as of one entry (or now). Every list is bounded by its caller. */
export interface Graph {
  /** The ids that texts stand for: ids as they are, aliases and pointers followed. Unknown texts are left out. */
  resolve(texts: readonly string[]): Promise<ReadonlyMap<string, NodeId>>;
  nodes(ids: readonly NodeId[]): Promise<readonly Node[]>;
  /** The same with name and status alone of their properties, which is little however much they have. */
  heads(ids: readonly NodeId[]): Promise<readonly Node[]>;
  /** Edges of nodes, one hop, either way, at most `limit` in all: whoever has that many knows that there may be more. */
  edges(
    ids: readonly NodeId[],
    direction: Direction,
    relations: readonly Relation[],
    limit: number,
  ): Promise<readonly Edge[]>;
  /** Edges of each of some nodes, one hop, at most `limit` of each: of one relation those whose other end was recorded last. */
  edgesOf(
    ids: readonly NodeId[],
    direction: "upstream" | "downstream",
    relations: readonly Relation[],
    limit: number,
  ): Promise<ReadonlyMap<NodeId, readonly Edge[]>>;
  /** Edges of one node by relation and direction, at most `limit` each. */
  neighbours(id: NodeId, limit: number): Promise<readonly EdgeGroup[]>;
  walk(from: readonly NodeId[], along: Walk): Promise<Subgraph>;
  find(find: Find, page: Page): Promise<Slice<Node>>;
  /** What passes a filter, by the values of a field; the largest groups first. */
  groups(find: Find, by: GroupBy): Promise<Grouped>;
  /** Names that nodes have in a space, those that contain a text in any case of letters. */
  fieldNames(space: NamedSpace, containing: string, limit: number): Promise<Distinct>;
  /** Values that nodes have of a param, a tag or a property, likewise. */
  fieldValues(
    space: Exclude<NamedSpace, "metrics">,
    name: string,
    containing: string,
    limit: number,
  ): Promise<Distinct>;
  history(id: NodeId, page: Page): Promise<Slice<Revision>>;
  /** When the edges from a node to its causes began and ended, and those that join it to the same thing; newest first. */
  edgeMoves(id: NodeId, limit: number): Promise<readonly EdgeMove[]>;
  /** Where entries came from, by their numbers; the newest first. */
  origins(seqs: readonly number[]): Promise<readonly EntryOrigin[]>;
  /** The versions of a dataset or model, the one that was recorded last first. */
  versions(of: NodeId, page: Page): Promise<Slice<Node>>;
  /** The versions of a dataset or model in brief, those until an instant (in epoch milliseconds), the newest first. */
  versionBriefs(of: NodeId, page: Page, until?: number): Promise<Slice<VersionBrief>>;
  /** How many versions of a dataset or model came to be on each day, newest first. */
  versionDays(of: NodeId): Promise<readonly DayCount[]>;
  /** How many versions each of some datasets or models has, and when the last of them came to be. */
  versionSummaries(of: readonly NodeId[]): Promise<ReadonlyMap<NodeId, VersionSummary>>;
  /**
   * The newest version that is not hidden of each of some datasets and models, for each value of a property and for none;
   * among the `limit` of each that were recorded last. Where some versions have a number and others a name of their own, the
   * newest of both.
   */
  newestVersions(
    of: readonly NodeId[],
    prop: string,
    limit: number,
  ): Promise<ReadonlyMap<NodeId, readonly NodeId[]>>;
  /** The runs of a job in brief, the one that was recorded last first. */
  jobRuns(of: NodeId, page: Page): Promise<Slice<JobRunBrief>>;
  /** The runs of each of some jobs that were recorded last, at most `limit` of each. */
  lastRuns(of: readonly NodeId[], limit: number): Promise<ReadonlyMap<NodeId, readonly JobRunBrief[]>>;
  /** The edges that join nodes to what they are the same as, directly or by way of others. */
  sameAs(ids: readonly NodeId[]): Promise<readonly Edge[]>;
  /** Datasets that nobody is known to have written, with those that they may be the same as. */
  unlinked(page: Page): Promise<Slice<Unlinked>>;
  pointers(of: NodeId, limit: number): Promise<readonly PointerMove[]>;
  /** The pointers of each of some datasets and models that hold, newest first, at most `limit` of each. */
  heldPointers(of: readonly NodeId[], limit: number): Promise<ReadonlyMap<NodeId, readonly PointerMove[]>>;
  /** The other names of each of some nodes, at most `limit` of each. */
  aliasesOf(ids: readonly NodeId[], limit: number): Promise<ReadonlyMap<NodeId, readonly Alias[]>>;
  /** Summaries of metrics of nodes, all of them or the named ones. */
  metrics(
    ids: readonly NodeId[],
    names?: readonly string[],
  ): Promise<ReadonlyMap<NodeId, Readonly<Record<string, MetricSummary>>>>;
  /** One metric's history in (step, at) order, all of it or a part. */
  curve(id: NodeId, metric: string, part?: CurvePart): Promise<Curve>;
  /** One metric's history in (at, step, value) order. */
  points(id: NodeId, metric: string, page: Page): Promise<Slice<Point>>;
  /** The artifacts of a node at a path or below it, by path; all of them for the empty path. */
  artifacts(of: NodeId, path: string, limit: number): Promise<readonly HeldArtifact[]>;
  search(text: string, kinds: readonly Kind[], limit: number): Promise<readonly SearchHit[]>;
  /** How many nodes of each kind are not hidden, each counted up to `limit`. */
  counts(limit: number): Promise<ReadonlyMap<Kind, number>>;
}
