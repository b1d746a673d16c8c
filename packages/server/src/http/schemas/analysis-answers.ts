import Type from "typebox";
import {
  Count,
  Edges,
  Flag,
  Id,
  Ids,
  Json,
  KindName,
  MetricAnswer,
  Node,
  nullable,
  RelationName,
  record,
  Text,
  Truncated,
  titled,
  When,
} from "./parts.ts";

export const ImpactAnswer = titled(
  "Impact",
  Type.Object({
    root: Id,
    affected: Type.Array(
      Type.Object({
        id: Id,
        kind: KindName,
        at: nullable(When),
        live: Type.Optional(Flag),
        distance: Count,
        reason: Edges,
      }),
    ),
    counts: record(Count),
    plan: Type.Array(
      Type.Object({
        action: Type.Enum(["job", "run", "by-hand", "deploy"]),
        id: Id,
        executions: Ids,
        inputs: Ids,
        outputs: Ids,
      }),
    ),
    truncated: Truncated,
  }),
);

const Stored = Type.Boolean({ description: "whether the bytes are here" });
const HeldArtifact = Type.Object({ id: Id, q: Text, stored: Stored });

export const ReproduceAnswer = titled(
  "Reproduction",
  Type.Object({
    id: Id,
    execution: Id,
    at: nullable(When),
    commit: nullable(
      Type.Object({
        id: Id,
        sha: Text,
        repository: nullable(Text),
        dirty: nullable(Flag),
        diff: nullable(Id),
      }),
    ),
    params: record(Json),
    environment: Json,
    inputs: Type.Array(
      Type.Object({
        id: Id,
        relation: RelationName,
        q: Text,
        content_hash: nullable(Text),
        native_version: nullable(Text),
        location: nullable(Text),
        schema: Json,
        artifacts: Type.Array(HeldArtifact),
        stored: Stored,
      }),
    ),
    artifacts: Type.Array(HeldArtifact),
    outputs: Ids,
    missing: Type.Array(Type.Object({ what: Text, why: Text })),
  }),
);

export const CompareAnswer = titled(
  "Comparison",
  Type.Object({
    runs: Type.Array(Node),
    params: record(Type.Array(Json)),
    metrics: record(Type.Array(nullable(MetricAnswer))),
    curves: Type.Array(Type.String({ description: "a metric of which some run has more than one point" })),
    inputs: Type.Array(Type.Object({ id: Id, relation: RelationName, q: Text, of: Type.Array(Flag) })),
    differs: Type.Array(Text),
  }),
);

export const ProductionAnswer = titled(
  "Production",
  Type.Object({
    at: nullable(When),
    deployments: Type.Array(
      Type.Object({
        id: Id,
        model: Id,
        model_version: Id,
        environment: nullable(Text),
        started_at: nullable(When),
        ended_at: nullable(When),
        concerns: Type.Array(Type.Object({ id: Id, what: Type.Enum(["failed", "hidden"]) }), {
          description: "what failed or is hidden of what is served",
        }),
      }),
    ),
    truncated: Truncated,
  }),
);
