import type { History } from "@begat/client/browser";

type Revision = History["items"][number];
type Origin = NonNullable<History["entries"]>[number];

/** What one entry of the ledger did to a node: its revision, and the edges that began or ended with it. */
export interface Entry {
  readonly origin: Origin;
  readonly revision: Revision | undefined;
  readonly links: readonly Link[];
}

interface Link {
  readonly rel: string;
  readonly to: string;
  readonly q: string;
  readonly hasEnded: boolean;
}

/** The entries behind the pages of a history, newest first; edges as far back as the pages go. */
export function entriesOf(pages: readonly History[]): readonly Entry[] {
  const revisions = new Map(pages.flatMap(({ items }) => items).map((revision) => [revision.seq, revision]));
  const links = linksBySeq(pages[0]?.edges ?? []);
  const origins = new Map(
    [...(pages[0]?.entries ?? []), ...revisions.values()].map((from) => [from.seq, from]),
  );
  const oldest = pages.at(-1)?.next === undefined ? 0 : Math.min(...revisions.keys());
  return [...origins.values()]
    .filter(({ seq }) => seq >= oldest)
    .sort((a, b) => b.seq - a.seq)
    .map((origin) => ({
      origin,
      revision: revisions.get(origin.seq),
      links: links.get(origin.seq) ?? [],
    }));
}

function linksBySeq(edges: NonNullable<History["edges"]>): ReadonlyMap<number, readonly Link[]> {
  const links = new Map<number, Link[]>();
  const add = (seq: number, link: Link): void => {
    links.set(seq, [...(links.get(seq) ?? []), link]);
  };
  for (const { rel, to, q, created_seq, ended_seq } of edges) {
    add(created_seq, { rel, to, q, hasEnded: false });
    if (ended_seq !== null) add(ended_seq, { rel, to, q, hasEnded: true });
  }
  return links;
}
