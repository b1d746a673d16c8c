import { getRouteApi } from "@tanstack/react-router";
import { LoadedNode } from "../../parts/loaded-node.tsx";
import { ModelView } from "./model-view.tsx";
import { VersionView } from "./version-view.tsx";

const route = getRouteApi("/models/$");

/** A model, or one of its versions. */
export function ModelPage() {
  const { _splat: id = "" } = route.useParams();
  return (
    <LoadedNode id={id} page="models">
      {(node) =>
        node.kind === "ModelVersion" ? (
          <VersionView key={node.id} node={node} />
        ) : (
          <ModelView key={node.id} node={node} />
        )
      }
    </LoadedNode>
  );
}
