import type { Lineage } from "@begat/client/browser";
import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lineageQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";

const READS = [
  ["trained-on", "Trained on"],
  ["evaluated-on", "Evaluated on"],
  ["used", "Used"],
] as const;
const MOST = 500;

/** The data that the run which made a version read, by what it was read for. */
export function TrainedOn({ version }: { version: string }) {
  const query = useQuery(
    lineageQuery(version, {
      relations: ["produced-by", "trained-on", "evaluated-on", "used"],
      depth: 2,
      limit: MOST,
    }),
  );
  return (
    <Loaded query={query} what="The data could not be read">
      {({ edges }) => {
        const makers = new Set(
          edges.filter(({ from, rel }) => from === version && rel === "produced-by").map(({ to }) => to),
        );
        return READS.map(([rel, title]) => (
          <Data
            key={rel}
            title={title}
            edges={edges.filter((edge) => edge.rel === rel && makers.has(edge.from))}
          />
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
