import type { Database, WritableDatabase } from "./database.ts";

/** How far a follower of the ledger has come; undefined when it has not begun. */
export async function readCursor({ sql }: Pick<Database, "sql">, name: string): Promise<number | undefined> {
  const row = await sql.selectFrom("cursor").select("seq").where("name", "=", name).executeTakeFirst();
  return row?.seq;
}

/** Notes how far a follower of the ledger has come. */
export async function keepCursor(database: WritableDatabase, name: string, seq: number): Promise<undefined> {
  await database.transaction((transaction) => transaction.write("cursor", [[name, seq]], "upsert"));
}
