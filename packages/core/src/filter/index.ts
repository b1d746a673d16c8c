export type {
  And,
  Compare,
  Field,
  Filter,
  In,
  IsNull,
  Like,
  Not,
  Operator,
  Or,
  OrderBy,
  Term,
  Value,
} from "./ast.ts";
export { FILTER_FIELDS, SPACE_RULES } from "./fields.ts";
export { containing, filterText, formatFilter } from "./format.ts";
export { isInstant, parseInstant } from "./instant.ts";
export { FILTER_LIMITS } from "./limits.ts";
export { parseOrderBy } from "./order-by.ts";
export { parseFilter } from "./parser.ts";
