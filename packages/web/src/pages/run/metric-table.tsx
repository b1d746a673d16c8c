import type { NodeDetail } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { Section } from "../../parts/section.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { metricText } from "./metric-text.ts";
import classes from "./run.module.css";
import { useNameSearch } from "./search-field.tsx";

/** The metrics of a run: where each ended, its extremes, and how many points it has. */
export function MetricTable({ node: { metrics = {} } }: { node: NodeDetail }) {
  const all = Object.entries(metrics as Readonly<Record<string, MetricSummary>>);
  const rows = useNameSearch(all);
  return (
    <Section title={`Metrics (${all.length})`}>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {all.length === 0 ? "The run has no metrics yet." : "No metric has such a name."}
        </Text>
      ) : (
        <div className={classes.short}>
          <VirtualTable
            label="Metrics"
            rows={rows}
            rowKey={([name]) => name}
            columns={[
              { key: "name", header: "Name", width: 130, cell: ([name]) => <span title={name}>{name}</span> },
              ...NUMBERS.map(([key, header]) => ({
                key,
                header,
                width: key === "count" ? 64 : 92,
                isNumber: true,
                cell: ([, summary]: readonly [string, MetricSummary]) => (
                  <span title={String(summary[key])}>{metricText(summary[key])}</span>
                ),
              })),
            ]}
          />
        </div>
      )}
    </Section>
  );
}

type MetricSummary = Readonly<Record<"last" | "min" | "max" | "count", number | string | null>>;

const NUMBERS = [
  ["last", "Last"],
  ["min", "Min"],
  ["max", "Max"],
  ["count", "Points"],
] as const;
