import { BegatError, invalid } from "@begat/core";
import { withoutSecrets } from "@begat/core/naming";
import { DataFolder } from "../../data-folder.ts";
import type { Database, WritableDatabase } from "../../store/database.ts";
import { readHead } from "../../store/ledger/read.ts";
import { compareTables, rebuild, type TableComparison } from "../../store/ledger/rebuild.ts";
import { checkSchema } from "../../store/migrations/migrate.ts";
import { isFile, openStore } from "../../store/open.ts";
import type { Place } from "../connection/connect.ts";
import { exists } from "../connection/exists.ts";
import { openOffline } from "./open-offline.ts";

/** What a rebuild made, and how it compares. */
export interface Rebuilt {
  readonly into: string;
  readonly entries: number;
  readonly tables: readonly TableComparison[];
}

/** Replays the ledger of a database into an empty one and compares their tables. */
export async function rebuildOffline(
  place: Place,
  into: string,
  onProgress: (entries: number) => void,
): Promise<Rebuilt> {
  const from = await openOffline(place);
  try {
    await checkSchema(from);
    const target = await openTarget(into);
    try {
      await rebuild(from, target, onProgress);
      return await compared(from, target, into);
    } finally {
      await target.close();
    }
  } finally {
    await from.close();
  }
}

async function compared(from: Database, into: Database, name: string): Promise<Rebuilt> {
  const { size } = await readHead(into);
  if ((await readHead(from)).size !== size) {
    throw invalid(
      "ledger",
      "it grew while it was read, so that the tables cannot be compared; stop the server and rebuild again",
    );
  }
  return { into: withoutSecrets(name), entries: size, tables: await compareTables(from, into) };
}

/** Opens an empty store. Throws `conflict` for one that holds a record, however small. */
async function openTarget(into: string): Promise<WritableDatabase> {
  const file = isFile(into) ? (await DataFolder.open(into)).databaseFile : undefined;
  if (file !== undefined && (await exists(file))) throw taken(into);
  const database = await openStore(file ?? into);
  if ((await readHead(database)).size === 0) return database;
  await database.close();
  throw taken(into);
}

function taken(into: string): BegatError {
  const message = `into: ${withoutSecrets(into)} holds a record; give an empty place`;
  return new BegatError("conflict", message, { field: "into" });
}
