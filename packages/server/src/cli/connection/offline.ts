import { access } from "node:fs/promises";
import { BegatError } from "@begat/core";
import { unlessMissing } from "../../artifacts/disk.ts";
import { DataFolder } from "../../data-folder.ts";
import type { Database } from "../../store/database.ts";
import { isFile, openStoreReader } from "../../store/open.ts";
import type { Place } from "./connect.ts";

/** Opens the database itself to read, whether or not a server runs on it. */
export async function openOffline({ data, database }: Place): Promise<Database> {
  const location = database ?? databaseFileOf(data);
  if (isFile(location) && (await unlessMissing(access(location).then(() => true))) !== true) {
    throw new BegatError("not_found", `there is no record in ${data}; name its folder with --data, or its database with --database`);
  }
  return openStoreReader(location);
}
