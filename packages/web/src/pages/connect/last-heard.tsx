import type { LedgerEntry, Sources } from "@begat/client/browser";
import { Anchor, Loader, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { findQuery } from "../../api/queries.ts";
import { subjectOf } from "../../parts/entry-words.ts";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./connect.module.css";
import type { SourceKey } from "./search.ts";
import type { ConnectedSource } from "./sources.ts";

/** What came since the page is open, by source: the last entry, and how many. */
export type Heard = Readonly<
  Partial<Record<SourceKey, { readonly entry: LedgerEntry; readonly count: number }>>
>;

/** Waits for something of a source, and says when it came. */
export function LastHeard({ heard }: { heard: Heard[SourceKey] }) {
  return (
    <div className={classes.heard} role="status">
      {heard === undefined ? (
        <>
          <Loader size={14} type="dots" aria-hidden />
          <Text size="sm">Waiting for the next message …</Text>
        </>
      ) : (
        <>
          <IconCircleCheck size={18} color="var(--mantine-color-green-text)" aria-hidden />
          <Text size="sm" component="div" className={classes.heardText}>
            Received {heard.count === 1 ? "a message" : `${heard.count} messages`}
            {subjectOf(heard.entry) !== undefined && (
              <>
                {", the last about "}
                <NodeLink id={subjectOf(heard.entry) ?? ""} />
              </>
            )}{" "}
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/ledger" search={{ entry: heard.entry.seq }} {...props} />}
            >
              entry {heard.entry.seq}
            </Anchor>
          </Text>
        </>
      )}
    </div>
  );
}

/** When something came by the wire of a source, in a few words. */
export function LastWords({ last }: { last: Sources["items"][number] | undefined }) {
  if (last === undefined) return <>nothing yet</>;
  return <Instant at={last.recorded_at} />;
}

/** The newest run that one of several tools that send by one wire has told of. */
export function NewestRun({ source }: { source: ConnectedSource }) {
  const filter = `producer LIKE '${source.producer}'`;
  const query = useInfiniteQuery(findQuery({ kind: "JobRun", filter, limit: 1 }));
  const node = query.data?.pages[0]?.items[0];
  if (query.isPending) return null;
  return (
    <Text size="sm" c="dimmed" component="div" className={classes.heardText}>
      {node === undefined ? (
        `${source.name} has sent nothing yet.`
      ) : (
        <>
          Its newest run started <Instant at={node.at} />: <NodeLink id={node.id} />
        </>
      )}
    </Text>
  );
}
