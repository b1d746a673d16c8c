import { getRouteApi } from "@tanstack/react-router";
import { LoadedNode } from "../../parts/loaded-node.tsx";
import { JobRunView } from "./job-run-view.tsx";
import { JobView } from "./job-view.tsx";

const route = getRouteApi("/jobs/$");

/** A job, or one of its runs. */
export function JobPage() {
  const { _splat: id = "" } = route.useParams();
  return (
    <LoadedNode id={id} page="jobs">
      {(node) =>
        node.kind === "JobRun" ? (
          <JobRunView key={node.id} node={node} />
        ) : (
          <JobView key={node.id} node={node} />
        )
      }
    </LoadedNode>
  );
}
