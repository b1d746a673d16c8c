import type { Database } from "../../store/database.ts";
import { openStoreReader } from "../../store/open.ts";
import type { Place } from "../connection/connect.ts";
import { databaseFileOf } from "../connection/database-file.ts";

/** Opens the database itself to read, whether or not a server runs on it. */
export async function openOffline(place: Place): Promise<Database> {
  return openStoreReader(place.database ?? (await databaseFileOf(place.data)));
}
