import type { LedgerEntry } from "@begat/client/browser";
import type { Kind } from "@begat/core";
import { Anchor, Button, Group, Loader, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useState } from "react";
import { sourceName } from "../../parts/entry-words.ts";
import { Instant } from "../../parts/instant.tsx";
import { KindIcon } from "../../parts/kind-icon.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { manyWords } from "../../parts/words-of.ts";
import type { Feed, FeedGroup } from "./feed-groups.ts";
import classes from "./home.module.css";
import { useAnnouncement } from "./use-announcement.ts";
import { useFeed } from "./use-feed.ts";

interface LiveFeedProps {
  /** The last entries, oldest first. */
  readonly recent: readonly LedgerEntry[];
  /** Told, now and then, that there is more. */
  readonly onChange: () => void;
}

/** What changed lately, as it comes; it can be held still to be read. */
export function LiveFeed({ recent, onChange }: LiveFeedProps) {
  const now = useFeed(recent, onChange);
  const [held, setHeld] = useState<Feed>();
  const feed = held ?? now;
  const announcement = useAnnouncement(now.entries - recent.length);
  if (now.entries === 0) return <Waiting />;
  return (
    <Section
      title="What changed"
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={held === undefined ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
          onClick={() => setHeld(held === undefined ? now : undefined)}
        >
          {held === undefined ? "Pause" : resumeWords(now.entries - held.entries)}
        </Button>
      }
    >
      <VisuallyHidden role="status">{held === undefined ? announcement : ""}</VisuallyHidden>
      <ul className={classes.feed} aria-label="Changes, the last first">
        {feed.groups.map((group) => (
          <FeedLine key={group.key} group={group} />
        ))}
      </ul>
      <Anchor size="sm" renderRoot={(props) => <Link to="/ledger" {...props} />}>
        See older changes in the ledger
      </Anchor>
    </Section>
  );
}

function Waiting() {
  return (
    <Group gap="xs" mt="lg" role="status">
      <Loader size={14} type="dots" aria-hidden />
      <Text size="sm">Waiting for the first message …</Text>
    </Group>
  );
}

function resumeWords(waiting: number): string {
  return waiting === 0 ? "Go on" : `Show ${waiting.toLocaleString("en")} more`;
}

function FeedLine({ group }: { group: FeedGroup }) {
  const { kind, entries, actor, source, lastAt } = group;
  return (
    <li className={classes.line}>
      {kind !== undefined && <KindIcon kind={kind} label={false} />}
      <Stack gap={2} className={classes.lineText}>
        <Subjects group={group} />
        <Text size="xs" c="dimmed" component="div" className={classes.origin}>
          {entries === 1 ? "1 entry" : `${entries.toLocaleString("en")} entries`} · {sourceName(source)} ·{" "}
          {actor.replace(/^agent:/, "")} · <Instant at={lastAt} />
        </Text>
      </Stack>
    </li>
  );
}

const NAMED = 3;

/** What a line is about: how many, the last of them by name, and the way to the rest. */
function Subjects({ group }: { group: FeedGroup }) {
  const { kind, subjects, nodes, entries } = group;
  const named = subjects.slice(-NAMED).toReversed();
  const more = nodes - named.length;
  return (
    <Group gap={6} className={classes.names}>
      {nodes > 1 && kind !== undefined && (
        <Text component="span" size="sm" fw={600}>
          {nodes.toLocaleString("en")} {manyWords(kind)}
        </Text>
      )}
      {nodes === 0 && (
        <Text component="span" size="sm" fw={600}>
          {entries === 1 ? "An entry was erased" : `${entries} entries were erased`}
        </Text>
      )}
      {named.map(({ id, name }) => (
        <NodeLink key={id} id={id} icon={false}>
          {name}
        </NodeLink>
      ))}
      {more > 0 && (
        <Anchor size="xs" underline="always" renderRoot={(its) => <Link {...placeOfRest(group)} {...its} />}>
          and {more.toLocaleString("en")} more
        </Anchor>
      )}
    </Group>
  );
}

/** Where the rest of a line is: in the list of its kind, of artifacts in the ledger. */
function placeOfRest({ kind, actor }: FeedGroup): LinkProps {
  if (kind === undefined || kind === "Artifact") return { to: "/ledger", search: { actor } };
  const to = LISTS[kind];
  return to === undefined ? { to: "/search", search: { kinds: [kind] } } : { to };
}

const LISTS = { Run: "/runs", Dataset: "/datasets", Job: "/jobs", Model: "/models" } as Partial<
  Record<Kind, "/runs" | "/datasets" | "/jobs" | "/models">
>;
