import { relationSpec } from "@begat/core";
import { Anchor, Text, Title } from "@mantine/core";
import { Evidence } from "../../../parts/evidence.tsx";
import { KindIcon } from "../../../parts/kind-icon.tsx";
import type { ViewEdge, ViewGraph, ViewNode } from "../graph/view-graph.ts";
import classes from "../lineage.module.css";
import { useChange } from "../use-change.ts";

const MOST = 50;

/** What a node of the drawing came from, and what came from it. */
export function Neighbours({ node, view }: { node: ViewNode; view: ViewGraph }) {
  const byId = new Map(view.nodes.map((one) => [one.id, one]));
  const causes = view.edges.filter(({ from }) => from === node.id);
  const effects = view.edges.filter(({ to }) => to === node.id);
  return (
    <>
      <Side title="Came from" edges={causes} nodeOf={({ to }) => byId.get(to)} side="causes" />
      <Side title="Led to" edges={effects} nodeOf={({ from }) => byId.get(from)} side="effects" />
    </>
  );
}

interface SideProps {
  readonly title: string;
  readonly edges: readonly ViewEdge[];
  readonly nodeOf: (edge: ViewEdge) => ViewNode | undefined;
  readonly side: "causes" | "effects";
}

function Side({ title, edges, nodeOf, side }: SideProps) {
  const change = useChange();
  if (edges.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h6">
        {title} ({edges.length})
      </Title>
      <ul className={classes.steps}>
        {edges.slice(0, MOST).map((edge) => {
          const node = nodeOf(edge);
          if (node === undefined) return null;
          return (
            <li key={edge.id} className={classes.step}>
              <KindIcon kind={node.kind} size={14} />
              <Anchor
                component="button"
                type="button"
                size="xs"
                className={classes.name ?? ""}
                onClick={() => change(() => ({ node: node.id }))}
              >
                {node.title}
              </Anchor>
              <Text size="xs" c="dimmed" span>
                {says(edge, side)}
              </Text>
              {!edge.isIndirect && <Evidence evidence={edge.evidence} />}
            </li>
          );
        })}
      </ul>
      {edges.length > MOST && (
        <Text size="xs" c="dimmed">
          and {(edges.length - MOST).toLocaleString("en")} more
        </Text>
      )}
    </section>
  );
}

/** What an edge says from where one stands, with the qualifiers that it has. */
function says({ isIndirect, relations, edges }: ViewEdge, side: "causes" | "effects"): string {
  if (isIndirect) return "indirectly";
  const names = relations.map((relation) => (side === "causes" ? relation : relationSpec(relation).inverse));
  const q = [...new Set(edges.map((edge) => edge.q))].filter((one) => one !== "").slice(0, 3);
  return `${names.join(", ")}${q.length === 0 ? "" : ` (${q.join(", ")})`}${edges.length > 1 ? ` × ${edges.length}` : ""}`;
}
