import type { NodePage, Production, RejectedPage, UnlinkedPage } from "@begat/client/browser";
import type { Kind } from "@begat/core";
import { Anchor, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, type LinkProps, linkOptions } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { findQuery, productionQuery, rejectedQuery, unlinkedQuery } from "../../api/queries.ts";
import { sourceName } from "../../parts/entry-words.ts";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./home.module.css";
import { Lines, nodeLine, SHOWN } from "./lines.tsx";
import { stuckFilter } from "./unended.ts";

const FAILED = "status = 'failed'";

/** Something that somebody should look at, under its heading. */
export interface Concern {
  readonly title: string;
  readonly lines: ReactNode;
}

/** All of it, what serves first, each found by an index and none read to its end. */
export function useAttention() {
  const stuck = stuckFilter();
  const production = useQuery(productionQuery());
  const found = [
    useNodes("Training runs that failed", "Run", FAILED, { to: "/runs", search: { filter: FAILED } }),
    useNodes("Job runs that failed", "JobRun", FAILED, { to: "/jobs", search: { state: "failed" } }),
    useNodes("Checks that failed", "Check", FAILED, {
      to: "/search",
      search: { kinds: ["Check"], filter: FAILED },
    }),
    useNodes("Training runs that never ended", "Run", stuck, { to: "/runs", search: { filter: stuck } }),
    useNodes("Job runs that never ended", "JobRun", stuck, { to: "/jobs", search: { state: "running" } }),
  ];
  const rejected = useInfiniteQuery(rejectedQuery());
  const unlinked = useInfiniteQuery(unlinkedQuery());
  const queries = [production, ...found.map(({ query }) => query), rejected, unlinked];
  const concerns = [
    served(production.data?.deployments ?? []),
    ...found.map(({ concern }) => concern),
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

/** The newest nodes of a kind that pass a filter, and the page that has all of them. */
function useNodes(title: string, kind: Kind, filter: string, all: LinkProps) {
  const query = useInfiniteQuery(findQuery({ kind, filter, limit: SHOWN }));
  return { query, concern: listed(title, query.data?.pages[0], all) };
}

function served(deployments: Production["deployments"]): Concern | undefined {
  const doubtful = deployments.filter(({ concerns }) => concerns.length > 0);
  if (doubtful.length === 0) return undefined;
  const lines = doubtful.map(({ id, environment, concerns }) => ({
    key: id,
    text: (
      <>
        <NodeLink id={id} />
        <Text size="xs" c="dimmed" component="div" className={classes.but}>
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
