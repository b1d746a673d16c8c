import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { findQuery } from "../../api/queries.ts";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Section } from "../../parts/section.tsx";
import { aWeekAgo } from "./a-week-ago.ts";
import { Lines, nodeLine } from "./lines.tsx";

const SHOWN = 8;

/** The training runs and job runs that began within a week and have not ended. */
export function Running() {
  const filter = `status = 'running' AND started_at >= '${aWeekAgo()}'`;
  const runs = useInfiniteQuery(findQuery({ kind: "Run", filter, limit: SHOWN }));
  const jobRuns = useInfiniteQuery(findQuery({ kind: "JobRun", filter, limit: SHOWN }));
  return (
    <Section title="Running now">
      <Loaded query={runs} what="The running runs could not be read">
        {({ pages: [first] }) => (
          <Loaded query={jobRuns} what="The running jobs could not be read">
            {({ pages: [second] }) => {
              const items = [...(first?.items ?? []), ...(second?.items ?? [])];
              if (items.length === 0)
                return (
                  <Text size="sm" c="dimmed">
                    Nothing is running.
                  </Text>
                );
              const hasMore = first?.next !== undefined || second?.next !== undefined;
              const lines = items.map((node) =>
                nodeLine(
                  node,
                  <>
                    started <Instant at={node.at} />
                  </>,
                ),
              );
              return <Lines lines={lines} hasMore={hasMore} />;
            }}
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}
