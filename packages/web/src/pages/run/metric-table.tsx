import type { NodeDetail } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { byName } from "../../parts/by-name.ts";
import { formatMetric } from "../../parts/format-metric.ts";
import { LongName } from "../../parts/long-name.tsx";
import { Section } from "../../parts/section.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { useNameSearch } from "./search-field.tsx";

/** The metrics of a run: where each ended, its extremes, and how many points it has. */
export function MetricTable({ node: { metrics = {} } }: { node: NodeDetail }) {
  const all = Object.entries(metrics as Readonly<Record<string, MetricSummary>>).sort(byName);
  const rows = useNameSearch(all);
  // Of a metric with one point, its extremes are that point.
  const numbers = all.some(([, { count }]) => Number(count) > 1) ? NUMBERS : NUMBERS.slice(0, 1);
  return (
    <Section title={`Metrics (${all.length})`}>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {all.length === 0 ? "The run has no metrics yet." : "No metric has such a name."}
        </Text>
      ) : (
        <VirtualTable
          label="Metrics"
          rows={rows}
          rowKey={([name]) => name}
          columns={[
            { key: "name", header: "Name", width: 130, cell: ([name]) => <LongName name={name} /> },
            ...numbers.map(([key, header]) => ({
              key,
              header,
              width: key === "count" ? 64 : 92,
              isNumber: true,
              cell: ([, summary]: readonly [string, MetricSummary]) => (
                <span title={String(summary[key])}>{formatMetric(summary[key])}</span>
              ),
            })),
          ]}
        />
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
