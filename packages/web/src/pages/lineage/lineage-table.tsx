import { Anchor, Group } from "@mantine/core";
import { useMemo } from "react";
import { KindIcon } from "../../parts/kind-icon.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { wordsOf } from "../../parts/words-of.ts";
import { adjacencyOf, distancesFrom } from "./graph/adjacency.ts";
import type { Nearest } from "./graph/nearest.ts";
import type { ViewEdge, ViewNode } from "./graph/view-graph.ts";

interface LineageTableProps {
  readonly view: Nearest;
  readonly onActive: (id: string) => void;
}

/** The same graph as a table: each node, how far it is, what it came from and what came from it. */
export function LineageTable({ view, onActive }: LineageTableProps) {
  const { rows, columns } = useMemo(() => tableOf(view, onActive), [view, onActive]);
  return <VirtualTable label="Nodes of the lineage" rows={rows} rowKey={({ id }) => id} columns={columns} />;
}

function tableOf(view: Nearest, onActive: (id: string) => void) {
  const adjacency = adjacencyOf(view.edges);
  const titles = new Map(view.nodes.map(({ id, title }) => [id, title]));
  const roots = view.nodes.filter(({ isRoot }) => isRoot).map(({ id }) => id);
  const far = distancesFrom(roots, adjacency);
  const rows = [...view.nodes].sort((a, b) => (far.get(a.id) ?? 0) - (far.get(b.id) ?? 0));
  const say = (edges: readonly ViewEdge[] | undefined, end: "from" | "to"): string =>
    (edges ?? []).map((edge) => `${titles.get(edge[end]) ?? edge[end]} (${howOf(edge)})`).join("; ");
  const columns: readonly Column<ViewNode>[] = [
    {
      key: "node",
      header: "Node",
      width: 280,
      cell: (node) => <NodeButton node={node} onClick={() => onActive(node.id)} />,
    },
    { key: "kind", header: "Kind", width: 130, cell: ({ kind }) => wordsOf(kind) },
    {
      key: "inside",
      header: "Folded",
      width: 80,
      isNumber: true,
      cell: ({ members }) => members.length || "",
    },
    { key: "far", header: "Distance", width: 80, isNumber: true, cell: ({ id }) => far.get(id) ?? "" },
    { key: "causes", header: "Came from", width: 320, cell: ({ id }) => say(adjacency.causes.get(id), "to") },
    {
      key: "effects",
      header: "Led to",
      width: 320,
      cell: ({ id }) => say(adjacency.effects.get(id), "from"),
    },
  ];
  return { rows, columns };
}

function NodeButton({ node: { id, kind, title }, onClick }: { node: ViewNode; onClick: () => void }) {
  return (
    <Group gap={6} wrap="nowrap">
      <KindIcon kind={kind} label={false} />
      <Anchor component="button" type="button" size="sm" title={id} onClick={onClick} truncate>
        {title}
      </Anchor>
    </Group>
  );
}

/** How the nodes of an edge belong together, and how that is known. */
function howOf({ isIndirect, relations, evidence }: ViewEdge): string {
  return `${isIndirect ? "indirectly" : relations.join(", ")}, ${evidence}`;
}
