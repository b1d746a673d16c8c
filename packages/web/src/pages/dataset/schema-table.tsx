import type { Lineage, NodeDetail } from "@begat/client/browser";
import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lineageQuery } from "../../api/queries.ts";
import { Described } from "../../parts/described.tsx";
import { Empty } from "../../parts/empty.tsx";
import { formatMetric } from "../../parts/format-metric.ts";
import { Loading } from "../../parts/loading.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { type SmallColumn, SmallTable } from "../../parts/small-table.tsx";
import { capitalised } from "../../parts/words-of.ts";
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
  // The features make all columns narrower: they come with them.
  if (lineage.isLoading) return <Loading lines={columns.length + 1} />;
  const features = featuresIn(lineage.data?.edges ?? [], version.id);
  const statistics = columnStatistics(version.props.statistics);
  const said = STATISTICS.filter((name) => Object.values(statistics).some((column) => name in column));
  return (
    <SmallTable
      label="Columns"
      minWidth={280 + 80 * said.length + (hasFeatures ? 320 : 0)}
      rows={columns}
      rowKey={({ name }) => name}
      columns={[
        { header: "Column", cell: ({ name, description }) => <Described name={name} says={description} /> },
        { header: "Type", cell: ({ type }) => type },
        ...said.map(
          (each): SmallColumn<Column> => ({
            header: capitalised(each),
            isNumber: true,
            cell: ({ name }) => textOf(statistics[name]?.[each]),
          }),
        ),
        ...(hasFeatures ? featureColumns(features) : []),
      ]}
    />
  );
}

/** The feature that a column is, and those that it came from. */
function featureColumns(features: ReadonlyMap<string, Feature>): readonly SmallColumn<Column>[] {
  const isFeature = ({ name }: Column) => {
    const feature = features.get(name);
    return feature && <FeatureLink id={feature.id} />;
  };
  const cameFrom = ({ name }: Column) => (
    <Group gap="xs">
      {features.get(name)?.sources.map((id) => (
        <FeatureLink key={id} id={id} />
      ))}
    </Group>
  );
  const hasSources = [...features.values()].some(({ sources }) => sources.length > 0);
  return [
    { header: "Feature", cell: isFeature },
    ...(hasSources ? [{ header: "Came from", cell: cameFrom }] : []),
  ];
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

function textOf(value: unknown): string {
  return value === undefined || value === null ? "" : formatMetric(value);
}
