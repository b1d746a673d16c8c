import { BegatError } from "@begat/core";
import { DataFolder } from "../../data-folder.ts";
import { exists } from "./exists.ts";

/** The database file of a folder; `not_found`, with the ways to name another, when there is none. */
export async function databaseFileOf(data: string, otherwise: string): Promise<string> {
  const { databaseFile } = DataFolder.at(data);
  if (await exists(databaseFile)) return databaseFile;
  throw new BegatError("not_found", `there is no record in ${data}; ${otherwise}`);
}
