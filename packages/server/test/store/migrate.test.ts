import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { checkSchema, migrate } from "../../src/store/migrations/migrate.ts";
import { postgresWords } from "../../src/store/postgres/dialect.ts";
import { sqliteWords } from "../../src/store/sqlite/dialect.ts";
import { STORE_ENGINES } from "../stores.ts";
import { openLedger } from "./open-ledger.ts";

describe.each(STORE_ENGINES)("a record of another Begat on $name", (engine) => {
  it("is refused when it is newer, and sent to be opened when it is older", async () => {
    const ledger = await openLedger(engine);
    const { sql: db, dialect } = ledger.database;
    try {
      await checkSchema({ sql: db });
      const words = dialect.name === "sqlite" ? sqliteWords : postgresWords;
      await sql`update kysely_migration set name = '0099-later' where name = (select max(name) from kysely_migration)`.execute(
        db,
      );
      await expect(migrate(db, words)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining("opened by a newer Begat"),
      });
      await expect(checkSchema({ sql: db })).rejects.toThrow("opened by an older Begat");
    } finally {
      await ledger.close();
    }
  });

  it("gets infinite metrics put in order where it did not know how", async () => {
    const ledger = await openLedger(engine);
    const { sql: db, dialect } = ledger.database;
    const losses = () => db.selectFrom("metric").select(["name", "last"]).orderBy("last").execute();
    try {
      const at = { step: [0], at: [0] };
      const columns = {
        a: { ...at, value: [1] },
        b: { ...at, value: ["Infinity" as const] },
        c: { ...at, value: ["-Infinity" as const] },
      };
      await ledger.say(
        { assert: "node", id: "run:r", props: {} },
        { assert: "points", of: "run:r", columns },
      );
      const ordered = await losses();
      expect(ordered).toEqual([
        { name: "c", last: Number.NEGATIVE_INFINITY },
        { name: "a", last: 1 },
        { name: "b", last: Number.POSITIVE_INFINITY },
      ]);
      await sql`update metric set last = 0 where last_code <> 0`.execute(db);
      await sql`delete from kysely_migration where name >= '0009'`.execute(db);
      await migrate(db, dialect.name === "sqlite" ? sqliteWords : postgresWords);
      expect(await losses()).toEqual(ordered);
    } finally {
      await ledger.close();
    }
  });
});
