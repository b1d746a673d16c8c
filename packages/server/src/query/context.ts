import type { Entry, EntryRange, LastEntry } from "../store/port/entries.ts";
import type { Graph } from "../store/port/graph.ts";
import type { RejectedEvent } from "../store/port/rejected.ts";

/** What a query is answered from: the store for one reader. */
export interface QueryContext {
  /**
   * The graph as of an entry number or an instant of recording, or now. Throws `invalid` for a text that is neither,
   * `not_found` when nothing had been recorded.
   */
  graph(asOf?: string | number): Promise<Graph>;
  /** How many entries the ledger has. */
  size(): Promise<number>;
  /** Entries of the ledger as the reader may see them. */
  entries(range: EntryRange): Promise<readonly Entry[]>;
  /** The last entry of each wire that any came by. */
  lastEntries(): Promise<readonly LastEntry[]>;
  /** Messages that were refused, the newest first, after the one with an id. */
  rejected(limit: number, after?: string): Promise<readonly RejectedEvent[]>;
  /** The secret that cursors are signed with, the same in every process that answers for one store. */
  readonly cursorKey: Uint8Array;
}
