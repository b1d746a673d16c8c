import type { LedgerEvent } from "@begat/client/browser";
import { Code, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { sourcesQuery } from "../../api/queries.ts";
import { useLedgerEvents } from "../../api/use-ledger-events.ts";
import { useSession } from "../../api/use-session.ts";
import { PageHeader } from "../../parts/page-header.tsx";
import { useLater } from "../../parts/use-later.ts";
import classes from "./connect.module.css";
import type { Heard } from "./last-heard.tsx";
import { RefusedEvents } from "./refused-events.tsx";
import { SourceList } from "./source-list.tsx";
import { SourcePanel } from "./source-panel.tsx";
import { CONNECTED, isFrom } from "./sources.ts";
import { Tokens } from "./tokens.tsx";

const route = getRouteApi("/connect");

/** How what runs elsewhere comes in here: the lines to paste, the tokens, what came and what was refused. */
export function ConnectPage() {
  const { source = "mlflow" } = route.useSearch();
  const { hasToken } = useSession();
  const last = useQuery(sourcesQuery());
  const [token, setToken] = useState<string>();
  const heard = useHeard();
  const chosen = CONNECTED.find(({ key }) => key === source) ?? CONNECTED[0];
  return (
    <>
      <PageHeader title="Connect">
        <Text size="sm" component="div">
          This server is at <Code>{location.origin}</Code>.{" "}
          {hasToken ? "It asks for a token." : "It answers this machine alone, and asks for no token."}
        </Text>
      </PageHeader>
      <div className={classes.columns}>
        <SourceList chosen={source} last={last.data?.items} heard={heard} />
        {chosen !== undefined && (
          <SourcePanel
            key={chosen.key}
            source={chosen}
            heard={heard[chosen.key]}
            token={token ?? (hasToken ? "bgt_…" : undefined)}
            isMade={token !== undefined}
            onToken={setToken}
          />
        )}
      </div>
      <Tokens made={token} onToken={setToken} />
      <RefusedEvents />
    </>
  );
}

/** What came from each source since the page is open; what the page shows of the record is read anew for it. */
function useHeard(): Heard {
  const client = useQueryClient();
  const [heard, setHeard] = useState<Heard>({});
  const refresh = useLater(() => {
    for (const name of ["sources", "rejected", "find"]) void client.invalidateQueries({ queryKey: [name] });
  });
  const hear = ({ entry }: LedgerEvent): void => {
    setHeard((before) => withEntry(before, entry));
    refresh();
  };
  useLedgerEvents(hear, { onStart: refresh });
  return heard;
}

type Entry = Parameters<typeof isFrom>[1];

/** What was heard, with an entry more: of every source that it may be from. */
function withEntry(heard: Heard, entry: Entry): Heard {
  const from = CONNECTED.filter((source) => isFrom(source, entry));
  const next = Object.fromEntries(
    from.map(({ key }) => [key, { entry, count: (heard[key]?.count ?? 0) + 1 }]),
  );
  return { ...heard, ...next };
}
