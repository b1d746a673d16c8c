import { Alert, Group, Progress, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Empty } from "../../parts/empty.tsx";
import { SmallTable } from "../../parts/small-table.tsx";
import classes from "./compare.module.css";
import type { ViewProps } from "./compared.ts";
import { chosenOf, DimensionSelect } from "./dimension-select.tsx";
import { type Importance, importances, RUNS_TO_RANK, RUNS_TO_TRUST } from "./importance.ts";

/** Which params tell most of a metric, each by itself. */
export function ImportanceView({ compared: { runs, dimensions }, search, onChange }: ViewProps) {
  const params = dimensions.filter(({ space }) => space === "params");
  const metrics = dimensions.filter(({ space }) => space === "metrics");
  const metric = chosenOf(metrics, search.up);
  if (metric === undefined || params.length === 0) {
    return (
      <Empty title="There is nothing to rank">
        It takes a param and a metric that are not the same in all of these runs.
      </Empty>
    );
  }
  const ranked = importances(params, metric);
  return (
    <>
      <Group className={classes.choices}>
        <DimensionSelect
          label="Metric"
          dimensions={metrics}
          value={metric}
          onChange={(up) => onChange({ up })}
        />
      </Group>
      {runs.length < RUNS_TO_TRUST && <FewRuns count={runs.length} />}
      {ranked.length === 0 ? (
        <Empty title="Too few runs">
          It takes {RUNS_TO_RANK} runs or more that have {metric.name} and a param that varies.
        </Empty>
      ) : (
        <Ranking ranked={ranked} metric={metric.name} />
      )}
      <Explanation metric={metric.name} />
    </>
  );
}

function FewRuns({ count }: { count: number }) {
  return (
    <Alert variant="default" icon={<IconAlertTriangle size={18} />} mb="md" title={`Only ${count} runs`}>
      With fewer than {RUNS_TO_TRUST} runs a param can look important by chance. Take this as a hint of what
      to try next, not as a result.
    </Alert>
  );
}

/** What the numbers mean, and what they do not tell. */
function Explanation({ metric }: { metric: string }) {
  return (
    <Text size="xs" c="dimmed" mt="md" maw="48rem">
      Explained is the share of the variance of the runs' ranks by {metric} that a param explains alone,
      corrected for chance: what lies between its values (epsilon squared of Kruskal and Wallis), for numbers
      the square of Spearman's rank correlation ρ if that is more. It sees no effect that two params have only
      together. Params that were always changed together stand in one row: nobody can tell which of them it
      is.
    </Text>
  );
}

function Ranking({ ranked, metric }: { ranked: readonly Importance[]; metric: string }) {
  return (
    <SmallTable
      label={`Params by what they explain of ${metric}`}
      minWidth={560}
      rows={ranked}
      rowKey={({ params }) => params.join(" ")}
      columns={[
        { header: "Param", cell: ({ params }) => params.join(", ") },
        { header: "Explained", cell: ({ share }) => <Share share={share} /> },
        { header: "Method", cell: (importance) => methodOf(importance, metric) },
        { header: "Runs", isNumber: true, cell: ({ runs }) => runs },
      ]}
    />
  );
}

function Share({ share }: { share: number }) {
  return (
    <div className={classes.share}>
      <Progress value={share * 100} className={classes.bar} aria-hidden />
      {(share * 100).toFixed(0)} %
    </div>
  );
}

function methodOf({ method, correlation }: Importance, metric: string): string {
  const name = method === "spearman" ? "Spearman" : "Kruskal–Wallis";
  if (correlation === undefined) return name;
  return `${name}, ρ = ${correlation.toFixed(2)} (${metric} ${correlation < 0 ? "falls" : "rises"} with it)`;
}
