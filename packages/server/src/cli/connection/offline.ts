import { BegatError } from "@begat/core";
import { DataFolder } from "../../data-folder.ts";
import type { Database } from "../../store/database.ts";
import { openStoreReader } from "../../store/open.ts";
import type { Place } from "./connect.ts";
import { exists } from "./exists.ts";

/** Opens the database itself to read, whether or not a server runs on it. */
export async function openOffline(place: Place): Promise<Database> {
  return openStoreReader(place.database ?? (await databaseFileOf(place.data)));
}

/** The database file of a folder; `not_found` when there is none. */
export async function databaseFileOf(data: string): Promise<string> {
  if (await exists(data)) {
    const { databaseFile } = await DataFolder.open(data);
    if (await exists(databaseFile)) return databaseFile;
  }
  throw new BegatError(
    "not_found",
    `there is no record in ${data}; begin one with begat serve or begat publish, or name another with --data, --database or BEGAT_URL`,
  );
}
