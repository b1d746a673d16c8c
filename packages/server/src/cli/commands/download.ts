import { BegatError, canonicalId, kindOfId, type NodeId } from "@begat/core";
import { type Call, command } from "../command.ts";
import type { Client } from "../connection/client.ts";
import { EXIT } from "../exit-codes.ts";
import { artifactsOr, download, filesBehind, type Held } from "../files/download.ts";
import { heldBelow, registeredAt } from "../files/registered.ts";
import { RemoteArtifacts } from "../files/remote-artifacts.ts";
import { count, showSize } from "../render/value.ts";

export const downloadCommand = command({
  name: "download",
  summary: "Write the artifacts of a node into a folder, each checked against its hash",
  arguments: [
    ["<id>", "an artifact, or a run, version, check, … that has artifacts"],
    ["<folder>", "made if need be; files that are there with the same bytes stay"],
  ],
  examples: ["begat download model:churn@champion model/", "begat download sha256:e3b0c4…b855 data/"],
  run: downloadNode,
});

async function downloadNode(call: Call<object>): Promise<number> {
  const { args, terminal } = call;
  const [id, folder] = args as readonly [string, string];
  const begat = await call.connect();
  const store = new RemoteArtifacts(begat);
  const { files, missing } = await filesBehind(store, await artifactsOf(begat, id));
  const { written, kept } = await download(store, files, folder, (text) => terminal.progress(text));
  terminal.answer({ id, folder, files, missing, written, kept }, () => {
    const size = showSize(files.reduce((sum, file) => sum + file.size, 0));
    terminal.print(`${count(files.length, "file")}, ${size}, verified in ${folder} (${written} new)`);
    for (const { id: lost, q } of missing)
      terminal.note(`begat: ${lost}${q === "" ? "" : ` (${q})`} is not stored here`);
  });
  return missing.length === 0 ? EXIT.ok : EXIT.notFound;
}

async function artifactsOf(begat: Client, id: string): Promise<readonly Held[]> {
  if (id.startsWith("sha256:")) return [{ id: canonicalId(id), q: "" }];
  const { root, held } = await heldBy(begat, id);
  const { props } = await begat.node(root);
  const artifacts = artifactsOr(held, props.content_hash ?? props.digest);
  if (artifacts.length > 0) return artifacts;
  const registered = registeredAt(props);
  if (registered !== undefined) {
    const files = heldBelow((await heldBy(begat, registered.holder)).held, registered.folder);
    if (files.length > 0) return files;
  }
  throw new BegatError("not_found", `${root} has no artifacts${whereInstead(root, props.location)}`);
}

/** What a node has itself. */
async function heldBy(begat: Client, id: string): Promise<{ root: NodeId; held: readonly Held[] }> {
  const { root, edges } = await begat.lineage(id, { relations: ["has-artifact"], depth: 1, limit: 10_000 });
  return { root, held: edges.filter(({ from }) => from === root).map(({ to, q }) => ({ id: to, q })) };
}

function whereInstead(id: NodeId, location: unknown): string {
  if (typeof location === "string") return `; it is said to be at ${location}`;
  const hasVersions = ["Dataset", "Model"].includes(kindOfId(id));
  return hasVersions ? `; its versions have, such as ${id}@latest` : "";
}
