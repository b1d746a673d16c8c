import { getRouteApi, Navigate } from "@tanstack/react-router";
import { placeOf } from "../../app/places.ts";
import { LoadedNode } from "../../parts/loaded-node.tsx";
import { RunTabs } from "./run-tabs.tsx";

const route = getRouteApi("/runs/$");

/** One training run. Another name of it leads to its address; so does the id of something else, to its page. */
export function RunPage() {
  const { _splat: id = "" } = route.useParams();
  const search = route.useSearch();
  return (
    <LoadedNode id={id}>
      {(node) =>
        node.id === id && node.kind === "Run" ? (
          <RunTabs key={id} node={node} />
        ) : (
          <Navigate {...placeOf(node.id)} search={node.kind === "Run" ? search : {}} replace />
        )
      }
    </LoadedNode>
  );
}
