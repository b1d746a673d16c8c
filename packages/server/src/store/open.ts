import { BegatError } from "@begat/core";
import type { Database, LogCarrier, WritableDatabase } from "./database.ts";
import { isPostgres, type StoreLocation } from "./location.ts";

// Each thread loads the driver of its own database alone.
const sqlite = () => import("./sqlite/open.ts");
const postgres = () => import("./postgres/open.ts");

/** Whether the store of a location is a file that one process at a time may write. */
export function isFile(location: StoreLocation): boolean {
  if (/^[a-z]{2,}:\/\//i.test(location) && !isPostgres(location)) {
    throw new BegatError(
      "invalid",
      `database: ${location.split(":")[0]} is not known; give postgres://… or leave it out for SQLite`,
      {
        field: "database",
      },
    );
  }
  return !isPostgres(location);
}

/** Opens a store to write; makes its schema or brings it up to date. */
export async function openStore(location: StoreLocation): Promise<WritableDatabase> {
  return isFile(location) ? (await sqlite()).openSqlite(location) : (await postgres()).openPostgres(location);
}

/** Opens a store to read only. */
export async function openStoreReader(location: StoreLocation): Promise<Database> {
  return isFile(location)
    ? (await sqlite()).openSqliteReader(location)
    : (await postgres()).openPostgresReader(location);
}

/** Opens what carries the log of a SQLite file over into it. */
export async function openStoreLogCarrier(file: string): Promise<LogCarrier> {
  return (await import("./sqlite/log-carrier.ts")).openLogCarrier(file);
}
