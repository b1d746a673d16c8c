import type { NodeDetail } from "@begat/client/browser";
import { Section } from "../../parts/section.tsx";
import { EdgeList } from "./edge-list.tsx";
import { edgesOf } from "./edges-of.ts";

/** What a run read, each in its role. */
export function Inputs({ node }: { node: NodeDetail }) {
  const { edges, more } = edgesOf(node, "upstream", ["trained-on", "evaluated-on", "used", "seeded-by"]);
  return (
    <Section title={`Inputs (${edges.length + more})`}>
      <EdgeList of={node.id} edges={edges} more={more} none="Nothing that it read was recorded." />
    </Section>
  );
}
