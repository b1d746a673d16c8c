import { BegatError } from "@begat/core";
import { DEFAULT_MIGRATION_TABLE, type Kysely, type Migration, Migrator, sql } from "kysely";
import { leafWrite } from "../append/attributes.ts";
import { encodeValue } from "../append/points.ts";
import type { Tables } from "../tables.ts";
import { initial } from "./initial.ts";
import { latest } from "./latest.ts";
import { ledgerOrigin } from "./ledger-origin.ts";
import { oddPoints } from "./odd-points.ts";
import { rejectedEvent } from "./rejected-event.ts";
import { searchLater } from "./search-later.ts";
import { versionTime } from "./version-time.ts";
import type { Words } from "./words.ts";

/** The name of the last migration. */
const NEWEST = "0009-infinite-metrics";

async function execute(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Gives the datasets that are there the last part of their name, as every new one has it. */
async function nameLeaves(db: Kysely<Tables>): Promise<void> {
  for (const { key, id } of await db
    .selectFrom("node")
    .select(["key", "id"])
    .where("kind", "=", "Dataset")
    .execute()) {
    const { row } = leafWrite(key, id);
    if (row !== undefined) await db.insertInto("attribute").values(row).execute();
  }
}

/** Gives infinite metrics their place in the order of numbers, as every new one has it. */
async function orderInfinities(db: Kysely<Tables>): Promise<void> {
  for (const value of ["Infinity", "-Infinity"] as const)
    await db
      .updateTable("metric")
      .set({ last: Number(value) })
      .where("last_code", "=", encodeValue(value).code)
      .execute();
}

/**
 * Brings the schema to the newest version. Forward only; safe to run from two processes at once. Throws `invalid` when
 * a newer version of Begat has been here.
 */
export async function migrate(db: Kysely<Tables>, words: Words): Promise<void> {
  const migrations: Readonly<Record<string, Migration>> = {
    "0001-initial": {
      async up(schema: Kysely<unknown>): Promise<void> {
        await execute(schema, [...initial(words), ...words.search]);
        await sql`insert into ledger_head values (1, 0, 0, ${Buffer.alloc(0)}, 0, 0)`.execute(schema);
      },
    },
    "0003-rejected-event": { up: (schema: Kysely<unknown>) => execute(schema, rejectedEvent(words)) },
    "0004-version-time": {
      async up(schema: Kysely<unknown>): Promise<void> {
        await execute(schema, versionTime(words));
        await nameLeaves(schema as Kysely<Tables>);
      },
    },
    "0005-ledger-origin": { up: (schema: Kysely<unknown>) => execute(schema, ledgerOrigin()) },
    "0006-latest": { up: (schema: Kysely<unknown>) => execute(schema, latest(words)) },
    "0007-odd-points": { up: (schema: Kysely<unknown>) => execute(schema, oddPoints()) },
    "0008-search-later": { up: (schema: Kysely<unknown>) => execute(schema, searchLater(words)) },
    [NEWEST]: { up: (schema: Kysely<unknown>) => orderInfinities(schema as Kysely<Tables>) },
  };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw (await newerSchema(db, Object.keys(migrations))) ?? error;
}

/** The error for a schema that has been brought further than this version knows. */
async function newerSchema(db: Kysely<Tables>, known: readonly string[]): Promise<BegatError | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return undefined;
  const { rows } = await sql<{ readonly name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db);
  const unknown = rows.find(({ name }) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return new BegatError(
    "invalid",
    `the record was opened by a newer Begat (${unknown.name}); use that one, or one newer still`,
  );
}

/** Throws `not_found` for a database that nobody has made a record in. */
export async function checkRecord({ sql: db }: { readonly sql: Kysely<Tables> }): Promise<void> {
  const tables = await db.introspection.getTables();
  if (tables.some(({ name }) => name === "ledger")) return;
  throw new BegatError(
    "not_found",
    "there is no record in this database; name another with --data or --database",
  );
}

/** Throws `invalid` for tables that a newer schema has brought more to: a store that is only read is not migrated. */
export async function checkSchema({ sql: db }: { readonly sql: Kysely<Tables> }): Promise<void> {
  const { rows } = await sql`select name from kysely_migration where name = ${NEWEST}`.execute(db);
  if (rows.length > 0) return;
  throw new BegatError(
    "invalid",
    "the record was last opened by an older Begat; open it once with this one, such as by begat run list",
  );
}
