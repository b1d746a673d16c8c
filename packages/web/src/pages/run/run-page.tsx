import { getRouteApi } from "@tanstack/react-router";
import { LoadedNode } from "../../parts/loaded-node.tsx";
import { RunTabs } from "./run-tabs.tsx";

const route = getRouteApi("/runs/$");

/** One training run. */
export function RunPage() {
  const { _splat: id = "" } = route.useParams();
  return (
    <LoadedNode id={id} page="runs">
      {(node) => <RunTabs key={id} node={node} />}
    </LoadedNode>
  );
}
