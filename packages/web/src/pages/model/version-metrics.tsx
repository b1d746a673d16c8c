import type { ModelPage } from "@begat/client/browser";
import { filterText } from "@begat/core";
import { Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { modelsQuery, timelineQuery } from "../../api/queries.ts";
import { formatMetric } from "../../parts/format-metric.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { baselineOf, differenceOf } from "./against-champion.ts";
import { versionOf } from "./version-of.ts";

type Pointer = ModelPage["items"][number]["pointers"][number];
type Metrics = Pointer["metrics"];

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
    <Loaded query={timeline} what="The metrics could not be read">
      {({ pages }) => {
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
    <Table.ScrollContainer
      minWidth={champion === undefined ? 240 : 440}
      maw={640}
      type="native"
      aria-label="Metrics"
      tabIndex={0}
    >
      <Table aria-label="Metrics" fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Metric</Table.Th>
            <Table.Th ta="right">This version</Table.Th>
            {champion !== undefined && (
              <>
                <Table.Th ta="right">
                  {champion.name} {versionOf(champion.to)}
                </Table.Th>
                <Table.Th ta="right">Difference</Table.Th>
              </>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.keys(own)
            .sort()
            .map((name) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={500} style={{ overflowWrap: "anywhere" }}>
                  {name}
                </Table.Th>
                <Table.Td ta="right">{formatMetric(own[name])}</Table.Td>
                {champion !== undefined && (
                  <>
                    <Table.Td ta="right">
                      {champion.metrics[name] === undefined ? "" : formatMetric(champion.metrics[name])}
                    </Table.Td>
                    <Table.Td ta="right">{differenceOf(own[name], champion.metrics[name])}</Table.Td>
                  </>
                )}
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
