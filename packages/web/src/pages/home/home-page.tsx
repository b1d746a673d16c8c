import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { healthQuery, ledgerQuery } from "../../api/queries.ts";
import { FindBox } from "../../app/find-box.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Loading } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Section } from "../../parts/section.tsx";
import { useLater } from "../../parts/use-later.ts";
import { Attention } from "./attention.tsx";
import { Counts } from "./counts.tsx";
import { FirstSteps } from "./first-steps.tsx";
import classes from "./home.module.css";
import { LiveFeed } from "./live-feed.tsx";
import { Running } from "./running.tsx";

const RECENT = 100;

/** What is going on: what changed, what runs, what needs a look; on an empty record, how to begin. */
export function HomePage() {
  const health = useQuery(healthQuery());
  const recent = useInfiniteQuery({ ...ledgerQuery({ limit: RECENT }), gcTime: 0, staleTime: Infinity });
  const refresh = useRefresh();
  return (
    <>
      <PageHeader title="Home" />
      <Loaded query={health} what="The server could not be asked" loading={<Top />}>
        {({ entries }) => (entries === 0 ? <FirstSteps /> : <Top entries={entries} />)}
      </Loaded>
      <Loaded query={recent} what="What changed could not be read" loading={<FeedToCome />}>
        {({ pages: [page] }) => {
          const feed = <LiveFeed recent={page?.items.toReversed() ?? []} onChange={refresh} />;
          return health.data?.entries === 0 ? (
            feed
          ) : (
            <div className={classes.columns}>
              {feed}
              <div>
                <Running />
                <Attention />
              </div>
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

/** The box to find anything, and how much there is. */
function Top({ entries }: { entries?: number }) {
  return (
    <>
      <FindBox />
      <Counts entries={entries} />
    </>
  );
}

function FeedToCome() {
  return (
    <div className={classes.columns}>
      <Section title="What changed">
        <Loading lines={12} />
      </Section>
    </div>
  );
}

/** Has everything read anew but the feed, which keeps itself up. */
function useRefresh(): () => void {
  const client = useQueryClient();
  return useLater(() => {
    const isFeed = ([name]: readonly unknown[]): boolean => name === "ledger";
    void client.invalidateQueries({ predicate: ({ queryKey }) => !isFeed(queryKey) });
  });
}
