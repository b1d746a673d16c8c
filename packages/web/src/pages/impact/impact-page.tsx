import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { impactQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";

const route = getRouteApi("/impact/$");

/** What a change of a node reaches. */
export function ImpactPage() {
  const { _splat: id = "" } = route.useParams();
  const query = useQuery(impactQuery(id));
  return (
    <>
      <PageHeader title={`Impact of ${id}`} />
      <Loaded query={query} what="The impact could not be read">
        {({ affected }) =>
          affected.length === 0 ? (
            <Empty title="A change reaches nothing" />
          ) : (
            <VirtualTable
              label="Affected"
              rows={affected}
              rowKey={(node) => node.id}
              columns={[
                { key: "id", header: "Affected", width: 420, cell: (node) => <NodeLink id={node.id} /> },
                { key: "live", header: "Live", width: 80, cell: ({ live }) => (live === true ? "live" : "") },
                { key: "at", header: "When", cell: ({ at }) => <Instant at={at} /> },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}
