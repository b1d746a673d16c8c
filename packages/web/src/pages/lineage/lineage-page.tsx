import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lineageQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";

const route = getRouteApi("/lineage/$");

/** What a node came from. */
export function LineagePage() {
  const { _splat: id = "" } = route.useParams();
  const query = useQuery(lineageQuery(id));
  return (
    <>
      <PageHeader title={`Lineage of ${id}`} />
      <Loaded query={query} what="The lineage could not be read">
        {({ nodes }) => (
          <Stack gap={4}>
            {nodes.map((node) => (
              <NodeLink key={node.id} id={node.id} />
            ))}
          </Stack>
        )}
      </Loaded>
    </>
  );
}
