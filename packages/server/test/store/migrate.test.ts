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
});
