import type { NodePage, Production, RejectedPage, UnlinkedPage } from "@begat/client/browser";
import { Anchor, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, type LinkProps, linkOptions } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { findQuery, productionQuery, rejectedQuery, unlinkedQuery } from "../../api/queries.ts";
import { sourceName } from "../../parts/entry-words.ts";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { aWeekAgo } from "./a-week-ago.ts";
import classes from "./home.module.css";
import { Lines, nodeLine, SHOWN } from "./lines.tsx";

const filter = "status = 'failed'";

/** Something that somebody should look at, under its heading. */
export interface Concern {
  readonly title: string;
  readonly lines: ReactNode;
}

/** All of it, what serves first, each found by an index and none read to its end. */
export function useAttention() {
  const production = useQuery(productionQuery());
  const runs = useInfiniteQuery(findQuery({ kind: "Run", filter, limit: SHOWN }));
  const jobRuns = useInfiniteQuery(findQuery({ kind: "JobRun", filter, limit: SHOWN }));
  const checks = useInfiniteQuery(findQuery({ kind: "Check", filter, limit: SHOWN }));
  const stuck = `status = 'running' AND NOT started_at >= '${aWeekAgo()}'`;
  const stuckRuns = useInfiniteQuery(findQuery({ kind: "Run", filter: stuck, limit: SHOWN }));
  const stuckJobRuns = useInfiniteQuery(findQuery({ kind: "JobRun", filter: stuck, limit: SHOWN }));
  const rejected = useInfiniteQuery(rejectedQuery());
  const unlinked = useInfiniteQuery(unlinkedQuery());
  const queries = [production, runs, jobRuns, checks, stuckRuns, stuckJobRuns, rejected, unlinked];
  const concerns = [
    served(production.data?.deployments ?? []),
    listed(
      "Training runs that failed",
      runs.data?.pages[0],
      linkOptions({ to: "/runs", search: { filter } }),
    ),
    listed(
      "Job runs that failed",
      jobRuns.data?.pages[0],
      linkOptions({ to: "/jobs", search: { state: "failed" } }),
    ),
    listed(
      "Checks that failed",
      checks.data?.pages[0],
      linkOptions({ to: "/search", search: { kinds: ["Check"], filter } }),
    ),
    listed(
      "Training runs that never ended",
      stuckRuns.data?.pages[0],
      linkOptions({ to: "/runs", search: { filter: stuck } }),
    ),
    listed(
      "Job runs that never ended",
      stuckJobRuns.data?.pages[0],
      linkOptions({ to: "/jobs", search: { state: "running" } }),
    ),
    refused(rejected.data?.pages[0]),
    mayBeOne(unlinked.data?.pages[0]),
  ];
  return {
    concerns: concerns.filter((concern) => concern !== undefined),
    isPending: queries.some((query) => query.isPending),
    error: queries.find((query) => query.error !== null)?.error ?? null,
    retry: () => void Promise.all(queries.map((query) => query.refetch())),
  };
}

function served(deployments: Production["deployments"]): Concern | undefined {
  const doubtful = deployments.filter(({ concerns }) => concerns.length > 0);
  if (doubtful.length === 0) return undefined;
  const lines = doubtful.map(({ id, environment, concerns }) => ({
    key: id,
    text: (
      <>
        <NodeLink id={id} />
        <Text size="xs" c="dimmed" component="div">
          {environment === null ? "serves" : `serves in ${environment}`}, but
        </Text>
        {concerns.slice(0, SHOWN).map((concern) => (
          <div key={concern.id} className={classes.also}>
            <NodeLink id={concern.id}>
              {concern.id} {concern.what === "hidden" ? "is archived" : "failed"}
            </NodeLink>
          </div>
        ))}
      </>
    ),
  }));
  return { title: "Live, and doubtful", lines: <Lines lines={lines} /> };
}

function listed(title: string, page: NodePage | undefined, all: LinkProps): Concern | undefined {
  if (page === undefined || page.items.length === 0) return undefined;
  const lines = page.items.map((node) => nodeLine(node, <Instant at={node.at} />));
  return { title, lines: <Lines lines={lines} rest={page.next === undefined ? undefined : all} /> };
}

function refused(page: RejectedPage | undefined): Concern | undefined {
  if (page === undefined || page.items.length === 0) return undefined;
  const lines = page.items.map(({ id, source, message, received_at }) => ({
    key: id,
    text: (
      <>
        <Text size="sm" lineClamp={2}>
          {message}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {sourceName(source)} · <Instant at={received_at} /> ·{" "}
          <Anchor size="xs" underline="always" renderRoot={(props) => <Link to="/connect" {...props} />}>
            see what was sent
          </Anchor>
        </Text>
      </>
    ),
  }));
  const rest = lines.length > SHOWN ? linkOptions({ to: "/connect" }) : undefined;
  return { title: "Events that were refused", lines: <Lines lines={lines} rest={rest} /> };
}

function mayBeOne(page: UnlinkedPage | undefined): Concern | undefined {
  if (page === undefined || page.items.length === 0) return undefined;
  const lines = page.items.map(({ id, candidates: [first] }) => ({
    key: id,
    text: (
      <>
        <NodeLink id={id} />
        {first !== undefined && (
          <div className={classes.also}>
            <Text size="xs" c="dimmed" component="span">
              perhaps the same as
            </Text>
            <NodeLink id={first} icon={false} />
          </div>
        )}
      </>
    ),
  }));
  return {
    title: "Datasets that were read and that nobody wrote",
    lines: <Lines lines={lines} rest={linkOptions({ to: "/datasets", search: { tab: "unlinked" } })} />,
  };
}
