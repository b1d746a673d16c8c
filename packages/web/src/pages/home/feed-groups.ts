import type { LedgerEntry } from "@begat/client/browser";
import { type Kind, kindIn } from "@begat/core";
import { assertionsOf, subjectOf } from "../../parts/entry-words.ts";
import { nameOf } from "../../parts/name-of.ts";

/** Entries of one sender by one wire about nodes of one kind, near in time: a burst is one line. */
export interface FeedGroup {
  readonly key: string;
  readonly actor: string;
  readonly source: string;
  /** Undefined for what is about no node, such as an erasure. */
  readonly kind: Kind | undefined;
  readonly entries: number;
  /** The ids of the nodes, each once, those that changed last at the end; the oldest make room. */
  readonly subjects: readonly Subject[];
  /** How many nodes there are at least, as far as they are remembered. */
  readonly nodes: number;
  readonly firstAt: string;
  readonly lastSeq: number;
  readonly lastAt: string;
}

export interface Subject {
  readonly id: string;
  readonly name: string | undefined;
}

export interface Feed {
  /** The one that changed last first. */
  readonly groups: readonly FeedGroup[];
  /** How many entries it was told of. */
  readonly entries: number;
}

export const EMPTY_FEED: Feed = { groups: [], entries: 0 };

/** A group takes entries for so long; then a new one begins. */
const TOGETHER_MS = 10 * 60_000;
const GROUPS = 25;
/** Nodes beyond these are counted again when they come again. */
const REMEMBERED = 500;

/** A feed with some more entries, given oldest first. */
export function withEntries(feed: Feed, entries: readonly LedgerEntry[]): Feed {
  if (entries.length === 0) return feed;
  const groups = new Map(feed.groups.map((group) => [group.key, group]));
  const open = new Map<string, FeedGroup>();
  for (const group of feed.groups.toReversed()) open.set(placeOf(group), group);
  for (const entry of entries) {
    const subject = subjectIn(entry);
    const kind = subject && kindIn(subject.id);
    const place = placeOf({ ...entry, kind });
    const known = open.get(place);
    const isTogether =
      known !== undefined && Date.parse(entry.recorded_at) - Date.parse(known.firstAt) < TOGETHER_MS;
    const group = isTogether ? grown(known, entry, subject) : begun(place, entry, kind, subject);
    open.set(place, group);
    groups.set(group.key, group);
  }
  const newest = [...groups.values()].sort((a, b) => b.lastSeq - a.lastSeq);
  return { groups: newest.slice(0, GROUPS), entries: feed.entries + entries.length };
}

function placeOf({ actor, source, kind }: Pick<FeedGroup, "actor" | "source" | "kind">): string {
  return JSON.stringify([actor, source, kind]);
}

function begun(
  place: string,
  { seq, actor, source, recorded_at }: LedgerEntry,
  kind: Kind | undefined,
  subject: Subject | undefined,
): FeedGroup {
  const subjects = subject === undefined ? [] : [subject];
  const at = { firstAt: recorded_at, lastSeq: seq, lastAt: recorded_at };
  return { key: `${place} ${seq}`, actor, source, kind, entries: 1, subjects, nodes: subjects.length, ...at };
}

function grown(group: FeedGroup, entry: LedgerEntry, subject: Subject | undefined): FeedGroup {
  const at = { entries: group.entries + 1, lastSeq: entry.seq, lastAt: entry.recorded_at };
  if (subject === undefined) return { ...group, ...at };
  const before = group.subjects.find(({ id }) => id === subject.id);
  const others = before === undefined ? group.subjects : group.subjects.filter((other) => other !== before);
  const subjects = [...others, { id: subject.id, name: subject.name ?? before?.name }].slice(-REMEMBERED);
  return { ...group, ...at, subjects, nodes: group.nodes + (before === undefined ? 1 : 0) };
}

function subjectIn(entry: LedgerEntry): Subject | undefined {
  const id = subjectOf(entry);
  if (id === undefined) return undefined;
  const said = assertionsOf(entry).find((assertion) => assertion.assert === "node" && assertion.id === id);
  const isNamed = said?.assert === "node" && (said.props.name !== undefined || said.props.job !== undefined);
  return { id, name: isNamed ? nameOf(said) : undefined };
}
