import type { NodeDetail } from "@begat/client/browser";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { begat } from "../../api/session.ts";
import { Evidence } from "../../parts/evidence.tsx";
import { Failure } from "../../parts/failure.tsx";
import { NodeLink } from "../../parts/node-link.tsx";

type Edge = NodeDetail["edges"][number]["edges"][number];

/** The datasets that one is the same as; each join can be undone, and the undoing too. */
export function SameAs({ node }: { node: NodeDetail }) {
  const client = useQueryClient();
  const [undone, setUndone] = useState<Edge>();
  const mutation = useMutation({
    mutationFn: async ({ edge, isOn }: { readonly edge: Edge; readonly isOn: boolean }) => {
      const { from, to } = edge;
      const join = { from, rel: "same-as", to } as const;
      await (isOn ? begat().publish.edge(join) : begat().publish.end(join));
      setUndone(isOn ? undefined : edge);
      await client.invalidateQueries();
    },
  });
  const joined = node.edges.filter(({ rel }) => rel === "same-as").flatMap(({ edges }) => edges);
  if (joined.length === 0 && undone === undefined) return null;
  return (
    <Stack gap={4} aria-live="polite">
      {joined.map((edge) => (
        <Group key={`${edge.from} ${edge.to}`} gap="xs" wrap="nowrap">
          <NodeLink id={edge.from === node.id ? edge.to : edge.from} />
          <Evidence evidence={edge.evidence} />
          <Button
            size="compact-xs"
            variant="default"
            disabled={mutation.isPending}
            onClick={() => mutation.mutate({ edge, isOn: false })}
            aria-label={`Undo: ${edge.from} is ${edge.to}`}
          >
            Undo
          </Button>
        </Group>
      ))}
      {undone !== undefined && (
        <Group gap="xs">
          <Text size="sm">It is no longer {undone.from === node.id ? undone.to : undone.from}.</Text>
          <Button
            size="compact-xs"
            variant="light"
            disabled={mutation.isPending}
            onClick={() => mutation.mutate({ edge: undone, isOn: true })}
          >
            Join again
          </Button>
        </Group>
      )}
      {mutation.error !== null && <Failure error={mutation.error} what="That could not be recorded" />}
    </Stack>
  );
}
