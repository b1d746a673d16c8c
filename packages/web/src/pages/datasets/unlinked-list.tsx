import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { unlinkedQuery } from "../../api/queries.ts";
import { useMay } from "../../api/use-caller.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { focusOn } from "../../parts/focus-on.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import { type Pair, useJoins } from "./use-joins.ts";

/** Datasets that were read and that nobody is known to have written, each with those that it may be. */
export function UnlinkedList() {
  const query = useInfiniteQuery(unlinkedQuery());
  const mayWrite = useMay("write");
  const { joined, error, isBusy, join, undo } = useJoins();
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm" maw={720}>
        These were read, and nobody is known to have written them. Each may be the same as a dataset whose
        name ends alike. Once joined, their lineage and impact are one; nothing is rewritten, and it can be
        undone.
      </Text>
      <Stack gap="xs" mb="sm" aria-live="polite">
        {joined.map((pair) => (
          <Joined key={`${pair.from} ${pair.to}`} pair={pair} isBusy={isBusy} undo={undo} />
        ))}
      </Stack>
      {error !== null && <Failure error={error} what="That could not be recorded" />}
      <Loaded query={query} what="The unlinked datasets could not be read">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Empty title="Nothing is unlinked">Everything that was read is known under one name.</Empty>
            );
          return (
            <Stack gap="sm" maw={720}>
              {items.map(({ id, candidates }) => (
                <Unlinked
                  key={id}
                  id={id}
                  candidates={candidates}
                  isBusy={isBusy}
                  {...(mayWrite && { join })}
                />
              ))}
              <ShowMore query={query}>Show more</ShowMore>
            </Stack>
          );
        }}
      </Loaded>
    </>
  );
}

interface UnlinkedProps {
  readonly id: string;
  readonly candidates: readonly string[];
  readonly isBusy: boolean;
  /** Left out where they may not be joined. */
  readonly join?: (a: string, b: string) => void;
}

function Unlinked({ id, candidates, isBusy, join }: UnlinkedProps) {
  return (
    <Paper withBorder p="sm" component="section" aria-label={id}>
      <NodeLink id={id} />
      <Stack gap={6} mt="xs" component="ul" pl={0} my={0} style={{ listStyle: "none" }}>
        {candidates.map((candidate) => (
          <Group key={candidate} component="li" gap="sm" justify="space-between" wrap="nowrap">
            <Group gap="xs" wrap="nowrap" miw={0}>
              <Text size="sm" c="dimmed" flex="none">
                may be
              </Text>
              <NodeLink id={candidate} />
            </Group>
            {join !== undefined && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={isBusy}
                onClick={() => join(id, candidate)}
                flex="none"
                aria-label={`Join ${id} and ${candidate}`}
              >
                Join
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

interface JoinedProps {
  readonly pair: Pair;
  readonly isBusy: boolean;
  readonly undo: (pair: Pair) => void;
}

function Joined({ pair, isBusy, undo }: JoinedProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {pair.from} is {pair.to}.
      </Text>
      <Button
        ref={focusOn}
        size="compact-sm"
        variant="light"
        disabled={isBusy}
        onClick={() => undo(pair)}
        aria-label={`Undo: ${pair.from} is ${pair.to}`}
      >
        Undo
      </Button>
    </Group>
  );
}
