import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { nodeQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeFacts } from "../../parts/node-facts.tsx";
import { NodeHead } from "../../parts/node-head.tsx";

const route = getRouteApi("/runs/$");

/** One training run. */
export function RunPage() {
  const { _splat: id = "" } = route.useParams();
  const query = useQuery(nodeQuery(id));
  return (
    <Loaded query={query} what={`${id} could not be read`}>
      {(node) => (
        <>
          <NodeHead node={node} />
          <NodeFacts node={node} />
        </>
      )}
    </Loaded>
  );
}
