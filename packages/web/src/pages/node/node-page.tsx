import { filterText } from "@begat/core";
import { IconTimeline } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { HeadLink } from "../../parts/head-link.tsx";
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
          <NodeHead node={node} actions={node.kind === "Experiment" && <ItsRuns id={node.id} />} />
          <NodeFacts node={node} />
          <NodeHistory id={node.id} />
        </>
      )}
    </LoadedNode>
  );
}

/** The way to the runs of an experiment, to sort and compare them. */
function ItsRuns({ id }: { id: string }) {
  const filter = `experiment = ${filterText(id)}`;
  return (
    <HeadLink place={{ to: "/runs", search: { filter } }} icon={IconTimeline}>
      Training runs
    </HeadLink>
  );
}
