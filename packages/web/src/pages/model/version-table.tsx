import type { NodeDetail, VersionTimeline } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Badge, Group, Text } from "@mantine/core";
import type { Paged } from "../../api/use-read-on.ts";
import { Empty } from "../../parts/empty.tsx";
import { formatMetric } from "../../parts/format-metric.ts";
import { Instant } from "../../parts/instant.tsx";
import { LongName } from "../../parts/long-name.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { baselineOf, differenceOf } from "./against-champion.ts";
import classes from "./version-table.module.css";

type Row = VersionTimeline["items"][number];

const METRICS = 30;

interface VersionTableProps {
  readonly versions: readonly Row[];
  readonly pointers: NonNullable<NodeDetail["pointers"]>;
  readonly query: Paged;
}

/** The versions of a model, newest first, with the metrics of the runs that made them against the champion's. */
export function VersionTable({ versions, pointers, query }: VersionTableProps) {
  if (versions.length === 0)
    return <Empty title="No version yet">Register one where the model is trained.</Empty>;
  const baseline = baselineOf(pointers);
  const champion = versions.find(({ id }) => id === baseline?.to);
  const names = [...new Set(versions.flatMap(({ metrics = {} }) => Object.keys(metrics)))].sort();
  const columns: readonly Column<Row>[] = [
    {
      key: "version",
      header: "Version",
      width: 200,
      cell: ({ id }) => <Version id={id} pointers={pointers} />,
    },
    { key: "at", header: "When", width: 130, cell: ({ at }) => <Instant at={at} /> },
    {
      key: "made",
      header: "Made by",
      width: 260,
      cell: ({ made_by: [maker] }) => maker && <NodeLink id={maker} />,
    },
    ...names.slice(0, METRICS).map((name) => metricColumn(name, champion)),
  ];
  return (
    <>
      {champion !== undefined && names.length > 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          The differences are to {versionOf(champion.id)}, the {baseline?.name} version.
        </Text>
      )}
      <VirtualTable
        label="Versions"
        columns={columns}
        rows={versions}
        rowKey={({ id }) => id}
        query={query}
      />
    </>
  );
}

/** A version, and the pointers that stand at it. */
function Version({ id, pointers }: { id: string } & Pick<VersionTableProps, "pointers">) {
  return (
    <Group gap={6} wrap="nowrap">
      <div className={classes.version}>
        <NodeLink id={id}>{versionOf(id)}</NodeLink>
      </div>
      {pointers
        .filter(({ to, name }) => to === id && name !== "latest")
        .map(({ name }) => (
          <Badge key={name} variant="light" size="sm" tt="none" title={name}>
            {name}
          </Badge>
        ))}
    </Group>
  );
}

function metricColumn(name: string, champion: Row | undefined): Column<Row> {
  return {
    key: `metric ${name}`,
    header: <LongName name={name} />,
    width: 170,
    isNumber: true,
    cell: ({ id, metrics = {} }) => {
      const value = metrics[name];
      if (value === undefined) return null;
      const difference = id === champion?.id ? undefined : differenceOf(value, champion?.metrics?.[name]);
      return (
        <>
          {formatMetric(value)}
          {difference !== undefined && (
            <Text span size="xs" c="dimmed" ml={6}>
              {difference}
            </Text>
          )}
        </>
      );
    },
  };
}
