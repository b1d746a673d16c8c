import type {
  Change,
  Direction,
  ErrorCode,
  ErrorDetails,
  Evidence,
  Field,
  Filter,
  Instant,
  Kind,
  MetricColumns,
  MetricValue,
  NodeId,
  OrderBy,
  Props,
  Receipt,
  RecordedChange,
  Relation,
  Source,
} from "@begat/core";

/** Whom a read is for. Access rules will be part of every query that takes it. */
export interface Reader {
  readonly principal: NodeId;
}

/** What must hold when a change is taken; it is refused otherwise. */
export interface Expectation {
  /** Nodes that are described and not hidden: `not_found`, or `conflict` with the field `hidden`. */
  readonly live?: readonly NodeId[];
  /** Nodes that nobody has named yet: `conflict` with the field `id`. */
  readonly absent?: readonly NodeId[];
}

/**
 * What becomes of a change that conflicts with what is recorded. `refuse`: nothing of it is taken. `keep`: what is
 * recorded stays, the field, alias or edge that conflicts is left out with a warning, and the rest is taken.
 */
export type OnConflict = "refuse" | "keep";

/** A change on its way to the ledger, with what was computed off the writer thread. */
export interface Submission {
  readonly change: Change;
  /** The authenticated principal. */
  readonly actor: NodeId;
  /** Refuse ids that nobody has described. */
  readonly strict: boolean;
  readonly onConflict: OnConflict;
  readonly expects?: Expectation;
  /** The change as RFC 8785 JSON, and SHA-256(salt ‖ canonical): right unless resolving alters the change. */
  readonly canonical: string;
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

export interface Refusal {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };
}

export type Outcome = Receipt | Refusal;

/** A message that was refused, as it is kept for people to see why. */
export interface Rejection {
  readonly source: Source;
  readonly actor: NodeId;
  readonly code: string;
  readonly message: string;
  /** What was sent; its beginning is kept. */
  readonly payload: string;
}

export interface RejectedEvent extends Rejection {
  readonly id: string;
  readonly received_at: Instant;
}

/** The one way in. Answers after the transaction is durable, an outcome per submission, in order. */
export interface Ledger {
  append(submissions: readonly Submission[]): Promise<readonly Outcome[]>;
}

export interface Node {
  readonly id: NodeId;
  readonly kind: Kind;
  readonly props: Props;
  /** Only named by others so far. */
  readonly unresolved: boolean;
  readonly hidden: boolean;
  readonly at: Instant | null;
  readonly created_seq: number;
  readonly updated_seq: number;
}

export interface Edge {
  readonly from: NodeId;
  readonly rel: Relation;
  readonly to: NodeId;
  readonly q: string;
  readonly evidence: Evidence;
  readonly props?: Props;
}

export interface Walk {
  readonly direction: Direction;
  readonly relations: readonly Relation[];
  /** How many edges away at the most; undefined for no bound. */
  readonly depth?: number;
  /** How many nodes at the most, the roots included. */
  readonly limit: number;
  /** What is wanted of what is found, apart from the ids: the edges among the nodes, and the nodes themselves. */
  readonly edges: boolean;
  readonly nodes: boolean;
}

