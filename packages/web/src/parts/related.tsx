import type { NodeDetail } from "@begat/client/browser";
import type { Relation } from "@begat/core";
import { Group, Stack, Text } from "@mantine/core";
import { Evidence } from "./evidence.tsx";
import { NodeLink } from "./node-link.tsx";

type EdgeGroup = NodeDetail["edges"][number];

/** The neighbours that a node has by a relation. */
export function groupOf(
  node: NodeDetail,
  direction: EdgeGroup["direction"],
  rel: Relation,
): EdgeGroup | undefined {
  return node.edges.find((group) => group.direction === direction && group.rel === rel);
}

interface RelatedProps {
  readonly group: EdgeGroup | undefined;
  /** Said when there are none. */
  readonly none?: string;
}

/** The nodes at the other end of edges, each with its role and how it is known. */
export function Related({ group, none = "None recorded." }: RelatedProps) {
  if (group === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  }
  const { direction, edges, count, truncated } = group;
  return (
    <Stack gap={4}>
      {edges.map((edge) => {
        const other = direction === "upstream" ? edge.to : edge.from;
        return (
          <Group key={`${other} ${edge.q}`} gap="xs" wrap="nowrap">
            <NodeLink id={other} />
            {edge.q !== "" && (
              <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                {edge.q}
              </Text>
            )}
            <Evidence evidence={edge.evidence} />
          </Group>
        );
      })}
      {truncated && (
        <Text size="sm" c="dimmed">
          and {(count - edges.length).toLocaleString("en")} more, which the lineage has
        </Text>
      )}
    </Stack>
  );
}
