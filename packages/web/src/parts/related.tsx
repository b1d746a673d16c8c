import type { NodeDetail } from "@begat/client/browser";
import type { Relation } from "@begat/core";
import { Text } from "@mantine/core";
import { EdgeGroup } from "./neighbours.tsx";
import { Section } from "./section.tsx";

type Group = NodeDetail["edges"][number];

/** The neighbours that a node has by a relation. */
export function groupOf(node: NodeDetail, direction: Group["direction"], rel: Relation): Group | undefined {
  return node.edges.find((group) => group.direction === direction && group.rel === rel);
}

interface RelationOf {
  readonly node: NodeDetail;
  readonly direction: Group["direction"];
  readonly rel: Relation;
}

interface RelatedProps extends RelationOf {
  /** Said when there are none. */
  readonly none: string;
}

/** The neighbours of a node by one relation, or that there are none. */
export function Related({ node, direction, rel, none }: RelatedProps) {
  const group = groupOf(node, direction, rel);
  return (
    <Text size="sm" component="div" c={group === undefined ? "dimmed" : undefined}>
      {group === undefined ? none : <EdgeGroup node={node.id} group={group} />}
    </Text>
  );
}

/** A section with the neighbours of a node by one relation, where there are any. */
export function RelatedSection({ title, node, direction, rel }: RelationOf & { readonly title: string }) {
  const group = groupOf(node, direction, rel);
  if (group === undefined) return null;
  return (
    <Section title={title}>
      <EdgeGroup node={node.id} group={group} />
    </Section>
  );
}
