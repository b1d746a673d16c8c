import { Anchor, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { historyQuery } from "../../api/queries.ts";
import { BusyButton } from "../../parts/busy-button.tsx";
import { sourceName } from "../../parts/entry-words.ts";
import { Instant } from "../../parts/instant.tsx";
import { JsonValue } from "../../parts/json-value.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { type Entry, entriesOf } from "./history-entries.ts";
import classes from "./run.module.css";

/** Every entry of the ledger that changed a run, newest first: when, who, what. */
export function HistoryTab({ id }: { id: string }) {
  const query = useInfiniteQuery(historyQuery(id));
  return (
    <Section title="History">
      <Loaded query={query} what="The history could not be read">
        {({ pages }) => (
          <>
            <ol className={classes.list}>
              {entriesOf(pages).map((entry) => (
                <li key={entry.origin.seq} className={classes.entry}>
                  <EntryLine id={id} entry={entry} />
                </li>
              ))}
            </ol>
            {query.hasNextPage && (
              <BusyButton
                mt="sm"
                size="xs"
                variant="default"
                isBusy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                Older entries
              </BusyButton>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function EntryLine({ id, entry: { origin, revision, links } }: { id: string; entry: Entry }) {
  const { seq, recorded_at, actor, source } = origin;
  const patch = Object.entries(revision?.patch ?? {});
  return (
    <>
      <div className={classes.item}>
        <Anchor
          size="sm"
          fw={600}
          renderRoot={(props) => <Link to="/ledger" search={{ node: id, entry: seq }} {...props} />}
        >
          Entry {seq}
        </Anchor>
        <Text size="sm" component="span">
          <Instant at={recorded_at} />
        </Text>
        <NodeLink id={actor} />
        <span className={classes.note}>by {sourceName(source)}</span>
        {revision?.hidden !== undefined && <b>{revision.hidden ? "archived" : "restored"}</b>}
        {revision?.erased && <b>its payload was erased</b>}
      </div>
      {patch.length > 0 && (
        <details className={classes.details}>
          <summary>set {patch.map(([name]) => name).join(", ")}</summary>
          <KeyValues
            items={patch.map(([name, value]) => [name, <Value key={name} value={value} />] as const)}
          />
        </details>
      )}
      {links.map(({ rel, to, q, hasEnded }) => (
        <div key={`${rel} ${to} ${q} ${hasEnded}`} className={classes.link}>
          <span className={classes.note}>
            {hasEnded ? "no longer " : ""}
            {rel}
            {q !== "" && ` as ${q}`}
          </span>
          <NodeLink id={to} />
        </div>
      ))}
    </>
  );
}

/** Null removes what there was. */
function Value({ value }: { value: unknown }) {
  return value === null ? <em>removed</em> : <JsonValue value={value} />;
}
