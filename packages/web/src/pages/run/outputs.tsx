import type { NodeDetail } from "@begat/client/browser";
import { Section } from "../../parts/section.tsx";
import { EdgeList } from "./edge-list.tsx";
import { edgesOf } from "./edges-of.ts";

/** What a run made: models, dataset versions, checks. What is checked about it is here too. */
export function Outputs({ node }: { node: NodeDetail }) {
  const made = edgesOf(node, "downstream", ["produced-by"]);
  const checks = edgesOf(node, "downstream", ["checks"]);
  const known = new Set(made.edges.map(({ from }) => from));
  const edges = [...made.edges, ...checks.edges.filter(({ from }) => !known.has(from))];
  const more = made.more + checks.more;
  return (
    <Section title={`Outputs and checks (${edges.length + more})`}>
      <EdgeList
        of={node.id}
        edges={edges}
        more={more}
        none="No model and no dataset version came from it yet."
      />
    </Section>
  );
}
