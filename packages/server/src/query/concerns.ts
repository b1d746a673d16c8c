import type { NodeId } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { Node } from "../store/port/nodes.ts";
import type { Concern } from "./answers.ts";

const MAKERS = 10;
const CHECKS = 1_000;
const FAILED = new Set<unknown>(["failed", "killed", "aborted"]);

/**
 * What speaks against serving some model versions: that the version is hidden, that what made it failed or is hidden, that a
 * check of it failed.
 */
export async function concernsOf(
  graph: Graph,
  versions: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, readonly Concern[]>> {
  const made = await graph.edgesOf(versions, "upstream", ["produced-by"], MAKERS);
  const checked = await graph.edgesOf(versions, "downstream", ["checks"], CHECKS);
  const around = versions.map((version) => [
    version,
    ...(made.get(version) ?? []).map(({ to }) => to),
    ...(checked.get(version) ?? []).map(({ from }) => from),
  ]);
  const nodes = new Map((await graph.nodes([...new Set(around.flat())])).map((node) => [node.id, node]));
  return new Map(
    versions.map((version, index) => [
      version,
      (around[index] ?? []).flatMap((id) => concernsWith(nodes.get(id))),
    ]),
  );
}

function concernsWith(node: Node | undefined): readonly Concern[] {
  if (node === undefined) return [];
  const { id, hidden, props } = node;
  if (FAILED.has(props.status)) return [{ id, what: "failed" }];
  return hidden ? [{ id, what: "hidden" }] : [];
}
