import type { NodeDetail } from "@begat/client/browser";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lineageQuery } from "../api/queries.ts";
import { Evidence } from "./evidence.tsx";
import { Loaded } from "./loaded.tsx";
import { NodeLink } from "./node-link.tsx";
import { Section } from "./section.tsx";
import { VirtualTable } from "./virtual-table.tsx";

const SHOWN = 10;
const MOST = 10_000;

type EdgesOf = NodeDetail["edges"][number];
type Edge = EdgesOf["edges"][number];

interface EdgeGroupProps {
  readonly node: string;
  readonly group: EdgesOf;
}

/** The neighbours of a node by one relation: the first few, and all of them when they are asked for. */
export function EdgeGroup({ node, group }: EdgeGroupProps) {
  const { name, edges, count } = group;
  const [showsAll, setShowsAll] = useState(false);
  const more = count > SHOWN && (
    <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(!showsAll)}>
      {showsAll ? "Show fewer" : `Show all ${count.toLocaleString("en")}`}
    </Button>
  );
  return (
    <Section title={`${name} (${count.toLocaleString("en")})`} actions={more}>
      {showsAll ? (
        <AllEdges node={node} group={group} />
      ) : (
        <Stack gap={6}>
          {edges.slice(0, SHOWN).map((edge) => (
            <Group key={keyOf(edge)} gap="sm" wrap="nowrap">
              <NodeLink id={otherOf(edge, group)} />
              <Qualifier edge={edge} />
              <Evidence evidence={edge.evidence} />
            </Group>
          ))}
        </Stack>
      )}
    </Section>
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
              { key: "id", header: "Id", width: 420, cell: (edge) => <NodeLink id={otherOf(edge, group)} /> },
              { key: "q", header: "As", cell: (edge) => edge.q },
              { key: "evidence", header: "Known", cell: ({ evidence }) => <Evidence evidence={evidence} /> },
            ]}
          />
          {truncated && (
            <Text size="sm" c="dimmed" mt="xs">
              The first {MOST.toLocaleString("en")} of {count.toLocaleString("en")}
            </Text>
          )}
        </>
      )}
    </Loaded>
  );
}

function Qualifier({ edge }: { edge: Edge }) {
  if (edge.q === "") return null;
  return (
    <Text size="sm" c="dimmed" truncate>
      {edge.q}
    </Text>
  );
}

function otherOf({ from, to }: Edge, { direction }: EdgesOf): string {
  return direction === "upstream" ? to : from;
}

function keyOf({ from, to, q }: Edge): string {
  return `${from} ${to} ${q}`;
}
