import type { FixedField, NamedSpace } from "./fields.ts";

/** Where something stands in the filter's text, as UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is asked about: a name of any form in a named space, or a field with a fixed name. */
export type Field = ({ readonly space: NamedSpace; readonly name: string } | FixedField) & {
  readonly span: Span;
};

/** A literal. For a field of the space `time` it is always a number, epoch milliseconds. */
export type Value = string | number | boolean;

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

export interface And {
  readonly kind: "and";
  /** Two or more, none of them an `And`. */
  readonly of: readonly Filter[];
}

export interface Or {
  readonly kind: "or";
  /** Two or more, none of them an `Or`. */
  readonly of: readonly Filter[];
}

export interface Not {
  readonly kind: "not";
  readonly of: Filter;
}

/** NaN comes with `=` and `!=` only, a boolean too. */
export interface Compare {
  readonly kind: "compare";
  readonly field: Field;
  readonly op: Operator;
  readonly value: Value;
  readonly span: Span;
}

export interface In {
  readonly kind: "in";
  readonly field: Field;
  /** One or more, all of one JavaScript type. */
  readonly values: readonly Value[];
  readonly negated: boolean;
  readonly span: Span;
}

export interface Like {
  readonly kind: "like";
  readonly field: Field;
  /** `%` any text, `_` any one character, `\` takes the next one as it stands. */
  readonly pattern: string;
  readonly caseSensitive: boolean;
  readonly negated: boolean;
  readonly span: Span;
}

export interface IsNull {
  readonly kind: "is-null";
  readonly field: Field;
  readonly negated: boolean;
  readonly span: Span;
}

/** One condition. It is true or false, never unknown; where the field is missing only `IS NULL` is true. */
export type Term = Compare | In | Like | IsNull;

/** A parsed filter. `BETWEEN` has become two comparisons. */
export type Filter = And | Or | Not | Term;

/** One column of an order. Nodes without the field come last in both directions. */
export interface OrderBy {
  readonly field: Field;
  readonly direction: "asc" | "desc";
}
