import { KIND_NAMES } from "@begat/core";
import Type from "typebox";
import { MOST_WALKED } from "../../store/port/walk.ts";

export const AsOf = Type.Optional(
  Type.String({
    description: "the record as it was: an entry number, or the instant of recording (RFC 3339)",
    examples: ["1200"],
  }),
);
export const Limit = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 1000, description: "how many at the most" }),
);
export const Cursor = Type.Optional(Type.String({ maxLength: 4096, description: "next of the page before" }));
export const Filter = Type.Optional(
  Type.String({
    maxLength: 10_000,
    description: "which ones",
    examples: ["metrics.auc > 0.9 AND params.lr <= 0.01"],
  }),
);
export const OrderBy = Type.Optional(
  Type.String({ maxLength: 10_000, description: "in which order", examples: ["metrics.auc DESC"] }),
);
export const Hidden = Type.Optional(
  Type.Union([Type.Boolean(), Type.Literal("only")], {
    description: "true or false: whether hidden ones are among them; only: they alone",
  }),
);
export const Field = Type.String({ minLength: 1, maxLength: 600 });
export const Containing = Type.Optional(
  Type.String({ maxLength: 250, description: "what they contain, in any case of letters" }),
);
export const Kinds = Type.Optional(
  Type.Array(Type.Enum([...KIND_NAMES]), {
    description: "only these kinds, joined by commas",
    examples: [["Run", "ModelVersion"]],
  }),
);
export const Nodes = Type.Optional(
  Type.Integer({ minimum: 1, maximum: MOST_WALKED, description: "how many nodes at the most" }),
);
export const Depth = Type.Optional(
  Type.Integer({ minimum: 1, maximum: MOST_WALKED, description: "how many edges away at the most" }),
);
export const Reference = Type.String({
  minLength: 1,
  maxLength: 4000,
  description: "an id, ds:users@latest or an alias",
});
