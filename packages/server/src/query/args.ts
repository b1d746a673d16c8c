import type { Direction, Kind, NodeId, Relation, Source } from "@begat/core";
import type { NamedSpace } from "../store/port/find.ts";
import type { CurvePart } from "../store/port/metrics.ts";

/** An entry number, or an instant of recording. */
export type AsOf = string | number;

export interface PageArgs {
  readonly limit?: number;
  readonly cursor?: string;
}

/** `id` is an id everywhere, or a reference such as `ds:users@latest`, or an alias. */
export interface NodeArgs {
  readonly id: string;
  readonly as_of?: AsOf;
}

export interface DatasetNamesArgs {
  readonly ids: readonly NodeId[];
  readonly as_of?: AsOf;
}

export interface HistoryArgs extends PageArgs {
  readonly id: string;
}

export interface LineageArgs extends NodeArgs {
  /** Upstream when left out. `both` is all causes and all effects. */
  readonly direction?: Direction;
  readonly depth?: number;
  readonly relations?: readonly Relation[];
  /** The kinds that are answered; the walk goes through all kinds. */
  readonly kinds?: readonly Kind[];
  /** `id`: ids alone, and no edges. `graph`: what a drawing needs, with the dataset, model, job or experiment of each. */
  readonly fields?: "id" | "graph";
  readonly limit?: number;
}

export interface ImpactArgs extends NodeArgs {
  readonly limit?: number;
}

export interface PathArgs {
  readonly from: string;
  readonly to: string;
  readonly as_of?: AsOf;
}

export interface FindArgs extends PageArgs {
  readonly kind?: Kind;
  readonly filter?: string;
  readonly order_by?: string;
  /** Whether hidden ones are found too, or they alone. */
  readonly hidden?: boolean | "only";
}

export interface RunsArgs extends Omit<FindArgs, "kind"> {
  /** Such as `metrics.auc`, `params.lr`, `tags.team`, `status`; everything when left out. */
  readonly columns?: readonly string[];
  /** Besides, so many metrics and so many params of the newest run that passes. */
  readonly newest_columns?: number;
}

export type CatalogArgs = Omit<FindArgs, "kind">;

export interface TimelineArgs extends PageArgs {
  readonly id: string;
  /** An instant, RFC 3339: only versions until then. */
  readonly until?: string;
}

export interface RunGroupsArgs extends Pick<FindArgs, "filter" | "hidden" | "limit"> {
  /** Such as `params.optimizer`. */
  readonly by: string;
  /** Such as `metrics.auc`: how it comes out in each group. */
  readonly metric?: string;
}

export interface NamesArgs {
  readonly space: NamedSpace;
  /** What they contain, in any case of letters. */
  readonly q?: string;
  readonly limit?: number;
}

export interface ValuesArgs extends Omit<NamesArgs, "space"> {
  /** Such as `tags.team`. */
  readonly field: string;
}

export interface SearchArgs {
  readonly q: string;
  readonly kinds?: readonly Kind[];
  readonly limit?: number;
}

export interface CurveArgs extends CurvePart {
  readonly id: string;
  readonly name: string;
}

export interface CurvesArgs extends CurvePart {
  readonly ids: readonly string[];
  readonly name: string;
}

export interface IdArgs {
  readonly id: string;
}

export interface VersionsArgs extends PageArgs {
  readonly id: string;
}

export interface CompareArgs {
  readonly ids: readonly string[];
}

export interface ProductionArgs {
  /** An instant of event time, RFC 3339 or a date; what is live now when left out. */
  readonly at?: string;
  readonly environment?: string;
}

export interface LedgerArgs {
  /** Goes on behind this entry. */
  readonly after?: number;
  /** `asc`, the oldest first, when left out. */
  readonly order?: "asc" | "desc";
  /** At most one of these. */
  readonly source?: Source;
  readonly actor?: string;
  readonly node?: string;
  readonly limit?: number;
}
