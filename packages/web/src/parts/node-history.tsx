import { Anchor, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { historyQuery } from "../api/queries.ts";
import { sourceName } from "./entry-words.ts";
import { type Entry, entriesOf } from "./history-entries.ts";
import { Instant } from "./instant.tsx";
import { JsonValue } from "./json-value.tsx";
import { KeyValues } from "./key-values.tsx";
import { Loaded } from "./loaded.tsx";
import classes from "./node-history.module.css";
import { NodeLink } from "./node-link.tsx";
import { Section } from "./section.tsx";
import { ShowMore } from "./show-more.tsx";

/** Every entry of the ledger that changed a node, newest first: when, who, what. */
export function NodeHistory({ id }: { id: string }) {
  const query = useInfiniteQuery(historyQuery(id));
  return (
    <Section title="History">
      <Loaded query={query} what="The history could not be read">
        {({ pages }) => {
          const entries = entriesOf(pages);
          if (entries.length === 0)
            return (
              <Text size="sm" c="dimmed">
                Others name it; nobody has described it yet.
              </Text>
            );
          return (
            <Stack gap="sm">
              <ol className={classes.entries}>
                {entries.map((entry) => (
                  <li key={entry.origin.seq}>
                    <EntryLine id={id} entry={entry} />
                  </li>
                ))}
              </ol>
              <ShowMore query={query}>Older entries</ShowMore>
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
}

function EntryLine({ id, entry: { origin, revision, links } }: { id: string; entry: Entry }) {
  const { seq, recorded_at, actor, source } = origin;
  const patch = Object.entries(revision?.patch ?? {});
  return (
    <>
      <div className={classes.origin}>
        <Anchor
          size="sm"
          fw={600}
          renderRoot={(props) => <Link to="/ledger" search={{ node: id, entry: seq }} {...props} />}
        >
          Entry {seq}
        </Anchor>
        <Instant at={recorded_at} />
        <NodeLink id={actor} />
        <span className={classes.note}>by {sourceName(source)}</span>
        {revision?.hidden !== undefined && <b>{revision.hidden ? "archived" : "restored"}</b>}
        {revision?.erased && <b>its payload was erased</b>}
      </div>
      {patch.length > 0 && <Patch patch={patch} />}
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

function Patch({ patch }: { patch: readonly (readonly [name: string, value: unknown])[] }) {
  return (
    <details className={classes.patch}>
      <summary>set {patch.map(([name]) => name).join(", ")}</summary>
      <KeyValues
        items={patch.map(([name, value]) => [name, <Value key={name} name={name} value={value} />] as const)}
      />
    </details>
  );
}

/** Null removes what there was. */
function Value({ name, value }: { name: string; value: unknown }) {
  return value === null ? <em>removed</em> : <JsonValue name={name} value={value} />;
}
