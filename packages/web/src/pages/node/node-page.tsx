import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { nodeQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeFacts } from "../../parts/node-facts.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeHistory } from "../../parts/node-history.tsx";

const route = getRouteApi("/nodes/$");

/** A node of any kind that has no page of its own. */
export function NodePage() {
  const { _splat: id = "" } = route.useParams();
  const query = useQuery(nodeQuery(id));
  return (
    <Loaded query={query} what={`${id} could not be read`}>
      {(node) => (
        <>
          <NodeHead node={node} />
          <NodeFacts node={node} />
          <NodeHistory id={node.id} />
        </>
      )}
    </Loaded>
  );
}
