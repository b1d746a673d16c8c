import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { nodeQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { ModelView } from "./model-view.tsx";
import { VersionView } from "./version-view.tsx";

const route = getRouteApi("/models/$");

/** A model, or one of its versions. */
export function ModelPage() {
  const { _splat: id = "" } = route.useParams();
  const query = useQuery(nodeQuery(id));
  return (
    <Loaded query={query} what={`${id} could not be read`}>
      {(node) =>
        node.kind === "ModelVersion" ? (
          <VersionView key={node.id} node={node} />
        ) : (
          <ModelView key={node.id} node={node} />
        )
      }
    </Loaded>
  );
}
