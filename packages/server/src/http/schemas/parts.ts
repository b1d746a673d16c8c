import { KIND_NAMES, RELATION_NAMES } from "@begat/core";
import Type, { type TSchema } from "typebox";

/** A schema that the OpenAPI document names. */
export function titled<S extends TSchema>(title: string, schema: S): S {
  return { ...schema, title };
}

export function nullable<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()]);
}

/** One page of a list. */
export function pageOf(item: TSchema) {
  return Type.Object({ items: Type.Array(item), next: Cursor });
}

export const Cursor = Type.Optional(
  Type.String({ description: "the cursor of the next page; missing at the end" }),
);
export const Id = Type.String();
export const Seq = Type.Integer({ minimum: 0, description: "the number of a ledger entry" });
export const When = Type.String({ format: "date-time" });
export const Json = Type.Unsafe<unknown>({ description: "any JSON" });
export const KindName = Type.Enum([...KIND_NAMES]);
export const RelationName = Type.Enum([...RELATION_NAMES]);

/** An object with names that writers chose. */
export function record(value: TSchema) {
  return Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object", additionalProperties: value });
}

/** A metric's value as it is answered. */
export const MetricAnswer = Type.Union([Type.Number(), Type.Enum(["NaN", "Infinity", "-Infinity"])]);

const nodeFields = {
  id: Id,
  kind: KindName,
  props: record(Json),
  unresolved: Type.Boolean({ description: "only named by others so far" }),
  hidden: Type.Boolean(),
  at: nullable(When),
  created_seq: Seq,
  updated_seq: Seq,
};

export const Node = titled("Node", Type.Object(nodeFields));

/** A node with more to it. */
export function nodeWith<P extends Record<string, TSchema>>(more: P) {
  return Type.Object({ ...nodeFields, ...more });
}

const Edge = titled(
  "Edge",
  Type.Object({
    from: Id,
    rel: RelationName,
    to: Id,
    q: Type.String({ description: "role, path, table.column; empty when it has none" }),
    evidence: Type.Enum(["observed", "reported", "inferred"]),
    props: Type.Optional(record(Json)),
  }),
);

export const Text = Type.String();
export const Flag = Type.Boolean();
export const Count = Type.Integer();
export const Ids = Type.Array(Id);
export const Edges = Type.Array(Edge);
export const Truncated = Type.Boolean({ description: "a limit cut the answer" });
