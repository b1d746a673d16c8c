import type { Instant, NodeId } from "@begat/core";

/** A run of a job, as lists show it. */
export interface JobRunBrief {
  readonly id: NodeId;
  readonly at: Instant | null;
  readonly ended_at: Instant | null;
  readonly status: string | null;
}

/** A version of a dataset or model, as lists show it. */
export interface VersionBrief {
  readonly id: NodeId;
  /** When it came to be: its own time, else when it was recorded; null for the placeholder. */
  readonly at: Instant | null;
  readonly made_by: readonly NodeId[];
  /** A digest of the columns of a dataset version, the same for the same columns; null when none are recorded. */
  readonly schema: string | null;
  /** How many executions read it; when 1,000, there may be more. */
  readonly readers: number;
}

/** How many there were on a day in UTC, `2026-04-28`. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

export interface VersionSummary {
  /** When 10,000, there may be more. */
  readonly count: number;
  /** When the last one came to be. */
  readonly at: Instant | null;
}
