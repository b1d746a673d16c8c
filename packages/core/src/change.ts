import type { JsonValue } from "./canonical-json.ts";
import type { NodeId } from "./ids.ts";
import type { Relation } from "./relation-table.ts";

/** An RFC 3339 instant in UTC with milliseconds, `2026-04-28T10:00:00.000Z`. */
export type Instant = string;

export type Props = { readonly [name: string]: JsonValue };

/** How Begat knows of an edge: it saw it, a client said so, or a rule bound it. */
export type Evidence = "observed" | "reported" | "inferred";

/** Columns of one metric, of equal length. `at` is in epoch milliseconds. NaN and infinities are text. */
export interface MetricColumns {
  readonly step: readonly number[];
  readonly at: readonly number[];
  readonly value: readonly MetricValue[];
}

export type MetricValue = number | "NaN" | "Infinity" | "-Infinity";

/** Metric history, by metric name. */
export type PackedPoints = { readonly [metric: string]: MetricColumns };

export interface NodeAssertion {
  readonly assert: "node";
  readonly id: NodeId;
  /** A merge patch (RFC 7396): null deletes. */
  readonly props: Props;
  /** When it happened. */
  readonly at?: Instant;
  /**
   * When its source said it, where messages may come late, twice or in any order: each property (of facets
   * and outputs each member), as a whole, keeps what was said last, `at` the earliest, whichever arrived first.
   */
  readonly stated_at?: Instant;
}

export interface EdgeAssertion {
  readonly assert: "edge" | "end";
  readonly from: NodeId;
  readonly rel: Relation;
  readonly to: NodeId;
  /** Role, path, `table.column` or the version that scopes the edge. */
  readonly q?: string;
  readonly evidence?: Evidence;
  readonly props?: Props;
}

export interface AliasAssertion {
  readonly assert: "alias" | "unalias";
  readonly scheme: string;
  readonly value: string;
  readonly of: NodeId;
}

export interface PointerAssertion {
  readonly assert: "pointer";
  readonly name: string;
  readonly of: NodeId;
  readonly to: NodeId | null;
}

/** A node that readers no longer find unless they ask for it; its history stays. */
export interface HideAssertion {
  readonly assert: "hide" | "unhide";
  readonly id: NodeId;
}

export interface PointsAssertion {
  readonly assert: "points";
  readonly of: NodeId;
  readonly columns: PackedPoints;
}

/** The payload of an entry was erased; its stub and every proof stay. */
export interface EraseAssertion {
  readonly assert: "erase";
  readonly seq: number;
  readonly reason: string;
  /** SHA-256 of the stub as RFC 8785 JSON, in hex. */
  readonly stub_digest: string;
}

/**
 * In this change `id` stands for the node that the alias names already. Where it names none, it becomes an alias of `id`.
 * Several for one id are names of one thing: nodes that two of them name already are joined by `same-as`, where datasets.
 */
export interface NameAssertion {
  readonly assert: "name";
  readonly id: NodeId;
  readonly scheme: string;
  readonly value: string;
}

/**
 * An execution read a dataset of which nobody said the version: the ledger binds it to the latest version at or before
 * the start of the execution, as an `inferred` edge, and binds it anew when an earlier or a later version turns up.
 */
export interface BindAssertion {
  readonly assert: "bind";
  readonly from: NodeId;
  readonly rel: "used" | "trained-on" | "evaluated-on" | "checks";
  readonly of: NodeId;
  readonly q?: string;
  /** The placeholder, a version of `of`, that it is bound to while no version is known by then; `initial` when left out. */
  readonly otherwise?: NodeId;
  /** Properties of the edge, beside the `dataset` that was read. */
  readonly props?: Props;
}

/** What an entry of the ledger says: names are resolved, reads are bound. */
export type RecordedAssertion =
  | NodeAssertion
  | EdgeAssertion
  | AliasAssertion
  | PointerAssertion
  | HideAssertion
  | PointsAssertion
  | EraseAssertion;

export type Assertion = RecordedAssertion | NameAssertion | BindAssertion;

/** Every intake, and what the server says itself. */
export const SOURCES = ["native", "openlineage", "mlflow", "erasure"] as const;

/** The intake that a change came by. */
export type Source = (typeof SOURCES)[number];

/** The most assertions of one change. */
export const MAX_ASSERTIONS = 50_000;

/** What one intake message says: one change becomes one ledger entry. Its receipt is about the first assertion. */
export interface Change {
  readonly source: Source;
  readonly assertions: readonly Assertion[];
}

/** A change as the ledger keeps it. */
export interface RecordedChange extends Change {
  readonly assertions: readonly RecordedAssertion[];
}

/** Something that the writer should know but that stops nothing. */
export interface Warning {
  readonly code: "unresolved" | "ambiguous" | "conflict" | "incomplete";
  readonly message: string;
  readonly field?: string;
}

export interface Receipt {
  readonly id: NodeId;
  /** The entry that holds it; for `unchanged` the newest entry about the node. */
  readonly seq: number;
  readonly status: "created" | "updated" | "unchanged";
  readonly warnings: readonly Warning[];
}
