import type { NodeDetail } from "@begat/client/browser";
import { Group, Stack, Text } from "@mantine/core";
import { Evidence } from "./evidence.tsx";
import { Instant } from "./instant.tsx";
import { JsonValue } from "./json-value.tsx";
import { KeyValues } from "./key-values.tsx";
import { NodeLink } from "./node-link.tsx";
import { Section } from "./section.tsx";

/** What is recorded of a node itself, its other names, and its neighbours by relation. */
export function NodeFacts({ node }: { node: NodeDetail }) {
  const props = Object.entries(node.props).map(
    ([name, value]) => [name, <JsonValue key={name} value={value} />] as const,
  );
  const aliases = node.aliases.map(({ scheme, value }) => [scheme, value] as const);
  return (
    <>
      <Section title="Properties">
        <KeyValues items={[["at", <Instant key="at" at={node.at} />], ...props]} />
      </Section>
      {aliases.length > 0 && (
        <Section title="Other names">
          {aliases.map(([scheme, value]) => (
            <KeyValues key={`${scheme} ${value}`} items={[[scheme, value]]} />
          ))}
        </Section>
      )}
      {node.edges.map((group) => (
        <EdgeGroup key={`${group.direction} ${group.rel}`} node={node.id} group={group} />
      ))}
    </>
  );
}

function EdgeGroup({ node, group }: { node: string; group: NodeDetail["edges"][number] }) {
  const { direction, name, edges, count } = group;
  return (
    <Section title={`${name} (${count})`}>
      <Stack gap={4}>
        {edges.map((edge) => {
          const other = direction === "upstream" ? edge.to : edge.from;
          return (
            <Group key={`${other === node ? "" : other} ${edge.q}`} gap="xs" wrap="nowrap">
              <NodeLink id={other} />
              {edge.q !== "" && (
                <Text size="xs" c="dimmed">
                  {edge.q}
                </Text>
              )}
              <Evidence evidence={edge.evidence} />
            </Group>
          );
        })}
      </Stack>
    </Section>
  );
}
