import type { JsonValue, MetricValue } from "@begat/core";
import Type, { type TSchema } from "typebox";

/** The longest lists and maps that one message may have. */
const MANY = 10_000;
const MAX_NAME = 250;

/** An object that has these fields and no others. */
export function strict<P extends Record<string, TSchema>>(properties: P, options: object = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false });
}

/** An object whose keys are names that the writer chose. */
function mapOf<T>(value: TSchema, limit: number, description: string) {
  return Type.Unsafe<Readonly<Record<string, T>>>({
    type: "object",
    additionalProperties: value,
    propertyNames: { minLength: 1, maxLength: MAX_NAME },
    maxProperties: limit,
    description,
  });
}

export function listOf<S extends TSchema>(item: S, limit = MANY) {
  return Type.Array(item, { maxItems: limit });
}

/** An id, or a reference such as `ds:users@latest`. Its form is checked where it is used, to name the kind. */
export const Id = Type.String({ minLength: 1, maxLength: 512, description: "an id such as ds:users:v12" });

export const Ids = listOf(Id);

export const Text = Type.String({ maxLength: 65_536, description: "a text" });

export const Name = Type.String({ minLength: 1, maxLength: MAX_NAME, description: "a name" });

/** A key of a map in the record: no name of JavaScript's own object machinery. */
const MetricName = Type.String({
  minLength: 1,
  maxLength: MAX_NAME,
  pattern: "^(?!__proto__$)",
  description: "the name of a metric",
});

export const InstantField = Type.Unsafe<string | number>({
  anyOf: [{ type: "string", format: "date-time" }, { type: "integer" }],
  description: "an RFC 3339 instant with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds",
});

/** Any JSON, as the strict parser left it. */
export const Json = Type.Unsafe<JsonValue>({ description: "any JSON" });

export const JsonObject = mapOf<JsonValue>(Json, MANY, "an object; null removes a member");

/** What else is known of a node, by names that the writer chose. */
export const OwnProps = mapOf<JsonValue>(
  Json,
  1000,
  "what else is known, by names of your own; null removes one",
);

export const Tags = mapOf<string | number | boolean | null>(
  {
    type: ["string", "number", "boolean", "null"],
    maxLength: 65_536,
    description: "a text, a number, true, false or null",
  },
  1000,
  "labels; null removes one",
);

export const Params = mapOf<JsonValue>(Json, 10_000, "settings of the execution; each keeps its first value");

export const Metric = Type.Unsafe<MetricValue>({
  anyOf: [{ type: "number" }, { enum: ["NaN", "Infinity", "-Infinity"] }],
  description: 'a number, "NaN", "Infinity" or "-Infinity"',
});

export const Metrics = mapOf<MetricValue>(Metric, 10_000, "metrics without history, by name");

const Point = strict({
  name: MetricName,
  step: Type.Optional(Type.Integer({ description: "0 when it is left out" })),
  at: Type.Optional(InstantField),
  value: Metric,
});

export const Points = Type.Array(Point, { maxItems: 1_000_000, description: "metric history" });

/** `sha256:<64 hex>`, or the same with the path at which the file stood. */
const ArtifactItem = Type.Unsafe<string | { readonly id: string; readonly path: string }>({
  anyOf: [Id, strict({ id: Id, path: Type.String({ minLength: 1, maxLength: 4000 }) })],
  description: "sha256:<64 hex digits>, or {id, path}",
});

export const Artifacts = listOf(ArtifactItem);
