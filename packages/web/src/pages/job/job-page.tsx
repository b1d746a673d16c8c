import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { nodeQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { JobRunView } from "./job-run-view.tsx";
import { JobView } from "./job-view.tsx";

const route = getRouteApi("/jobs/$");

/** A job, or one of its runs. */
export function JobPage() {
  const { _splat: id = "" } = route.useParams();
  const query = useQuery(nodeQuery(id));
  return (
    <Loaded query={query} what={`${id} could not be read`}>
      {(node) =>
        node.kind === "JobRun" ? (
          <JobRunView key={node.id} node={node} />
        ) : (
          <JobView key={node.id} node={node} />
        )
      }
    </Loaded>
  );
}
