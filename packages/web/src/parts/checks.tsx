import type { Node, NodeDetail } from "@begat/client/browser";
import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lineageQuery } from "../api/queries.ts";
import { Instant } from "./instant.tsx";
import { Loaded } from "./loaded.tsx";
import { Loading } from "./loading.tsx";
import { NodeLink } from "./node-link.tsx";
import { groupOf } from "./related.tsx";
import { StatusBadge } from "./status-badge.tsx";

const MOST = 200;

/** The checks of a version, newest first, with what came of them. */
export function Checks({ node }: { node: NodeDetail }) {
  const count = groupOf(node, "downstream", "checks")?.count ?? 0;
  const query = useQuery(
    lineageQuery(node.id, {
      direction: "downstream",
      depth: 1,
      relations: ["checks"],
      kinds: ["Check"],
      limit: MOST,
    }),
  );
  return (
    <Loaded
      query={query}
      what="The checks could not be read"
      loading={<Loading lines={Math.max(1, Math.min(count, MOST))} />}
    >
      {({ nodes }) => {
        const checks = nodes.filter(({ kind }) => kind === "Check").sort(newestFirst);
        if (checks.length === 0)
          return (
            <Text size="sm" c="dimmed">
              Nobody checked it.
            </Text>
          );
        return (
          <Stack gap={4}>
            {checks.map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Check({ check: { id, at, props } }: { check: Node }) {
  return (
    <Group gap="sm">
      <NodeLink id={id}>{typeof props.kind === "string" ? props.kind : id}</NodeLink>
      <StatusBadge status={props.status} />
      {typeof props.description === "string" && <Text size="sm">{props.description}</Text>}
      <Text size="sm" c="dimmed" component="span">
        <Instant at={at} />
      </Text>
    </Group>
  );
}

function newestFirst(a: Node, b: Node): number {
  return Date.parse(b.at ?? "") - Date.parse(a.at ?? "") || b.created_seq - a.created_seq;
}
