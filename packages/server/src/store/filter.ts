/** The filter language, from the one place that defines it. */
export type { Compare, Field, Filter, In, Like, OrderBy, Term, Value } from "@begat/core";
