import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { runsQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { titleOf } from "../../parts/title-of.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";

const route = getRouteApi("/runs/");

/** Every training run. */
export function RunsPage() {
  const { filter, order } = route.useSearch();
  const query = useInfiniteQuery(runsQuery({ ...(filter && { filter }), ...(order && { order_by: order }) }));
  return (
    <>
      <PageHeader title="Training runs">
        {filter !== undefined && (
          <Text size="sm" c="dimmed">
            {filter}
          </Text>
        )}
      </PageHeader>
      <Loaded query={query} what="The runs could not be read">
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty title="No training runs" />;
          return (
            <VirtualTable
              label="Training runs"
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "id",
                  header: "Run",
                  width: 360,
                  cell: (run) => <NodeLink id={run.id}>{titleOf(run)}</NodeLink>,
                },
                {
                  key: "status",
                  header: "Status",
                  width: 120,
                  cell: ({ props }) => <StatusBadge status={props.status} />,
                },
                { key: "at", header: "Started", width: 160, cell: ({ at }) => <Instant at={at} /> },
              ]}
              onEnd={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
            />
          );
        }}
      </Loaded>
    </>
  );
}
