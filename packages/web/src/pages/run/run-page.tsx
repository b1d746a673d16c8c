import { BegatError } from "@begat/client/browser";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { nodeQuery } from "../../api/queries.ts";
import { placeOf } from "../../app/places.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NoSuchRun } from "./no-such-run.tsx";
import { RunTabs } from "./run-tabs.tsx";

const route = getRouteApi("/runs/$");

/** One training run. Another name of it leads to its address; so does the id of something else, to its page. */
export function RunPage() {
  const { _splat: id = "" } = route.useParams();
  const search = route.useSearch();
  const query = useQuery(nodeQuery(id));
  if (query.data === undefined && isUnknown(query.error)) return <NoSuchRun id={id} error={query.error} />;
  return (
    <Loaded query={query} what={`${id} could not be read`}>
      {(node) =>
        node.id === id && node.kind === "Run" ? (
          <RunTabs key={id} node={node} />
        ) : (
          <Navigate {...placeOf(node.id)} search={node.kind === "Run" ? search : {}} replace />
        )
      }
    </Loaded>
  );
}

function isUnknown(error: unknown): error is BegatError {
  return error instanceof BegatError && (error.code === "not_found" || error.code === "invalid");
}
