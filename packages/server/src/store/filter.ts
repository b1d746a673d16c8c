/** The filter language, from the one place that defines it. */
export type { Compare, Field, Filter, In, Like, Term, Value } from "../query/filter/ast.ts";
export type { OrderBy } from "../query/filter/order-by.ts";
