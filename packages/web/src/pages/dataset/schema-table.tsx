import type { Lineage, NodeDetail } from "@begat/client/browser";
import { Group, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { lineageQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { formatMetric } from "../../parts/format-metric.ts";
import { NodeLink } from "../../parts/node-link.tsx";
import { type Column, columnsOf } from "./columns-of.ts";

const STATISTICS = ["nulls", "distinct", "min", "max", "mean"] as const;

/** The columns of a version: their types and statistics, the features they are, and the columns these came from. */
export function SchemaTable({ version }: { version: NodeDetail }) {
  const columns = columnsOf(version.props.schema);
  const hasFeatures = version.edges.some(({ rel }) => rel === "has-feature");
  const lineage = useQuery({
    ...lineageQuery(version.id, { relations: ["has-feature", "derived-from"], depth: 2, limit: 5_000 }),
    enabled: hasFeatures,
  });
  if (columns.length === 0) return <Empty title="No columns recorded" />;
  const features = featuresIn(lineage.data?.edges ?? [], version.id);
  const statistics = columnStatistics(version.props.statistics);
  const said = STATISTICS.filter((name) => Object.values(statistics).some((column) => name in column));
  return (
    <Table.ScrollContainer
      minWidth={280 + 80 * said.length + (hasFeatures ? 320 : 0)}
      type="native"
      aria-label="Columns"
      tabIndex={0}
    >
      <Table aria-label="Columns" verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>Type</Table.Th>
            {said.map((name) => (
              <Table.Th key={name} ta="right" tt="capitalize">
                {name}
              </Table.Th>
            ))}
            {hasFeatures && <Table.Th>Feature</Table.Th>}
            {hasFeatures && <Table.Th>Came from</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => (
            <ColumnRow
              key={column.name}
              column={column}
              statistics={said.map((each) => [each, statistics[column.name]?.[each]])}
            >
              {hasFeatures && <FeatureCells feature={features.get(column.name)} />}
            </ColumnRow>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface ColumnRowProps {
  readonly column: Column;
  /** By their names, as the head has them. */
  readonly statistics: readonly (readonly [string, unknown])[];
  readonly children: ReactNode;
}

function ColumnRow({ column: { name, type, description }, statistics, children }: ColumnRowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500} style={{ overflowWrap: "anywhere" }}>
        {name}
        {description !== undefined && (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
      </Table.Th>
      <Table.Td>{type}</Table.Td>
      {statistics.map(([each, value]) => (
        <Table.Td key={each} ta="right">
          {cell(value)}
        </Table.Td>
      ))}
      {children}
    </Table.Tr>
  );
}

/** The feature that a column is, and those that it came from. */
function FeatureCells({ feature }: { feature: Feature | undefined }) {
  return (
    <>
      <Table.Td>{feature && <FeatureLink id={feature.id} />}</Table.Td>
      <Table.Td>
        <Group gap="xs">
          {feature?.sources.map((id) => (
            <FeatureLink key={id} id={id} />
          ))}
        </Group>
      </Table.Td>
    </>
  );
}

/** A feature by its name alone: the head of its column says what it is. */
function FeatureLink({ id }: { id: string }) {
  return <NodeLink id={id}>{id.replace(/^feature:/, "")}</NodeLink>;
}

interface Feature {
  readonly id: string;
  readonly sources: readonly string[];
}

/** The feature that each column of a version is, with the features that it came from. */
function featuresIn(edges: Lineage["edges"], version: string): ReadonlyMap<string, Feature> {
  const own = edges.filter(({ from, rel }) => rel === "has-feature" && from === version);
  return new Map(
    own.map(({ to, q }) => [
      q,
      {
        id: to,
        sources: [
          ...new Set(
            edges.filter(({ from, rel }) => rel === "derived-from" && from === to).map((edge) => edge.to),
          ),
        ],
      },
    ]),
  );
}

function columnStatistics(statistics: unknown): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const columns = (statistics as { readonly columns?: unknown } | null | undefined)?.columns;
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) return {};
  const all = Object.entries(columns).filter(([, column]) => typeof column === "object" && column !== null);
  return Object.fromEntries(all) as Record<string, Record<string, unknown>>;
}

function cell(value: unknown): string {
  return value === undefined || value === null ? "" : formatMetric(value);
}
