import { BegatError, type Receipt } from "@begat/core";
import { append } from "./append/append.ts";
import { keepCursor } from "./cursors.ts";
import type { Row, WritableDatabase } from "./database.ts";
import { type Fatal, fatalReason } from "./fatal.ts";
import { Groups } from "./groups.ts";
import { type Erasure, erase } from "./ledger/erase.ts";
import { type Outcome, refusalOf, type Submission } from "./port/append.ts";
import type { Rejection } from "./port/rejected.ts";
import { keepRejected } from "./rejected.ts";
import { advanceSearchIndex } from "./search-index.ts";
import { stampToken } from "./tokens.ts";

/**
 * The operations of the one writer. They run one after another; each is durable when it answers. After one that was answered
 * as fatal nothing more is written.
 */
export function createWriter(database: WritableDatabase) {
  const turn = createTurns();
  const orFatal = createGuard();
  const groups = new Groups(turn, (submissions) => orFatal(() => appendApart(database, submissions)));
  return {
    ready: async (): Promise<void> => {},
    /** Appends in one transaction with what else comes while the one before is written. */
    append: (submissions: readonly Submission[]): Promise<readonly Outcome[] | Fatal> =>
      groups.add(submissions),
    erase: (erasure: Erasure): Promise<Receipt | Fatal> =>
      turn(() => orFatal(() => eraseAll(database, erasure))),
    /** Goes some entries on; answers how many the index lacks. */
    index: (entries?: number): Promise<number | Fatal> =>
      turn(() => orFatal(() => advanceSearchIndex(database, entries))),
    /** Keeps what is not there yet. */
    insert: (table: "token" | "checkpoint", rows: readonly Row[]): Promise<undefined | Fatal> =>
      turn(() => orFatal(() => insert(database, table, rows))),
    /** Notes when a token was used or revoked, and leaves the rest of it alone. */
    stampToken: (id: string, column: "last_used_at" | "revoked_at", at: number): Promise<undefined | Fatal> =>
      turn(() => orFatal(() => stampToken(database, id, column, at))),
    /** Keeps messages that were refused, the newest of them. */
    keepRejected: (rejections: readonly Rejection[]): Promise<undefined | Fatal> =>
      turn(() => orFatal(() => keepRejected(database, rejections))),
    /** Notes how far a follower of the ledger has come. */
    keepCursor: (name: string, seq: number): Promise<undefined | Fatal> =>
      turn(() => orFatal(() => keepCursor(database, name, seq))),
    /** Begins the database's log anew, where nobody reads; answers whether it could. */
    shortenLog: (patience: number): Promise<boolean | Fatal> =>
      turn(() => orFatal(() => database.shortenLog(patience))),
    /** Closes the database once all that was added is written. */
    close: async (): Promise<void> => {
      await groups.taken();
      await turn(() => database.close());
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;

function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}

/** Answers what fails for good as fatal, and all that comes after too. */
function createGuard(): <T>(work: () => Promise<T>) => Promise<T | Fatal> {
  let known: Fatal | undefined;
  return async (work) => {
    if (known !== undefined) return known;
    try {
      return await work();
    } catch (error) {
      const fatal = fatalReason(error);
      if (fatal === undefined) throw error;
      known = { fatal };
      return known;
    }
  };
}

/**
 * Appends a group, in one transaction unless that is too much for one; when the database itself refuses it, each change alone,
 * so that one cannot fail the others.
 */
async function appendApart(
  database: WritableDatabase,
  submissions: readonly Submission[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let most = submissions.length;
  do {
    const next = submissions.slice(outcomes.length, outcomes.length + most);
    try {
      for (const outcome of await append(database, next)) outcomes.push(outcome);
    } catch (error) {
      if (fatalReason(error) !== undefined) throw error;
      if (next.length === 1 || isAway(error))
        for (const _ of next) outcomes.push(refusalOf(unwritable(error)));
      most = 1;
    }
  } while (outcomes.length < submissions.length);
  return outcomes;
}

/** Whether the database is away, so that there is no use in trying again at once. */
function isAway(error: unknown): error is BegatError {
  return error instanceof BegatError && error.code === "unavailable";
}

function unwritable(error: unknown): BegatError {
  if (isAway(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new BegatError(
    "unavailable",
    `the database did not take it (${message}); try again later`,
    {},
    { cause: error },
  );
}

/** Erases an entry from the ledger, the tables and the full-text index, and from what the database's files still hold. */
async function eraseAll(database: WritableDatabase, erasure: Erasure): Promise<Receipt> {
  const receipt = await erase(database, erasure);
  while ((await advanceSearchIndex(database)) > 0);
  await database.scrub();
  return receipt;
}

async function insert(
  database: WritableDatabase,
  table: "token" | "checkpoint",
  rows: readonly Row[],
): Promise<undefined> {
  await database.transaction((transaction) => transaction.write(table, rows, "ignore"));
}
