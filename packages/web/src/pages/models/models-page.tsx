import type { ModelPage, Production } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Group, NativeSelect, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { modelsQuery, productionQuery } from "../../api/queries.ts";
import { ConnectLink } from "../../parts/connect-link.tsx";
import { countText } from "../../parts/count-text.ts";
import { Empty } from "../../parts/empty.tsx";
import { formatMetric } from "../../parts/format-metric.ts";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { nameFilter } from "../../parts/name-filter.ts";
import { NodeLink } from "../../parts/node-link.tsx";
import { OrderSelect } from "../../parts/order-select.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { TextFilter } from "../../parts/text-filter.tsx";
import { titleOf } from "../../parts/title-of.ts";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { capitalised } from "../../parts/words-of.ts";
import type { ModelsSearch } from "./search.ts";

type Row = ModelPage["items"][number];

const route = getRouteApi("/models/");
const MAIN = ["champion", "latest"];

/** Every model, with what of it serves, where its pointers stand and what was measured there. */
export function ModelsPage() {
  const { text, order, metric } = route.useSearch();
  const query = useInfiniteQuery(
    modelsQuery({
      ...(text !== undefined && { filter: nameFilter(text) }),
      ...(order !== undefined && { order_by: "id" }),
    }),
  );
  const production = useQuery(productionQuery());
  const live = byModel(production.data?.deployments ?? []);
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const metrics = metricNames(rows);
  const shown = metric ?? metrics[0];
  return (
    <>
      <PageHeader title="Models" />
      <Filters metrics={metrics} metric={shown} />
      <Loaded query={query} what="The models could not be read">
        {() =>
          rows.length === 0 ? (
            <NoModels text={text} />
          ) : (
            <VirtualTable
              label="Models"
              columns={columnsFor(shown, live)}
              rows={rows}
              rowKey={({ id }) => id}
              query={query}
            />
          )
        }
      </Loaded>
    </>
  );
}

interface FiltersProps {
  readonly metrics: readonly string[];
  /** The one that is shown. */
  readonly metric: string | undefined;
}

function Filters({ metrics, metric }: FiltersProps) {
  const { order } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (said: ModelsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...said }), replace: true });
  return (
    <Group mb="sm" gap="sm">
      <TextFilter label="Name" parameter="text" />
      <OrderSelect order={order} otherwise="Newest version first" onChange={(to) => change({ order: to })} />
      {metrics.length > 0 && (
        <NativeSelect
          aria-label="Metric"
          value={metric ?? ""}
          onChange={({ currentTarget: { value } }) => change({ metric: value })}
          data={[...metrics]}
          maw={260}
        />
      )}
    </Group>
  );
}

type Deployments = Production["deployments"];

function columnsFor(
  metric: string | undefined,
  live: ReadonlyMap<string, Deployments>,
): readonly Column<Row>[] {
  return [
    {
      key: "name",
      header: "Name",
      width: 240,
      cell: (row) => <NodeLink id={row.id}>{titleOf(row)}</NodeLink>,
    },
    { key: "live", header: "Live", width: 190, cell: ({ id }) => <Live deployments={live.get(id) ?? []} /> },
    ...MAIN.map((name) => pointerColumn(name, metric)),
    {
      key: "others",
      header: "Other pointers",
      width: 150,
      cell: ({ pointers }) =>
        pointers
          .filter(({ name }) => !MAIN.includes(name))
          .map(({ name, to }) => `${name} ${versionOf(to)}`)
          .join(", "),
    },
    {
      key: "owner",
      header: "Owner",
      width: 140,
      cell: ({ owners: [owner] }) => owner && <NodeLink id={owner}>{owner.replace(/^agent:/, "")}</NodeLink>,
    },
    {
      key: "versions",
      header: "Versions",
      width: 80,
      isNumber: true,
      cell: ({ versions }) => countText(versions),
    },
    { key: "at", header: "Last version", width: 130, cell: ({ latest_at }) => <Instant at={latest_at} /> },
  ];
}

function byModel(deployments: Deployments): ReadonlyMap<string, Deployments> {
  const models = new Map<string, Deployments>();
  for (const one of deployments) models.set(one.model, [...(models.get(one.model) ?? []), one]);
  return models;
}

/** Which versions serve now, and where. */
function Live({ deployments }: { deployments: Deployments }) {
  const [first, ...others] = deployments.map(({ id, environment, model_version }) => ({
    id,
    name: `${environment ?? "no environment"} ${versionOf(model_version)}`,
  }));
  if (first === undefined) return null;
  return (
    <Group gap={6} wrap="nowrap">
      <NodeLink id={first.id}>{first.name}</NodeLink>
      {others.length > 0 && (
        <Text span size="xs" c="dimmed" title={others.map(({ name }) => name).join(", ")}>
          and {others.length} more
        </Text>
      )}
    </Group>
  );
}

function pointerColumn(pointer: string, metric: string | undefined): Column<Row> {
  return {
    key: pointer,
    header: capitalised(pointer),
    width: 130,
    cell: ({ pointers }) => {
      const held = pointers.find(({ name }) => name === pointer);
      if (held === undefined) return null;
      const value = metric === undefined ? undefined : held.metrics[metric];
      return (
        <Group gap={8} wrap="nowrap">
          <NodeLink id={held.to}>{versionOf(held.to)}</NodeLink>
          {value !== undefined && (
            <Text span size="xs" c="dimmed">
              {formatMetric(value)}
            </Text>
          )}
        </Group>
      );
    },
  };
}

function NoModels({ text }: { text: string | undefined }) {
  if (text !== undefined) return <Empty title={`No model has “${text}” in its name`}>Try less of it.</Empty>;
  return (
    <Empty title="No model yet" command="begat publish model.json --as model-version">
      Register one where it is trained: <ConnectLink /> has the lines to paste.
    </Empty>
  );
}

function metricNames(rows: readonly Row[]): readonly string[] {
  const names = rows.flatMap(({ pointers }) => pointers.flatMap(({ metrics }) => Object.keys(metrics)));
  return [...new Set(names)].sort();
}
