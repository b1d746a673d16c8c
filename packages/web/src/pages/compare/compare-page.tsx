import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { compareQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { JsonValue } from "../../parts/json-value.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { titleOf } from "../../parts/title-of.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";

const route = getRouteApi("/compare");

/** Training runs side by side. */
export function ComparePage() {
  const { runs = [] } = route.useSearch();
  return (
    <>
      <PageHeader title="Compare runs" />
      {runs.length < 2 ? (
        <Empty title="Choose two runs or more">Select them on the page Training runs.</Empty>
      ) : (
        <Differences ids={runs} />
      )}
    </>
  );
}

function Differences({ ids }: { ids: readonly string[] }) {
  const query = useQuery(compareQuery(ids));
  return (
    <Loaded query={query} what="The runs could not be compared">
      {({ runs, params, metrics }) => (
        <VirtualTable
          label="Params and metrics"
          rows={Object.entries({ ...params, ...metrics })}
          rowKey={([name]) => name}
          columns={[
            { key: "name", header: "Name", cell: ([name]) => name },
            ...runs.map((run, index) => ({
              key: run.id,
              header: <NodeLink id={run.id}>{titleOf(run)}</NodeLink>,
              cell: ([, values]: [string, unknown]) => (
                <JsonValue value={(values as readonly unknown[])[index]} />
              ),
            })),
          ]}
        />
      )}
    </Loaded>
  );
}
