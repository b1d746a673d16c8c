import type { Field, Filter, Kind, NodeId, OrderBy } from "@begat/core";

export interface Find {
  readonly kind?: Kind;
  readonly filter?: Filter;
  readonly orderBy: readonly OrderBy[];
  /** Whether hidden nodes are found too, or they alone. */
  readonly hidden: boolean | "only";
}

/** A space whose names writers chose. */
export type NamedSpace = "metrics" | "params" | "tags" | "props";

/** Names or values that occur; `truncated` when there may be more. */
export interface Distinct {
  readonly items: readonly string[];
  readonly truncated: boolean;
}

export interface GroupBy {
  /** A param, a tag or a property. */
  readonly field: Field;
  /** The metric that is summed up in each group. */
  readonly metric?: Field;
  /** How many groups at the most. */
  readonly limit: number;
}

/** The nodes that have one value. Of the metric's last values that are finite: how many, and how they come out. */
export interface GroupSummary {
  /** As text; its first 256 characters. Null for the nodes without one. */
  readonly value: string | null;
  readonly count: number;
  readonly measured: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

/** The largest groups; `total` is the number of nodes in all. */
export interface Grouped {
  readonly groups: readonly GroupSummary[];
  readonly total: number;
  readonly truncated: boolean;
}

export interface SearchHit {
  readonly id: NodeId;
  readonly kind: Kind;
  readonly title: string;
  /** The matching text, matches between U+0002 and U+0003. */
  readonly excerpt: string;
}
