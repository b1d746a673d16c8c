import type { NodeDetail } from "@begat/client/browser";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMay } from "../../api/use-caller.ts";
import { useSameAs } from "../../api/use-same-as.ts";
import { Evidence } from "../../parts/evidence.tsx";
import { Failure } from "../../parts/failure.tsx";
import { focusOn } from "../../parts/focus-on.ts";
import { NodeLink } from "../../parts/node-link.tsx";

/** Between two datasets that are one. */
export type Join = NodeDetail["edges"][number]["edges"][number];

interface SameAsProps {
  readonly node: NodeDetail;
  /** The join that was undone last. */
  readonly undone: Join | undefined;
  readonly setUndone: (join: Join | undefined) => void;
}

/** The datasets that one is the same as; each join can be undone, and the undoing too. */
export function SameAs({ node, undone, setUndone }: SameAsProps) {
  const mayWrite = useMay("write");
  const sameAs = useSameAs();
  const otherOf = ({ from, to }: Join): string => (from === node.id ? to : from);
  const say = (join: Join, isOn: boolean): void =>
    sameAs.mutate(
      { from: join.from, to: join.to, isOn },
      { onSuccess: () => setUndone(isOn ? undefined : join) },
    );
  const joined = node.edges.filter(({ rel }) => rel === "same-as").flatMap(({ edges }) => edges);
  return (
    <Stack gap={4} aria-live="polite">
      {joined.map((edge) => (
        <Group key={`${edge.from} ${edge.to}`} gap="xs" wrap="nowrap">
          <NodeLink id={otherOf(edge)} />
          <Evidence evidence={edge.evidence} />
          {mayWrite && (
            <Button
              size="compact-xs"
              variant="default"
              disabled={sameAs.isPending}
              onClick={() => say(edge, false)}
              aria-label={`Undo: ${edge.from} is ${edge.to}`}
            >
              Undo
            </Button>
          )}
        </Group>
      ))}
      {undone !== undefined && (
        <Undone
          key={otherOf(undone)}
          other={otherOf(undone)}
          isBusy={sameAs.isPending}
          onJoin={() => say(undone, true)}
        />
      )}
      {sameAs.error !== null && <Failure error={sameAs.error} what="That could not be recorded" />}
    </Stack>
  );
}

interface UndoneProps {
  readonly other: string;
  readonly isBusy: boolean;
  readonly onJoin: () => void;
}

function Undone({ other, isBusy, onJoin }: UndoneProps) {
  return (
    <Group gap="xs">
      <Text size="sm">It is no longer {other}.</Text>
      <Button ref={focusOn} size="compact-xs" variant="light" disabled={isBusy} onClick={onJoin}>
        Join again
      </Button>
    </Group>
  );
}
