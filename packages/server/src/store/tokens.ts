import type { Selectable } from "kysely";
import type { Database, Row, WritableDatabase } from "./database.ts";
import type { TokenTable } from "./tables.ts";

const MAX_TOKENS = 10_000;

/** What is kept of every token, newest first. */
export function listTokens({ sql }: Database): Promise<readonly Selectable<TokenTable>[]> {
  return sql.selectFrom("token").selectAll().orderBy("created_at", "desc").limit(MAX_TOKENS).execute();
}

export function findToken({ sql }: Database, id: string): Promise<Selectable<TokenTable> | undefined> {
  return sql.selectFrom("token").selectAll().where("id", "=", id).executeTakeFirst();
}

/** A token as the values of its row. */
export function tokenRow(token: Selectable<TokenTable>): Row {
  const { id, hash, agent, scope, created_at, expires_at, last_used_at, revoked_at } = token;
  return [id, hash, agent, scope, created_at, expires_at, last_used_at, revoked_at];
}

/** Sets one of a token's instants, the first time for good where it was revoked. */
export async function stampToken(
  database: WritableDatabase,
  id: string,
  column: "last_used_at" | "revoked_at",
  at: number,
): Promise<undefined> {
  await database.transaction(async ({ sql }) => {
    const update = sql
      .updateTable("token")
      .set({ [column]: at })
      .where("id", "=", id);
    await (column === "revoked_at" ? update.where("revoked_at", "is", null) : update).execute();
  });
}
