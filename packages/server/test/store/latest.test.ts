import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { WritableDatabase } from "../../src/store/database.ts";
import { latest } from "../../src/store/migrations/latest.ts";
import { postgresWords } from "../../src/store/postgres/dialect.ts";
import { sqliteWords } from "../../src/store/sqlite/dialect.ts";
import { STORE_ENGINES } from "../stores.ts";
import { openLedger, TESTER } from "./open-ledger.ts";
import { randomChanges } from "./random-changes.ts";

const RUN_OF = 14;

/** The same as the table says, from what is recorded. */
async function lastMembers({ sql: db }: WritableDatabase): Promise<unknown> {
  const nodes = await db.selectFrom("node").select(["key", "kind", "at"]).execute();
  const versions = await db.selectFrom("version").selectAll().execute();
  const edges = await db
    .selectFrom("edge")
    .selectAll()
    .where("rel", "=", RUN_OF)
    .where("ended_seq", "is", null)
    .execute();
  return nodes
    .map(({ key, kind }) => {
      const own = versions.flatMap(({ parent, node, at }) =>
        parent === key && at !== null ? [{ node, at }] : [],
      );
      const [version] = own.sort((a, b) => b.at - a.at || b.node - a.node);
      const run = Math.max(0, ...edges.filter(({ dst }) => dst === key).map(({ src }) => src));
      const started = nodes.find((node) => node.key === run)?.at ?? null;
      if (version !== undefined) return { node: key, kind, member: version.node, at: version.at };
      return run === 0 ? undefined : { node: key, kind, member: run, at: started };
    })
    .filter((row) => row !== undefined)
    .sort((a, b) => a.node - b.node);
}

const rowsOf = ({ sql: db }: WritableDatabase) =>
  db.selectFrom("latest").selectAll().orderBy("node").execute();

describe.each(STORE_ENGINES)("the last version and run of each node on $name", (engine) => {
  it("follow from what is recorded, after every change and in a database of before", async () => {
    await fc.assert(
      fc.asyncProperty(randomChanges, async (changes) => {
        const ledger = await openLedger(engine);
        const { database } = ledger;
        try {
          for (const change of changes) {
            await ledger.recorder.submit([change], TESTER, { strict: false });
            expect(await rowsOf(database)).toEqual(await lastMembers(database));
          }
          const kept = await rowsOf(database);
          await sql`drop table latest`.execute(database.sql);
          await sql`drop index pointer_held`.execute(database.sql);
          const words = database.dialect.name === "sqlite" ? sqliteWords : postgresWords;
          for (const statement of latest(words)) await sql.raw(statement).execute(database.sql);
          expect(await rowsOf(database)).toEqual(kept);
        } finally {
          await ledger.close();
        }
      }),
      { numRuns: engine.name === "sqlite" ? 40 : 5 },
    );
  });
});
