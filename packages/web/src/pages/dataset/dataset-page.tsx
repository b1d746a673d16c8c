import { getRouteApi } from "@tanstack/react-router";
import { LoadedNode } from "../../parts/loaded-node.tsx";
import { DatasetView } from "./dataset-view.tsx";
import { VersionView } from "./version-view.tsx";

const route = getRouteApi("/datasets/$");

/** A dataset, or one of its versions. */
export function DatasetPage() {
  const { _splat: id = "" } = route.useParams();
  return (
    <LoadedNode id={id} page="datasets">
      {(node) =>
        node.kind === "DatasetVersion" ? (
          <VersionView key={node.id} node={node} />
        ) : (
          <DatasetView key={node.id} node={node} />
        )
      }
    </LoadedNode>
  );
}
