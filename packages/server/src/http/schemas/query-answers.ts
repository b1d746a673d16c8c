import Type from "typebox";
import {
  Count,
  Cursor,
  Edges,
  Flag,
  Id,
  Ids,
  Json,
  KindName,
  MetricAnswer,
  Node,
  nodeWith,
  nullable,
  pageOf,
  RelationName,
  record,
  Seq,
  Text,
  Truncated,
  titled,
  When,
} from "./parts.ts";

const Milliseconds = Type.Number({ description: "epoch milliseconds" });

const Summary = titled(
  "MetricSummary",
  Type.Object({
    last: MetricAnswer,
    step: Type.Number(),
    at: Milliseconds,
    min: nullable(Type.Number()),
    max: nullable(Type.Number()),
    count: Count,
  }),
);
const Summaries = record(Summary);

const Pointer = titled(
  "PointerMove",
  Type.Object({ name: Text, to: Id, created_seq: Seq, created_at: When, ended_seq: nullable(Seq) }),
);
const EdgeMove = titled(
  "EdgeMove",
  Type.Object({ rel: RelationName, to: Id, q: Text, created_seq: Seq, ended_seq: nullable(Seq) }),
);
const EdgeGroup = titled(
  "EdgeGroup",
  Type.Object({
    direction: Type.Enum(["upstream", "downstream"]),
    rel: RelationName,
    name: Type.String({ description: "the relation as read from the node" }),
    edges: Edges,
    count: Count,
    truncated: Truncated,
  }),
);

export const NodePage = titled("NodePage", pageOf(Node));

export const NodeAnswer = titled(
  "NodeDetail",
  nodeWith({
    aliases: Type.Array(Type.Object({ scheme: Text, value: Text })),
    edges: Type.Array(EdgeGroup),
    pointers: Type.Optional(Type.Array(Pointer)),
    versions: Type.Optional(NodePage),
    metrics: Type.Optional(Summaries),
  }),
);

const origin = { seq: Seq, recorded_at: When, actor: Id, source: Text };
const EntryOrigin = titled("EntryOrigin", Type.Object(origin));

const Revision = titled(
  "Revision",
  Type.Object({
    ...origin,
    patch: Type.Optional(
      Type.Record(Type.String(), Json, {
        description:
          "what was said of its properties, as a merge patch; what one entry says more than once is merged, the later over the earlier",
      }),
    ),
    hidden: Type.Optional(Flag),
    erased: Flag,
  }),
);

export const HistoryAnswer = titled(
  "History",
  Type.Object({
    id: Id,
    items: Type.Array(Revision),
    next: Cursor,
    pointers: Type.Optional(Type.Array(Pointer)),
    edges: Type.Optional(Type.Array(EdgeMove)),
    entries: Type.Optional(
      Type.Array(EntryOrigin, {
        description: "on the first page: where the entries came from in which its edges began and ended",
      }),
    ),
  }),
);

export const UnlinkedAnswer = titled("UnlinkedPage", pageOf(Type.Object({ id: Id, candidates: Ids })));

export const VersionsAnswer = titled(
  "Versions",
  Type.Object({ id: Id, items: Type.Array(Node), next: Cursor }),
);

export const LineageAnswer = titled(
  "Lineage",
  Type.Object({
    root: Id,
    nodes: Type.Union([Type.Array(Node), Ids], { description: "ids alone with fields=id" }),
    edges: Edges,
    truncated: Truncated,
  }),
);

export const PathAnswer = titled(
  "Path",
  Type.Object({
    from: Id,
    to: Id,
    direction: nullable(Type.Enum(["upstream", "downstream"])),
    edges: Edges,
    truncated: Truncated,
  }),
);

export const RunsAnswer = titled(
  "Runs",
  Type.Object({
    ...pageOf(Type.Union([nodeWith({ metrics: record(MetricAnswer) }), record(Json)])).properties,
    entries: Type.Integer({
      minimum: 0,
      description: "how many entries the ledger had before: who follows it from there misses nothing",
    }),
  }),
);

export const RunGroupsAnswer = titled(
  "RunGroups",
  Type.Object({
    groups: Type.Array(
      Type.Object({
        value: Type.Unsafe<string | null>({
          ...nullable(Text),
          description: "as text, its first 256 characters; null for those without one",
        }),
        count: Count,
        measured: Type.Integer({ description: "how many have a finite last value of the metric" }),
        min: nullable(Type.Number()),
        max: nullable(Type.Number()),
        mean: nullable(Type.Number()),
      }),
    ),
    total: Type.Integer({ description: "how many runs there are in all groups" }),
    truncated: Truncated,
  }),
);

export const DistinctAnswer = titled(
  "Distinct",
  Type.Object({ items: Type.Array(Text), truncated: Truncated }),
);

export const SearchAnswer = titled(
  "SearchHits",
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        kind: KindName,
        title: Text,
        excerpt: Type.String({ description: "matches stand between U+0002 and U+0003" }),
      }),
    ),
  }),
);

const curve = {
  count: Count,
  non_finite: Type.Integer({ minimum: 0, description: "how many of them are NaN or infinite" }),
  step: Type.Array(Type.Number()),
  at: Type.Array(Milliseconds),
  value: Type.Array(MetricAnswer),
};

export const MetricsAnswer = titled(
  "Metrics",
  Type.Union([Type.Object({ id: Id, metrics: Summaries }), Type.Object({ id: Id, name: Text, ...curve })]),
);

export const CurvesAnswer = titled(
  "Curves",
  Type.Object({ name: Text, curves: Type.Array(Type.Object({ id: Id, ...curve })) }),
);

export const EntryPage = titled(
  "EntryPage",
  pageOf(
    Type.Object({
      seq: Seq,
      recorded_at: When,
      actor: Id,
      source: Text,
      format: Count,
      payload_digest: Text,
      leaf: Text,
      salt: nullable(Text),
      erased: Flag,
      change: Type.Object({ source: Text, assertions: Type.Array(record(Json)) }),
    }),
  ),
);

export const SourcesAnswer = titled(
  "Sources",
  Type.Object({
    items: Type.Array(EntryOrigin),
  }),
);

export const CountsAnswer = titled(
  "Counts",
  Type.Object({
    counts: record(Count),
    most: Type.Integer({ description: "a kind that has so many may have more" }),
  }),
);

export const RejectedPage = titled(
  "RejectedPage",
  pageOf(
    Type.Object({
      id: Text,
      received_at: When,
      source: Text,
      actor: Id,
      code: Text,
      message: Text,
      payload: Type.String({ description: "the beginning of what was sent" }),
    }),
  ),
);
