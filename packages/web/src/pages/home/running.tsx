import type { NodePage } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type LinkProps, linkOptions } from "@tanstack/react-router";
import { findQuery } from "../../api/queries.ts";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Section } from "../../parts/section.tsx";
import { Lines, nodeLine, SHOWN } from "./lines.tsx";
import { runningFilter } from "./unended.ts";

/** The training runs and job runs that began within a week and have not ended. */
export function Running() {
  const filter = runningFilter();
  const runs = useInfiniteQuery(findQuery({ kind: "Run", filter, limit: SHOWN }));
  const jobRuns = useInfiniteQuery(findQuery({ kind: "JobRun", filter, limit: SHOWN }));
  return (
    <Section title="Running now">
      <Loaded query={runs} what="The running runs could not be read" loading={<Loading lines={1} />}>
        {({ pages: [first] }) => (
          <Loaded query={jobRuns} what="The running jobs could not be read" loading={<Loading lines={1} />}>
            {({ pages: [second] }) =>
              first?.items.length === 0 && second?.items.length === 0 ? (
                <Text size="sm" c="dimmed">
                  Nothing is running.
                </Text>
              ) : (
                <>
                  <Some page={first} all={linkOptions({ to: "/runs", search: { filter } })} />
                  <Some page={second} all={linkOptions({ to: "/jobs", search: { state: "running" } })} />
                </>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}

function Some({ page, all }: { page: NodePage | undefined; all: LinkProps }) {
  if (page === undefined || page.items.length === 0) return null;
  const lines = page.items.map((node) =>
    nodeLine(
      node,
      node.at !== null && (
        <>
          started <Instant at={node.at} />
        </>
      ),
    ),
  );
  return <Lines lines={lines} rest={page.next === undefined ? undefined : all} />;
}
