import type { Lineage, NodeDetail } from "@begat/client/browser";
import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lineageQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { groupOf } from "../../parts/related.tsx";

const READS = [
  ["trained-on", "Trained on"],
  ["evaluated-on", "Evaluated on"],
  ["used", "Used"],
] as const;
const MOST = 500;

/** A title, and what was read. */
const TO_COME = <Loading lines={2} />;

/** The data that the run which made a version read, by what it was read for. */
export function TrainedOn({ node }: { node: NodeDetail }) {
  return groupOf(node, "upstream", "produced-by") && <DataRead version={node.id} />;
}

function DataRead({ version }: { version: string }) {
  const query = useQuery(
    lineageQuery(version, {
      relations: ["produced-by", "trained-on", "evaluated-on", "used"],
      depth: 2,
      limit: MOST,
    }),
  );
  return (
    <Loaded query={query} what="The data could not be read" loading={TO_COME}>
      {({ edges }) => {
        const makers = new Set(
          edges.filter(({ from, rel }) => from === version && rel === "produced-by").map(({ to }) => to),
        );
        const reads = edges.filter(({ from, rel }) => rel !== "produced-by" && makers.has(from));
        if (reads.length === 0)
          return (
            <Text size="sm" c="dimmed">
              No data is known that it was made from.
            </Text>
          );
        return READS.map(([rel, title]) => (
          <Data key={rel} title={title} edges={reads.filter((edge) => edge.rel === rel)} />
        ));
      }}
    </Loaded>
  );
}

function Data({ title, edges }: { title: string; edges: Lineage["edges"] }) {
  if (edges.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      {edges.map(({ from, to, q }) => (
        <Group key={`${from} ${to} ${q}`} gap="xs" wrap="nowrap" fz="sm">
          <NodeLink id={to} />
          <Text size="xs" c="dimmed">
            {q}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
