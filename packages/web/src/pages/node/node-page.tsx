import { getRouteApi } from "@tanstack/react-router";
import { LoadedNode } from "../../parts/loaded-node.tsx";
import { NodeFacts } from "../../parts/node-facts.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeHistory } from "../../parts/node-history.tsx";

const route = getRouteApi("/nodes/$");

/** A node of any kind that has no page of its own. */
export function NodePage() {
  const { _splat: id = "" } = route.useParams();
  return (
    <LoadedNode id={id} page="nodes">
      {(node) => (
        <>
          <NodeHead node={node} />
          <NodeFacts node={node} />
          <NodeHistory id={node.id} />
        </>
      )}
    </LoadedNode>
  );
}
