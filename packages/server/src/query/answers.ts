import type { Direction, Instant, JsonValue, Kind, MetricValue, NodeId, Relation } from "@begat/core";
import type { DayCount, JobRunBrief, VersionBrief } from "../store/port/briefs.ts";
import type { Entry, EntryOrigin, LastEntry } from "../store/port/entries.ts";
import type { SearchHit } from "../store/port/find.ts";
import type { EdgeMove, PointerMove, Revision } from "../store/port/history.ts";
import type { Curve, MetricSummary } from "../store/port/metrics.ts";
import type { Alias, Edge, EdgeGroup, Node, Unlinked } from "../store/port/nodes.ts";
import type { RejectedEvent } from "../store/port/rejected.ts";

/** One page; `next` is the cursor of the page after it. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

type Metrics = Readonly<Record<string, MetricSummary>>;

export interface NodeAnswer extends Node {
  readonly aliases: readonly Alias[];
  /** One hop, by relation and direction. */
  readonly edges: readonly EdgeGroup[];
  /** Of a dataset or model: where its pointers stand. */
  readonly pointers?: readonly PointerMove[];
  /** Of a dataset or model: its newest versions. */
  readonly versions?: PageOf<Node>;
  /** Of a run, job run or deployment, by name. */
  readonly metrics?: Metrics;
}

export interface HistoryAnswer extends PageOf<Revision> {
  readonly id: NodeId;
  /** On the first page: where its pointers have stood, newest first. */
  readonly pointers?: readonly PointerMove[];
  /** On the first page: when its edges to causes, and its joins with the same thing, began and ended, newest first. */
  readonly edges?: readonly EdgeMove[];
  /** On the first page: where the entries came from in which those began and ended, newest first. */
  readonly entries?: readonly EntryOrigin[];
}

export interface LineageAnswer {
  readonly root: NodeId;
  /** Ids alone with `fields=id`; little of their props with `fields=graph`. */
  readonly nodes: readonly Node[] | readonly NodeId[];
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}

/** By dataset. */
export type DatasetNamesAnswer = Readonly<
  Record<NodeId, { readonly namespace: string; readonly name: string }>
>;

export interface Affected {
  readonly id: NodeId;
  readonly kind: Kind;
  readonly at: Instant | null;
  /** Of a deployment: whether it serves now. */
  readonly live?: boolean;
  /** How many edges it is away from the root. */
  readonly distance: number;
  /** The edges of one shortest path from the root; the last 64 of a longer one. */
  readonly reason: readonly Edge[];
}

/** One thing to do again, after all steps before it. */
export interface RebuildStep {
  /** `job` runs a job again, `run` a training run, `by-hand` makes a version that no execution is known to have made. */
  readonly action: "job" | "run" | "by-hand" | "deploy";
  /** The job, the run, the version or the deployment. */
  readonly id: NodeId;
  /** What had been executed; empty where nothing was. */
  readonly executions: readonly NodeId[];
  readonly inputs: readonly NodeId[];
  readonly outputs: readonly NodeId[];
}

export interface ImpactAnswer {
  readonly root: NodeId;
  /**
   * Live deployments (in production, then elsewhere), other deployments, model versions, runs, job runs, versions,
   * features, the rest. Within each the nearest first, then the newest, then by id.
   */
  readonly affected: readonly Affected[];
  readonly counts: Readonly<Partial<Record<Kind, number>>>;
  readonly plan: readonly RebuildStep[];
  readonly truncated: boolean;
}

export interface PathAnswer {
  readonly from: NodeId;
  readonly to: NodeId;
  /** How the path leads from `from` to `to`; null when there is none. */
  readonly direction: Exclude<Direction, "both"> | null;
  readonly edges: readonly Edge[];
  /** The graph around `from` was too large to be searched whole. */
  readonly truncated: boolean;
}

