import type { NodeDetail } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { historyQuery } from "../../api/queries.ts";
import { useMay } from "../../api/use-caller.ts";
import { Failure } from "../../parts/failure.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { SmallTable } from "../../parts/small-table.tsx";
import { MovePointer } from "./move-pointer.tsx";
import { type Move, useMoves } from "./use-moves.ts";

type Pointer = NonNullable<NodeDetail["pointers"]>[number];

interface PointersProps {
  readonly model: string;
  readonly held: readonly Pointer[];
  readonly versions: readonly string[];
}

/** Where the pointers of a model stand and stood; they can be moved, and a move can be undone. */
export function Pointers({ model, held, versions }: PointersProps) {
  const [isMoving, setMoving] = useState(false);
  const { last, error, isBusy, move, undo } = useMoves(model, held);
  const history = useInfiniteQuery(historyQuery(model));
  const mayWrite = useMay("write");
  const actions = (
    <Group gap="sm" aria-live="polite">
      {last !== undefined && <LastMove move={last} isBusy={isBusy} onUndo={undo} />}
      <Button size="xs" variant="default" disabled={versions.length === 0} onClick={() => setMoving(true)}>
        Move a pointer
      </Button>
    </Group>
  );
  return (
    <Section title="Pointers" actions={mayWrite && actions}>
      {error !== null && <Failure error={error} what="The pointer was not moved" />}
      <MovePointer
        isOpen={isMoving}
        held={held}
        versions={versions}
        onClose={() => setMoving(false)}
        onMove={(name, to) => {
          setMoving(false);
          move(name, to);
        }}
      />
      <Loaded
        query={history}
        what="The history of the pointers could not be read"
        loading={<Loading lines={held.length + 1} />}
      >
        {({ pages }) => <Moves moves={pages[0]?.pointers ?? []} />}
      </Loaded>
    </Section>
  );
}

interface LastMoveProps {
  readonly move: Move;
  readonly isBusy: boolean;
  readonly onUndo: () => void;
}

function LastMove({ move: { name, to }, isBusy, onUndo }: LastMoveProps) {
  return (
    <>
      <Text size="sm">
        {name} {to === null ? "is gone" : `stands at ${versionOf(to)}`} now.
      </Text>
      <Button size="compact-sm" variant="light" disabled={isBusy} onClick={onUndo}>
        Undo
      </Button>
    </>
  );
}

function Moves({ moves }: { moves: readonly Pointer[] }) {
  if (moves.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No pointer stands at a version yet.
      </Text>
    );
  return (
    <SmallTable
      label="Pointers"
      minWidth={420}
      rows={moves}
      rowKey={({ name, created_seq }) => `${name} ${created_seq}`}
      columns={[
        { header: "Pointer", cell: ({ name }) => name },
        { header: "Version", cell: ({ to }) => <NodeLink id={to}>{versionOf(to)}</NodeLink> },
        { header: "Since", cell: ({ created_at }) => <Instant at={created_at} /> },
        { header: "Until", cell: (move) => <Until seq={move.ended_seq} next={nextOf(move, moves)} /> },
      ]}
    />
  );
}

/** The move that ended another. */
function nextOf({ name, ended_seq }: Pointer, moves: readonly Pointer[]): Pointer | undefined {
  return moves.find((move) => move.name === name && move.created_seq === ended_seq);
}

/** When a pointer went on to another version; where it was taken away, the entry that says so. */
function Until({ seq, next }: { seq: number | null; next: Pointer | undefined }) {
  if (seq === null) return "now";
  if (next !== undefined) return <Instant at={next.created_at} />;
  return (
    <Anchor size="sm" renderRoot={(its) => <Link to="/ledger" search={{ entry: seq }} {...its} />}>
      taken away in entry {seq}
    </Anchor>
  );
}
