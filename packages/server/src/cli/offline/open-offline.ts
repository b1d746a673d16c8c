import type { Database } from "../../store/database.ts";
import { checkRecord } from "../../store/migrations/migrate.ts";
import { openStoreReader } from "../../store/open.ts";
import type { Place } from "../connection/connect.ts";
import { databaseFileOf } from "../connection/database-file.ts";
import { ELSEWHERE } from "./elsewhere.ts";

/** Opens the database itself to read, whether or not a server runs on it. */
export async function openOffline(place: Place): Promise<Database> {
  const database = await openStoreReader(place.database ?? (await databaseFileOf(place.data, ELSEWHERE)));
  try {
    await checkRecord(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
