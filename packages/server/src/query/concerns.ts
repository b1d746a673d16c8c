import type { NodeId } from "@begat/core";
import type { Edge, Graph, Node } from "../store/port.ts";
import type { Concern } from "./answers.ts";

const MANY = 10_000;
const FAILED = new Set<unknown>(["failed", "killed", "aborted"]);

/**
 * What speaks against serving some model versions: that the version is hidden, that what made it failed or is hidden, that a
 * check of it failed.
 */
export async function concernsOf(
  graph: Graph,
  versions: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, readonly Concern[]>> {
  const made = await graph.edges(versions, "upstream", ["produced-by"], MANY);
  const checked = await graph.edges(versions, "downstream", ["checks"], MANY);
  const ids = [...versions, ...made.map(({ to }) => to), ...checked.map(({ from }) => from)];
  const nodes = new Map((await graph.nodes([...new Set(ids)])).map((node) => [node.id, node]));
  return new Map(
    versions.map((version) => [
      version,
      [version, ...others(version, made, checked)].flatMap((id) => concernsWith(nodes.get(id))),
    ]),
  );
}

function others(version: NodeId, made: readonly Edge[], checked: readonly Edge[]): readonly NodeId[] {
  return [
    ...made.filter(({ from }) => from === version).map(({ to }) => to),
    ...checked.filter(({ to }) => to === version).map(({ from }) => from),
  ];
}

function concernsWith(node: Node | undefined): readonly Concern[] {
  if (node === undefined) return [];
  const { id, hidden, props } = node;
  if (FAILED.has(props.status)) return [{ id, what: "failed" }];
  return hidden ? [{ id, what: "hidden" }] : [];
}
