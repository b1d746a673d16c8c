import { KIND_NAMES, LONGEST_COLUMN, RELATION_NAMES, SOURCES } from "@begat/core";
import Type from "typebox";
import { strict } from "../../intake/native/fields.ts";
import {
  AsOf,
  Containing,
  Cursor,
  Depth,
  Field,
  Filter,
  Hidden,
  Kinds,
  Limit,
  Nodes,
  OrderBy,
  Reference,
} from "./query-parts.ts";

export const NodeQuery = strict({ as_of: AsOf });
export const PageQuery = strict({ limit: Limit, cursor: Cursor });

export const CompareQuery = strict({
  ids: Type.Array(Reference, {
    minItems: 2,
    maxItems: 100,
    description: "2 to 100 runs, joined by commas",
    examples: [["run:a", "run:b"]],
  }),
});
export const ProductionQuery = strict({
  at: Type.Optional(
    Type.String({
      description: "an instant (RFC 3339), or a date for its midnight in UTC; now when left out",
      examples: ["2026-10-01"],
    }),
  ),
  environment: Type.Optional(Type.String({ minLength: 1, maxLength: 250, examples: ["production"] })),
});
export const LineageQuery = strict({
  direction: Type.Optional(
    Type.Enum(["upstream", "downstream", "both"], { description: "upstream when left out" }),
  ),
  depth: Depth,
  relations: Type.Optional(
    Type.Array(Type.Enum([...RELATION_NAMES]), {
      description: "only along these, joined by commas",
      examples: [["derived-from", "produced-by"]],
    }),
  ),
  kinds: Kinds,
  as_of: AsOf,
  fields: Type.Optional(
    Type.Enum(["id", "graph"], {
      description:
        "id: the nodes as ids alone; graph: for a drawing, of their props name and status alone, and beside the limit the dataset, model, job or experiment of each; of column lineage what the versions among the nodes say, and one edge for each pair",
    }),
  ),
  limit: Nodes,
});
export const ImpactQuery = strict({ as_of: AsOf, limit: Nodes });
export const PathQuery = strict({ from: Reference, to: Reference, as_of: AsOf });
export const NoQuery = strict({});
export const RunsQuery = strict({
  filter: Filter,
  order_by: OrderBy,
  columns: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: LONGEST_COLUMN }), {
      maxItems: 200,
      description: "what to show of each, joined by commas; the next page may show others",
      examples: [["metrics.auc", "params.lr"]],
    }),
  ),
  newest_columns: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 20,
      description:
        "besides `columns`, so many metrics and so many params of the newest run that passes and has any, the first by name: for who does not know yet what there is. A next page names them as `columns`",
      examples: [4],
    }),
  ),
  hidden: Hidden,
  limit: Limit,
  cursor: Cursor,
});
export const RunGroupsQuery = strict({
  by: Type.Unsafe<string>({ ...Field, description: "a param, a tag or a property", examples: ["params.lr"] }),
  metric: Type.Optional(
    Type.Unsafe<string>({
      ...Field,
      description: "the metric whose last values are summed up in each group",
      examples: ["metrics.auc"],
    }),
  ),
  filter: Filter,
  hidden: Hidden,
  limit: Limit,
});
export const NamesQuery = strict({
  space: Type.Enum(["metrics", "params", "tags", "props"]),
  q: Containing,
  limit: Limit,
});
export const ValuesQuery = strict({
  field: Type.Unsafe<string>({
    ...Field,
    description: "a param, a tag or a property",
    examples: ["tags.team"],
  }),
  q: Containing,
  limit: Limit,
});
export const FindQuery = strict({
  kind: Type.Optional(Type.Enum([...KIND_NAMES])),
  filter: Filter,
  order_by: OrderBy,
  hidden: Hidden,
  limit: Limit,
  cursor: Cursor,
});
export const CatalogQuery = strict({
  filter: Filter,
  order_by: Type.Optional(
    Type.String({
      maxLength: 10_000,
      description: "in which order; what changed last first when left out",
      examples: ["id"],
    }),
  ),
  hidden: Hidden,
  limit: Limit,
  cursor: Cursor,
});
export const TimelineQuery = strict({
  until: Type.Optional(
    Type.String({
      description: "only versions until an instant (RFC 3339)",
      examples: ["2026-10-01T00:00:00Z"],
    }),
  ),
  limit: Limit,
  cursor: Cursor,
});
export const SearchQuery = strict({
  q: Type.String({ minLength: 1, maxLength: 1000, description: "words", examples: ["churn"] }),
  kinds: Kinds,
  limit: Limit,
});
const Step = (which: string) =>
  Type.Optional(
    Type.Integer({
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
      description: `only points of this step ${which}`,
    }),
  );
export const MetricsQuery = strict({
  name: Type.Optional(
    Type.String({ minLength: 1, maxLength: 250, description: "one metric, with its curve" }),
  ),
  points: Type.Optional(
    Type.Integer({ minimum: 2, maximum: 100_000, description: "about how many points; extremes are kept" }),
  ),
  from_step: Step("and later ones"),
  to_step: Step("and earlier ones"),
});
export const CurvesQuery = strict({
  ids: Type.Array(Reference, {
    minItems: 1,
    maxItems: 100,
    description: "up to 100 runs, joined by commas",
    examples: [["run:a", "run:b"]],
  }),
  name: Type.String({ minLength: 1, maxLength: 250, description: "the metric", examples: ["loss"] }),
  points: Type.Optional(
    Type.Integer({
      minimum: 2,
      maximum: 2000,
      description: "about how many points of each; extremes are kept; 1000 when left out",
    }),
  ),
  from_step: Step("and later ones"),
  to_step: Step("and earlier ones"),
});
export const LedgerQuery = strict({
  after: Type.Optional(Type.Integer({ minimum: 0, description: "the entry behind which it goes on" })),
  order: Type.Optional(
    Type.Enum(["asc", "desc"], {
      description: "asc, the oldest first, when left out; desc, the newest first",
    }),
  ),
  source: Type.Optional(Type.Enum([...SOURCES], { description: "only what came by this wire" })),
  actor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 512,
      description: "only what this principal sent",
      examples: ["agent:ci"],
    }),
  ),
  node: Type.Optional({ ...Reference, description: "only what says something about this node itself" }),
  limit: Limit,
});
export const RejectedQuery = strict({ limit: Limit, cursor: Cursor });
export const ProofQuery = strict({
  seq: Type.Optional(Type.Integer({ minimum: 1, description: "the entry that is proved" })),
  size: Type.Optional(Type.Integer({ minimum: 1, description: "the size of the ledger; now when left out" })),
  first: Type.Optional(Type.Integer({ minimum: 1, description: "the older size" })),
  second: Type.Optional(Type.Integer({ minimum: 1, description: "the newer size; now when left out" })),
});
export const ProofsQuery = strict({
  seqs: Type.Array(Type.Integer({ minimum: 1 }), {
    minItems: 1,
    maxItems: 100,
    description: "the entries that are proved, joined by commas",
    examples: [[1, 2]],
  }),
  size: Type.Optional(Type.Integer({ minimum: 1, description: "the size of the ledger; now when left out" })),
});
export const StrictQuery = strict({
  strict: Type.Optional(
    Type.Boolean({ description: "true or false: whether ids that nobody described are refused" }),
  ),
});
