import type { ModelPage } from "@begat/client/browser";
import { filterText, versionOf } from "@begat/core";
import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { modelsQuery, timelineQuery } from "../../api/queries.ts";
import { formatMetric } from "../../parts/format-metric.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { LongName } from "../../parts/long-name.tsx";
import { type SmallColumn, SmallTable } from "../../parts/small-table.tsx";
import { baselineOf, differenceOf } from "./against-champion.ts";

type Pointer = ModelPage["items"][number]["pointers"][number];
type Metrics = Pointer["metrics"];

/** As many lines as a run's metrics often take. */
const TO_COME = <Loading lines={7} />;

interface VersionMetricsProps {
  readonly version: string;
  readonly at: string | null;
  readonly model: string;
}

/** What was measured of a version where it was trained, beside what was of the champion. */
export function VersionMetrics({ version, at, model }: VersionMetricsProps) {
  const timeline = useInfiniteQuery(timelineQuery(model, at === null ? {} : { until: at }));
  const models = useInfiniteQuery(modelsQuery({ filter: `id = ${filterText(model)}` }));
  return (
    <Loaded query={timeline} what="The metrics could not be read" loading={TO_COME}>
      {({ pages }) => {
        // The champion's stand in columns beside these.
        if (models.isLoading) return TO_COME;
        const own = pages[0]?.items.find(({ id }) => id === version)?.metrics ?? {};
        const champion = baselineOf(models.data?.pages[0]?.items[0]?.pointers ?? []);
        if (Object.keys(own).length === 0)
          return (
            <Text size="sm" c="dimmed">
              The run that made it logged none.
            </Text>
          );
        return <MetricTable own={own} champion={champion?.to === version ? undefined : champion} />;
      }}
    </Loaded>
  );
}

function MetricTable({ own, champion }: { own: Metrics; champion: Pointer | undefined }) {
  return (
    <SmallTable
      label="Metrics"
      minWidth={champion === undefined ? 240 : 440}
      maxWidth={640}
      rows={Object.keys(own).sort()}
      rowKey={(name) => name}
      columns={[
        { header: "Metric", cell: (name) => <LongName name={name} /> },
        { header: "This version", isNumber: true, cell: (name) => formatMetric(own[name]) },
        ...(champion === undefined ? [] : columnsBeside(own, champion)),
      ]}
    />
  );
}

function columnsBeside(
  own: Metrics,
  { name: pointer, to, metrics }: Pointer,
): readonly SmallColumn<string>[] {
  return [
    {
      header: `${pointer} ${versionOf(to)}`,
      isNumber: true,
      cell: (name) => (metrics[name] === undefined ? "" : formatMetric(metrics[name])),
    },
    { header: "Difference", isNumber: true, cell: (name) => differenceOf(own[name], metrics[name]) },
  ];
}
