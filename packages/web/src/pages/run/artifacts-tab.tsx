import type { NodeDetail } from "@begat/client/browser";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lineageQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { FileBrowser } from "../../parts/files/file-browser.tsx";
import type { HeldFile } from "../../parts/files/held-file.ts";
import { Loaded } from "../../parts/loaded.tsx";

const MOST = 10_000;
const route = getRouteApi("/runs/$");

/** The files of a run, as a tree beside the one that is chosen. */
export function ArtifactsTab({ node: { id } }: { node: NodeDetail }) {
  const { file } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(
    lineageQuery(id, { direction: "upstream", relations: ["has-artifact"], depth: 1, limit: MOST }),
  );
  const choose = (path: string): void => {
    void navigate({ search: (before) => ({ ...before, file: path }) });
  };
  return (
    <Loaded query={query} what="The artifacts could not be read">
      {({ nodes, edges, truncated }) => {
        const props = new Map(nodes.map((artifact) => [artifact.id, artifact.props]));
        const files = edges
          .filter(({ from }) => from === id)
          .map(({ to, q }): HeldFile => {
            const { size, files: members } = props.get(to) ?? {};
            return {
              path: q === "" ? to : q,
              digest: to,
              ...(typeof size === "number" && { size }),
              isFolder: typeof members === "number",
            };
          });
        if (files.length === 0)
          return (
            <Empty title="No artifacts yet" command={`begat artifact put model.json`}>
              Log a file with any client: mlflow.log_artifact, run.artifact, or publish the run with
              artifacts.
            </Empty>
          );
        return <FileBrowser files={files} isCut={truncated} chosen={file} choose={choose} />;
      }}
    </Loaded>
  );
}
