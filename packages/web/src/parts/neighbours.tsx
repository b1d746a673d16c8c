import type { NodeDetail } from "@begat/client/browser";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lineageQuery } from "../api/queries.ts";
import { countText } from "./count-text.ts";
import { Evidence } from "./evidence.tsx";
import { KeyValues } from "./key-values.tsx";
import { Loaded } from "./loaded.tsx";
import { NodeLink } from "./node-link.tsx";
import classes from "./parts.module.css";
import { Section } from "./section.tsx";
import { VirtualTable } from "./virtual-table.tsx";

const SHOWN = 8;
const MOST = 10_000;
const SIDES = [
  ["upstream", "Upstream"],
  ["downstream", "Downstream"],
] as const;

type EdgesOf = NodeDetail["edges"][number];
type Edge = EdgesOf["edges"][number];

/** The neighbours of a node, by relation, both ways. */
export function Neighbours({ node }: { node: NodeDetail }) {
  return SIDES.map(([direction, title]) => {
    const groups = node.edges.filter((group) => group.direction === direction);
    if (groups.length === 0) return null;
    return (
      <Section key={direction} title={title}>
        <KeyValues
          items={groups.map((group) => [
            group.count > 1 ? `${group.name} (${countText(group.count)})` : group.name,
            <EdgeGroup key={group.rel} node={node.id} group={group} />,
          ])}
        />
      </Section>
    );
  });
}

interface EdgeGroupProps {
  readonly node: string;
  readonly group: EdgesOf;
}

/** The first few edges of a relation, and all of them when they are asked for. */
export function EdgeGroup({ node, group }: EdgeGroupProps) {
  const { edges, count } = group;
  const [showsAll, setShowsAll] = useState(false);
  return (
    <Stack gap={6} align="stretch">
      {showsAll ? (
        <AllEdges node={node} group={group} />
      ) : (
        edges.slice(0, SHOWN).map((edge) => (
          <Group key={keyOf(edge)} gap="sm" wrap="nowrap" className={classes.edge}>
            <NodeLink id={otherOf(edge, group)} />
            {edge.q !== "" && (
              <Text span inherit c="dimmed" truncate flex="none" maw="40%">
                {edge.q}
              </Text>
            )}
            <Evidence evidence={edge.evidence} />
          </Group>
        ))
      )}
      {count > SHOWN && (
        <Button variant="subtle" size="compact-xs" w="fit-content" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? "Show fewer" : `Show all ${countText(count)}`}
        </Button>
      )}
    </Stack>
  );
}

function AllEdges({ node, group }: EdgeGroupProps) {
  const { direction, rel: relation, count } = group;
  const limit = Math.min(MOST, count + 1);
  const query = useQuery(lineageQuery(node, { direction, relations: [relation], depth: 1, limit }));
  return (
    <Loaded query={query} what="The neighbours could not be read">
      {({ edges, truncated }) => (
        <>
          <VirtualTable
            label={group.name}
            rows={edges}
            rowKey={keyOf}
            columns={[
              { key: "id", header: "Id", width: 320, cell: (edge) => <NodeLink id={otherOf(edge, group)} /> },
              { key: "q", header: "As", cell: (edge) => edge.q },
              {
                key: "evidence",
                header: "Known",
                width: 120,
                cell: (edge) => <Evidence evidence={edge.evidence} />,
              },
            ]}
          />
          {truncated && (
            <Text size="sm" c="dimmed">
              The first {MOST.toLocaleString("en")} of {countText(count)}
            </Text>
          )}
        </>
      )}
    </Loaded>
  );
}

function otherOf({ from, to }: Edge, { direction }: EdgesOf): string {
  return direction === "upstream" ? to : from;
}

function keyOf({ from, to, q }: Edge): string {
  return `${from} ${to} ${q}`;
}
