import Type from "typebox";
import {
  Count,
  Cursor,
  Id,
  Ids,
  MetricAnswer,
  nodeWith,
  nullable,
  pageOf,
  record,
  Text,
  titled,
  When,
} from "./parts.ts";

const Metrics = record(MetricAnswer);
const Versions = Type.Integer({ description: "when 10,000, there may be more" });
const LatestAt = Type.Union([When, Type.Null()], { description: "when the last version came to be" });

export const DatasetPage = titled(
  "DatasetPage",
  pageOf(
    nodeWith({
      aliases: Type.Array(Type.Object({ scheme: Text, value: Text })),
      owners: Ids,
      latest: nullable(Id),
      versions: Versions,
      latest_at: LatestAt,
    }),
  ),
);

export const ModelPage = titled(
  "ModelPage",
  pageOf(
    nodeWith({
      owners: Ids,
      pointers: Type.Array(Type.Object({ name: Text, to: Id, metrics: Metrics })),
      versions: Versions,
      latest_at: LatestAt,
    }),
  ),
);

const JobRunBrief = titled(
  "JobRunBrief",
  Type.Object({ id: Id, at: nullable(When), ended_at: nullable(When), status: nullable(Text) }),
);

export const JobPage = titled(
  "JobPage",
  pageOf(
    nodeWith({
      owners: Ids,
      last_runs: Type.Array(JobRunBrief, { description: "the 20 that were recorded last, newest first" }),
    }),
  ),
);

const VersionBrief = titled(
  "VersionBrief",
  Type.Object({
    id: Id,
    at: nullable(When),
    made_by: Ids,
    schema: Type.Union([Text, Type.Null()], { description: "the same for the same columns" }),
    readers: Type.Integer({ description: "when 1,000, there may be more" }),
    metrics: Type.Optional(Metrics),
  }),
);

export const TimelineAnswer = titled(
  "Timeline",
  Type.Union([
    Type.Object({ id: Id, items: Type.Array(JobRunBrief), next: Cursor }),
    Type.Object({
      id: Id,
      items: Type.Array(VersionBrief),
      next: Cursor,
      days: Type.Optional(Type.Array(Type.Object({ day: Type.String({ format: "date" }), count: Count }))),
    }),
  ]),
);
