import type { Assertion, MetricValue, NodeId, Props } from "@begat/core";
import fc from "fast-check";

/** A run as random tests record it. */
export interface RunRecord {
  readonly id: NodeId;
  readonly at: number | undefined;
  readonly endedAt: number | undefined;
  readonly hidden: boolean;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly props: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly datasets: readonly NodeId[];
  readonly produced: readonly NodeId[];
  readonly experiment: NodeId | undefined;
}

export const FIRST_DAY = Date.parse("2026-01-01T00:00:00.000Z");
const DAY = 86_400_000;

const instant = fc.option(
  fc.integer({ min: 0, max: 5 }).map((day) => FIRST_DAY + day * DAY),
  { nil: undefined },
);
const scalar = fc.constantFrom<string | number | boolean>(
  1,
  2,
  0.5,
  -3,
  "1",
  "2.0",
  "x",
  "X%",
  "a_b",
  true,
  "true",
);
const text = fc.constantFrom("x", "X", "xy", "x%y", "a_b", "team*[1]");
const metric = fc.constantFrom<MetricValue>(0.1, 0.5, 0.9, -1, 0, "NaN", "Infinity", "-Infinity");

const some = <T>(names: readonly string[], value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: names.length });

const runs = fc.array(
  fc.record({
    at: instant,
    endedAt: instant,
    hidden: fc.boolean().map((hidden) => hidden),
    params: some(["lr", "depth"], scalar),
    tags: some(["team"], text),
    props: some(["status"], text),
    metrics: some(["auc", "loss"], metric),
    datasets: fc.subarray(["ds:a:v1", "ds:a:v2", "ds:b:v1"]),
    experiment: fc.constantFrom("exp:e1", "exp:e2", undefined),
  }),
  { minLength: 1, maxLength: 14 },
);

/** Some runs; each may have produced a model version of its own. */
export const runRecords: fc.Arbitrary<readonly RunRecord[]> = runs.map((list) =>
  list.map((run, index) => ({
    ...run,
    id: `run:r${index}`,
    produced: index % 3 === 0 ? [`model:m${index % 2}:v${index + 1}`] : [],
  })),
);

/** What recording a run says. */
export function assertionsOf(run: RunRecord): readonly Assertion[] {
  const { id, at, endedAt, params, tags, props } = run;
  const ended: Props = endedAt === undefined ? {} : { ended_at: new Date(endedAt).toISOString() };
  const edges = [
    ...run.datasets.map((to) => ({ from: id, rel: "trained-on" as const, to })),
    ...(run.experiment === undefined ? [] : [{ from: id, rel: "run-of" as const, to: run.experiment }]),
    ...run.produced.map((from) => ({ from, rel: "produced-by" as const, to: id })),
  ];
  const columns = Object.entries(run.metrics).map(([name, value]) => [
    name,
    { step: [0], at: [0], value: [value] },
  ]);
  return [
    {
      assert: "node",
      id,
      props: { params, tags, ...props, ...ended },
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    },
    ...edges.map((edge): Assertion => ({ assert: "edge", ...edge })),
    ...(columns.length === 0
      ? []
      : [{ assert: "points" as const, of: id, columns: Object.fromEntries(columns) }]),
    ...(run.hidden ? [{ assert: "hide" as const, id }] : []),
  ];
}