/** What a walk found. `truncated` when the limit cut it. */
export interface Subgraph {
  readonly ids: readonly NodeId[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}

export interface Page {
  readonly limit: number;
  /** Where the previous slice ended: the values it was ordered by and the node key. */
  readonly after?: Position;
}

export interface Position {
  readonly values: readonly (string | number | null)[];
  readonly key: number;
}

export interface Slice<T> {
  readonly items: readonly T[];
  /** Where the next slice begins; undefined at the end. */
  readonly next?: Position;
}

export interface Find {
  readonly kind?: Kind;
  readonly filter?: Filter;
  readonly orderBy: readonly OrderBy[];
  /** Whether hidden nodes are found too, or they alone. */
  readonly hidden: boolean | "only";
}

/** A space whose names writers chose. */
export type NamedSpace = "metrics" | "params" | "tags" | "props";

/** Names or values that occur; `truncated` when there may be more. */
export interface Distinct {
  readonly items: readonly string[];
  readonly truncated: boolean;
}

export interface GroupBy {
  /** A param, a tag or a property. */
  readonly field: Field;
  /** The metric that is summed up in each group. */
  readonly metric?: Field;
  /** How many groups at the most. */
  readonly limit: number;
}

/** The nodes that have one value. Of the metric's last values that are finite: how many, and how they come out. */
export interface GroupSummary {
  /** As text; its first 256 characters. Null for the nodes without one. */
  readonly value: string | null;
  readonly count: number;
  readonly measured: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

/** The largest groups; `total` is the number of nodes in all. */
export interface Grouped {
  readonly groups: readonly GroupSummary[];
  readonly total: number;
  readonly truncated: boolean;
}

export interface Revision {
  readonly seq: number;
  readonly recorded_at: Instant;
  readonly actor: NodeId;
  readonly source: string;
  /**
   * The merge patch; undefined when the payload was erased. Of several in one entry each member is what was said last, and
   * objects are merged: no one patch could tell an object that took the place of another value.
   */
  readonly patch?: Props;
  /** Whether it hid the node, or showed it again; undefined when it did neither. */
  readonly hidden?: boolean;
  readonly erased: boolean;
}

export interface MetricSummary {
  readonly last: MetricValue;
  readonly step: number;
  readonly at: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
}

export interface Point {
  readonly step: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly value: MetricValue;
}

/** Bytes that belong to a node, at a path. */
export interface HeldArtifact {
  readonly path: string;
  readonly id: NodeId;
  /** In bytes. */
  readonly size: number;
  /** The entry since which it is there. */
  readonly since: number;
}

export interface PointerMove {
  readonly name: string;
  readonly to: NodeId;
  readonly created_seq: number;
  /** When the ledger took the move. */
  readonly created_at: Instant;
  readonly ended_seq: number | null;
}

/** What another system calls a node. */
export interface Alias {
  readonly scheme: string;
  readonly value: string;
}

/** A dataset that was read and that nobody is known to have written, and the datasets whose names end alike. */
export interface Unlinked {
  readonly id: NodeId;
  readonly candidates: readonly NodeId[];
}

/** A run of a job, as lists show it. */
export interface JobRunBrief {
  readonly id: NodeId;
  readonly at: Instant | null;
  readonly ended_at: Instant | null;
  readonly status: string | null;
}

/** A version of a dataset or model, as lists show it. */
export interface VersionBrief {
  readonly id: NodeId;
  /** When it came to be: its own time, else when it was recorded; null for the placeholder. */
  readonly at: Instant | null;
  readonly made_by: readonly NodeId[];
  /** A digest of the columns of a dataset version, the same for the same columns; null when none are recorded. */
  readonly schema: string | null;
  /** How many executions read it; when 1,000, there may be more. */
  readonly readers: number;
}

/** How many there were on a day in UTC, `2026-04-28`. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

export interface VersionSummary {
  /** When 10,000, there may be more. */
  readonly count: number;
  /** When the last one came to be. */
  readonly at: Instant | null;
}

/** When an edge from a node to its cause began and ended. */
export interface EdgeMove {
  readonly rel: Relation;
  readonly to: NodeId;
  readonly q: string;
  readonly created_seq: number;
  readonly ended_seq: number | null;
}

/** The edges of one node that have one relation and direction. */
export interface EdgeGroup {
  readonly direction: "upstream" | "downstream";
  readonly rel: Relation;
  /** The relation as read from the node: its own name upstream, its inverse downstream. */
  readonly name: string;
  readonly edges: readonly Edge[];
  /** How many there are; when 10,000, there may be more. */
  readonly count: number;
  readonly truncated: boolean;
}

export interface SearchHit {
  readonly id: NodeId;
  readonly kind: Kind;
  readonly title: string;
  /** The matching text, matches between U+0002 and U+0003. */
  readonly excerpt: string;
}

/** Points of a metric in (step, at) order. */
export interface Curve extends MetricColumns {
  /** How many points there are in all. */
  readonly count: number;
  /** How many of them are NaN or infinite. */
  readonly non_finite: number;
}

/** The graph for one reader, as of one entry (or now). Every list is bounded by its caller. */
export interface Graph {
  /** The ids that texts stand for: ids as they are, aliases and pointers followed. Unknown texts are left out. */
  resolve(texts: readonly string[]): Promise<ReadonlyMap<string, NodeId>>;
  nodes(ids: readonly NodeId[]): Promise<readonly Node[]>;
  /** Edges of nodes, one hop, either way, at most `limit` in all: whoever has that many knows that there may be more. */
  edges(
    ids: readonly NodeId[],
    direction: Direction,
    relations: readonly Relation[],
    limit: number,
  ): Promise<readonly Edge[]>;
  /** Edges of each of some nodes, one hop, at most `limit` of each: those whose other end was recorded last. */
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
  /** When the edges from a node to its causes began and ended, newest first. */
  edgeMoves(from: NodeId, limit: number): Promise<readonly EdgeMove[]>;
  /** The versions of a dataset or model, the one that was recorded last first. */
  versions(of: NodeId, page: Page): Promise<Slice<Node>>;
  /** The versions of a dataset or model in brief, those until an instant (in epoch milliseconds), the newest first. */
  versionBriefs(of: NodeId, page: Page, until?: number): Promise<Slice<VersionBrief>>;
  /** How many versions of a dataset or model came to be on each day, newest first. */
  versionDays(of: NodeId): Promise<readonly DayCount[]>;
  /** How many versions each of some datasets or models has, and when the last of them came to be. */
  versionSummaries(of: readonly NodeId[]): Promise<ReadonlyMap<NodeId, VersionSummary>>;
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
  /** One metric's history in (step, at) order: every point, or about `points` of them that keep extremes. */
  curve(id: NodeId, metric: string, points?: number): Promise<Curve>;
  /** One metric's history in (at, step, value) order. */
  points(id: NodeId, metric: string, page: Page): Promise<Slice<Point>>;
  /** The artifacts of a node at a path or below it, by path; all of them for the empty path. */
  artifacts(of: NodeId, path: string, limit: number): Promise<readonly HeldArtifact[]>;
  search(text: string, kinds: readonly Kind[], limit: number): Promise<readonly SearchHit[]>;
  /** How many nodes of each kind are not hidden, each counted up to `limit`. */
  counts(limit: number): Promise<ReadonlyMap<Kind, number>>;
}

/** Which entries of the ledger, in which order. At most one of `source`, `actor` and `node`: each alone has an index. */
export interface EntryRange {
  readonly limit: number;
  /** Goes on behind this entry. */
  readonly after?: number;
  readonly newestFirst?: boolean;
  readonly source?: Source;
  readonly actor?: NodeId;
  /** Entries that say something about this node itself. */
  readonly node?: NodeId;
}

/** The last entry that came by a wire. */
export interface LastEntry {
  readonly source: Source;
  readonly seq: number;
  readonly recorded_at: Instant;
  readonly actor: NodeId;
}

export interface Entry {
  readonly seq: number;
  readonly recorded_at: Instant;
  readonly actor: NodeId;
  readonly source: string;
  readonly format: number;
  readonly payload_digest: string;
  readonly leaf: string;
  /** What the payload's digest was made with, in hex; null when it was erased. */
  readonly salt: string | null;
  readonly erased: boolean;
  /** The resolved change, or the stub that erasing left. */
  readonly change: RecordedChange;
}

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}
