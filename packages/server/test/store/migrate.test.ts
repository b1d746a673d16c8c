import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { STORE_ENGINES } from "../stores.ts";

describe.each(STORE_ENGINES)("the schema on $name", (engine) => {
  it("of a newer version is refused with the way out, and stays as it is", async () => {
    const store = await engine.create();
    try {
      const database = await openStore(store.location);
      await sql`insert into kysely_migration values ('9999-from-the-future', '2999-01-01T00:00:00Z')`.execute(
        database.sql,
      );
      await database.close();
      await expect(openStore(store.location)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("9999-from-the-future"),
      });
    } finally {
      await store.remove();
    }
  });
});