/** A run with the last value of each metric; with `columns`, its id and those values alone. */
export type RunItem =
  | (Node & { readonly metrics: Readonly<Record<string, MetricValue>> })
  | Readonly<Record<string, JsonValue>>;

export interface RunsAnswer extends PageOf<RunItem> {
  /** How many entries the ledger had before they were read: who follows it from there misses nothing. */
  readonly entries: number;
}

export interface SearchAnswer {
  readonly items: readonly SearchHit[];
}

export interface MetricsAnswer {
  readonly id: NodeId;
  readonly metrics: Metrics;
}

export interface CurveAnswer extends Curve {
  readonly id: NodeId;
  readonly name: string;
}

export interface CurvesAnswer {
  readonly name: string;
  /** In the order that was asked for, without those that have no such metric. */
  readonly curves: readonly Omit<CurveAnswer, "name">[];
}

export type UnlinkedAnswer = PageOf<Unlinked>;

export interface VersionsAnswer extends PageOf<Node> {
  readonly id: NodeId;
}

type LastMetrics = Readonly<Record<string, MetricValue>>;

export interface DatasetItem extends Node {
  readonly aliases: readonly Alias[];
  readonly owners: readonly NodeId[];
  readonly latest: NodeId | null;
  /** How many there are; when 10,000, there may be more. */
  readonly versions: number;
  /** When the last version came to be. */
  readonly latest_at: Instant | null;
}

export interface ModelItem extends Node {
  readonly owners: readonly NodeId[];
  /** Where its pointers stand, with the last metrics of the run that made the version. */
  readonly pointers: readonly {
    readonly name: string;
    readonly to: NodeId;
    readonly metrics: LastMetrics;
  }[];
  readonly versions: number;
  readonly latest_at: Instant | null;
}

export interface JobItem extends Node {
  readonly owners: readonly NodeId[];
  /** The 20 runs that were recorded last, newest first. */
  readonly last_runs: readonly JobRunBrief[];
}

export type TimelineAnswer =
  | ({ readonly id: NodeId } & PageOf<JobRunBrief>)
  | ({
      readonly id: NodeId;
      /** On the first page: how many came to be on each day, newest first. */
      readonly days?: readonly DayCount[];
      /** Of a model, with the last metrics of the run that made the version. */
    } & PageOf<VersionBrief & { readonly metrics?: LastMetrics }>);

/** Runs side by side: each list has a value for each run, null where it has none. */
export interface CompareAnswer {
  readonly runs: readonly Node[];
  readonly params: Readonly<Record<string, readonly JsonValue[]>>;
  readonly metrics: Readonly<Record<string, readonly (MetricValue | null)[]>>;
  /** The metrics of which some run has more than one point. */
  readonly curves: readonly string[];
  readonly inputs: readonly {
    readonly id: NodeId;
    readonly relation: Relation;
    readonly q: string;
    readonly of: readonly boolean[];
  }[];
  /** The params, metrics and inputs in which the runs differ, such as `params.lr`. */
  readonly differs: readonly string[];
}

/** What speaks against serving something: this node behind it failed, or is hidden. */
export interface Concern {
  readonly id: NodeId;
  readonly what: "failed" | "hidden";
}

export interface LiveDeployment {
  readonly id: NodeId;
  readonly model: NodeId;
  readonly model_version: NodeId;
  readonly environment: string | null;
  readonly started_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly concerns: readonly Concern[];
}

export interface ProductionAnswer {
  readonly at: Instant | null;
  readonly deployments: readonly LiveDeployment[];
  readonly truncated: boolean;
}

/** How many nodes of each kind there are; one that has `most` may have more. */
export interface CountsAnswer {
  readonly counts: Readonly<Partial<Record<Kind, number>>>;
  readonly most: number;
}

export interface SourcesAnswer {
  readonly items: readonly LastEntry[];
}

export type LedgerAnswer = PageOf<Entry>;
export type RejectedAnswer = PageOf<RejectedEvent>;
