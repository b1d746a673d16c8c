import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { nodeQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { DatasetView } from "./dataset-view.tsx";
import { VersionView } from "./version-view.tsx";

const route = getRouteApi("/datasets/$");

/** A dataset, or one of its versions. */
export function DatasetPage() {
  const { _splat: id = "" } = route.useParams();
  const query = useQuery(nodeQuery(id));
  return (
    <Loaded query={query} what={`${id} could not be read`}>
      {(node) =>
        node.kind === "DatasetVersion" ? (
          <VersionView key={node.id} node={node} />
        ) : (
          <DatasetView key={node.id} node={node} />
        )
      }
    </Loaded>
  );
}
