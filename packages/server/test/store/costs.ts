import type { Assertion, Props } from "@begat/core";
import type { KyselyPlugin } from "kysely";
import type { Outcome } from "../../src/store/port/append.ts";
import type { StoreEngine } from "../stores.ts";
import { openLedger, TESTER, type TestLedger } from "./open-ledger.ts";

export const at = (hour: number, minute = 0): string =>
  `2026-04-28T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00.000Z`;

export const version = (id: string, hour?: number): Assertion => ({
  assert: "node",
  id,
  props: { native_version: id },
  ...(hour !== undefined && { at: at(hour) }),
});

export const made = (id: string, run: string): Assertion => ({
  assert: "edge",
  from: id,
  rel: "produced-by",
  to: run,
});

export const bind = (run: string, of: string): Assertion => ({ assert: "bind", from: run, rel: "used", of });

export const used = (run: string, to: string): Assertion => ({ assert: "edge", from: run, rel: "used", to });

export const same = (assert: "edge" | "end", from: string, to: string): Assertion => ({
  assert,
  from,
  rel: "same-as",
  to,
});

/** A read of an execution that began then. */
export const reads = (run: string, of: string, hour: number, minute = 0): readonly Assertion[] => [
  { assert: "node", id: run, props: {}, at: at(hour, minute) },
  bind(run, of),
];

/** What it takes to write something. */
interface Cost {
  readonly queries: number;
  readonly rows: number;
}

/** A ledger that counts what its writer asks the database for. */
export class CountedLedger {
  readonly #ledger: TestLedger;
  readonly #counts: { queries: number; rows: number; transactions: number };

  private constructor(ledger: TestLedger, counts: { queries: number; rows: number; transactions: number }) {
    this.#ledger = ledger;
    this.#counts = counts;
  }

  static async open(engine: StoreEngine): Promise<CountedLedger> {
    const counts = { queries: 0, rows: 0, transactions: 0 };
    const counting: KyselyPlugin = {
      transformQuery({ node }) {
        counts.queries++;
        return node;
      },
      async transformResult({ result }) {
        counts.rows += result.rows.length;
        return result;
      },
    };
    const ledger = await openLedger(engine, (database) => ({
      ...database,
      transaction: (work, durability) => {
        counts.transactions++;
        return database.transaction(
          (inner) => work({ ...inner, sql: inner.sql.withPlugin(counting) }),
          durability,
        );
      },
    }));
    return new CountedLedger(ledger, counts);
  }

  get database(): TestLedger["database"] {
    return this.#ledger.database;
  }

  say(...assertions: readonly Assertion[]): ReturnType<TestLedger["say"]> {
    return this.#ledger.say(...assertions);
  }

  close(): Promise<void> {
    return this.#ledger.close();
  }

  /** Records changes as one group. */
  submit(...changes: readonly (readonly Assertion[])[]): Promise<readonly Outcome[]> {
    return this.#ledger.recorder.submit(
      changes.map((assertions) => ({ source: "native", assertions })),
      TESTER,
      { strict: false },
    );
  }

  /** What it takes to do something. */
  async cost(work: () => Promise<unknown>): Promise<Cost & { readonly transactions: number }> {
    const before = { ...this.#counts };
    await work();
    const { queries, rows, transactions } = this.#counts;
    return {
      queries: queries - before.queries,
      rows: rows - before.rows,
      transactions: transactions - before.transactions,
    };
  }

  /** What it takes to record changes as one group. */
  async costOf(...changes: readonly (readonly Assertion[])[]): Promise<Cost> {
    const { queries, rows } = await this.cost(async () => {
      for (const outcome of await this.submit(...changes))
        if ("error" in outcome) throw new Error(outcome.error.message);
    });
    return { queries, rows };
  }

  /** How many reads hang on a version. */
  async boundTo(id: string): Promise<number> {
    const { bound } = await this.database.sql
      .selectFrom("edge")
      .innerJoin("node", "node.key", "edge.dst")
      .select((eb) => eb.fn.countAll().as("bound"))
      .where("node.id", "=", id)
      .where("evidence", "=", 3)
      .where("ended_seq", "is", null)
      .executeTakeFirstOrThrow();
    return Number(bound);
  }

  /** The versions on which the reads of an execution hang. */
  async boundOf(run: string): Promise<readonly string[]> {
    return (await this.#readsOf(run)).map(({ id }) => id);
  }

  /** The datasets that an execution read, by what its edges say. */
  async readBy(run: string): Promise<readonly unknown[]> {
    return (await this.#readsOf(run))
      .flatMap(({ props }) => {
        const { also = [], dataset } = JSON.parse(props ?? "{}") as Props;
        return [dataset, ...(also as readonly Props[]).map((other) => other.dataset)];
      })
      .sort();
  }

  #readsOf(run: string) {
    return this.database.sql
      .selectFrom("edge")
      .innerJoin("node as source", "source.key", "edge.src")
      .innerJoin("node as target", "target.key", "edge.dst")
      .select(["target.id", "edge.props"])
      .where("source.id", "=", run)
      .where("evidence", "=", 3)
      .where("ended_seq", "is", null)
      .orderBy("target.id")
      .execute();
  }

  /** A dataset with versions of some hours, read by so many executions that began one after another from an hour on. */
  async haveRead(of: string, hours: readonly number[], executions: number, hour: number): Promise<void> {
    for (const each of hours) await this.say(version(`${of}:x${each}`, each));
    for (let index = 0; index < executions; index++)
      await this.say(...reads(`jobrun:${of.slice(3)}-${index}`, of, hour, index));
  }
}
