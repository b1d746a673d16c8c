import { ERROR_STATUS, KIND_NAMES, RELATION_NAMES } from "@begat/core";
import Type, { type TSchema } from "typebox";

/** A schema that the OpenAPI document names. */
export function titled<S extends TSchema>(title: string, schema: S): S {
  return { ...schema, title };
}

const Seq = Type.Integer({ minimum: 0, description: "the number of a ledger entry" });
const When = Type.String({ format: "date-time" });
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const Id = Type.String();
const Kind = Type.Enum([...KIND_NAMES]);
const Json = Type.Unknown();
const Cursor = Type.Optional(Type.String({ description: "where the next page begins; missing at the end" }));

export const WarningAnswer = titled(
  "Warning",
  Type.Object({
    code: Type.Enum(["unresolved", "ambiguous"]),
    message: Type.String(),
    field: Type.Optional(Type.String()),
  }),
);

export const ReceiptAnswer = titled(
  "Receipt",
  Type.Object({
    id: Id,
    seq: Seq,
    status: Type.Enum(["created", "updated", "unchanged"]),
    warnings: Type.Array(WarningAnswer),
  }),
);

export const ErrorSchema = titled(
  "Error",
  Type.Object({
    error: Type.Object({
      code: Type.String({ examples: Object.keys(ERROR_STATUS) }),
      message: Type.String({ description: "names the field and the way out" }),
      details: Type.Record(Type.String(), Json),
    }),
  }),
);

export const BatchAnswer = titled(
  "BatchItem",
  Type.Object({
    status: Type.Integer({ description: "what the message alone would have been answered with" }),
    receipt: Type.Optional(ReceiptAnswer),
    error: Type.Optional(ErrorSchema.properties.error),
  }),
);

export const NodeAnswer = titled(
  "Node",
  Type.Object({
    id: Id,
    kind: Kind,
    props: Type.Record(Type.String(), Json),
    unresolved: Type.Boolean({ description: "only named by others so far" }),
    hidden: Type.Boolean(),
    at: nullable(When),
    created_seq: Seq,
    updated_seq: Seq,
  }),
);

export const EdgeAnswer = titled(
  "Edge",
  Type.Object({
    from: Id,
    rel: Type.Enum([...RELATION_NAMES]),
    to: Id,
    q: Type.String(),
    evidence: Type.Enum(["observed", "reported", "inferred"]),
    props: Type.Optional(Type.Record(Type.String(), Json)),
  }),
);

/** An object with at least these members: queries may say more. */
export const open = (members: Record<string, TSchema>) => Type.Object(members);

const Nodes = Type.Array(NodeAnswer);
const Edges = Type.Array(EdgeAnswer);

export const NodePage = titled("NodePage", open({ items: Nodes, next: Cursor }));
export const RunPage = titled(
  "RunPage",
  open({ items: Type.Array(Type.Record(Type.String(), Json)), next: Cursor }),
);
export const HistoryPage = titled(
  "HistoryPage",
  open({
    items: Type.Array(open({ seq: Seq, recorded_at: When, actor: Id, source: Type.String() })),
    next: Cursor,
  }),
);
export const LineageAnswer = titled(
  "Lineage",
  open({
    root: Id,
    nodes: Type.Union([Nodes, Type.Array(Id)], { description: "ids alone with fields=id" }),
    edges: Edges,
    truncated: Type.Boolean(),
  }),
);
export const ImpactAnswer = titled("Impact", open({ root: Id }));
export const PathAnswer = titled("Path", open({ from: Id, to: Id }));
export const ReproduceAnswer = titled("Reproduction", open({ id: Id }));
export const SearchAnswer = titled(
  "SearchHits",
  open({ items: Type.Array(open({ id: Id, kind: Kind, title: Type.String(), excerpt: Type.String() })) }),
);
export const MetricsAnswer = titled("Metrics", open({ id: Id }));
export const EntryPage = titled("EntryPage", open({ items: Type.Array(open({ seq: Seq })), next: Cursor }));

export const ArtifactAnswer = titled(
  "ArtifactReceipt",
  Type.Object({ ...ReceiptAnswer.properties, size: Type.Integer({ description: "in bytes" }) }),
);
export const UploadAnswer = titled(
  "Upload",
  Type.Object({
    offset: Type.Integer({ description: "how many bytes are stored; go on from here" }),
    complete: Type.Boolean(),
  }),
);
export const VerdictAnswer = titled(
  "Verdict",
  Type.Object({ digest: Id, ok: Type.Boolean(), size: Type.Integer(), found: Type.Optional(Id) }),
);

export const TokenAnswer = titled(
  "Token",
  Type.Object({
    id: Type.String({ description: "the first characters of the token" }),
    agent: Id,
    scope: Type.Enum(["read", "write", "owner"]),
    created_at: When,
    expires_at: nullable(When),
    last_used_at: nullable(When),
    revoked_at: nullable(When),
  }),
);
export const NewTokenAnswer = titled(
  "NewToken",
  Type.Object({ ...TokenAnswer.properties, token: Type.String({ description: "shown this once" }) }),
);
export const TokensAnswer = titled("Tokens", Type.Object({ items: Type.Array(TokenAnswer) }));
export const ProofAnswer = titled("Proof", open({}));
export const HealthAnswer = titled(
  "Health",
  Type.Object({ status: Type.Literal("ok"), version: Type.String(), entries: Seq }),
);
export const SchemaAnswer = titled("Schema", open({ kinds: open({}), relations: open({}) }));
export const OpenApiAnswer = titled("OpenApi", open({ openapi: Type.String() }));
