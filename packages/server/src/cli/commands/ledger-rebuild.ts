import { BegatError, invalid } from "@begat/core";
import { DataFolder } from "../../data-folder.ts";
import type { Database, WritableDatabase } from "../../store/database.ts";
import { readHead } from "../../store/ledger/read.ts";
import { compareTables, rebuild, type TableComparison } from "../../store/ledger/rebuild.ts";
import { isFile, openStore } from "../../store/open.ts";
import { type Call, command } from "../command.ts";
import { exists } from "../connection/exists.ts";
import { openOffline } from "../connection/offline.ts";
import { EXIT } from "../exit-codes.ts";
import { count } from "../render/value.ts";

interface Options {
  readonly into: string;
}

export const ledgerRebuild = command<Options>({
  name: "ledger rebuild",
  summary: "Replay the ledger into an empty store and compare every table; artifacts and keys are not copied",
  options: [{ flags: "--into <place>", describes: "an empty folder, or a PostgreSQL URL", required: true }],
  examples: [
    "begat ledger rebuild --into rebuilt/",
    "begat ledger rebuild --into postgres://begat@db/rebuilt",
  ],
  run: rebuildInto,
});

interface Rebuilt {
  readonly into: string;
  readonly entries: number;
  readonly tables: readonly TableComparison[];
}

async function rebuildInto({ options, place, terminal }: Call<Options>): Promise<number> {
  const from = await openOffline(place);
  const target = await openTarget(options.into);
  try {
    await rebuild(from, target, (entries) =>
      terminal.progress(`${count(entries, "entry", "entries")} replayed`),
    );
    terminal.progress("comparing the tables");
    const rebuilt = await compared(from, target, options.into);
    terminal.answer(rebuilt, () => {
      terminal.table<TableComparison>(
        [
          { heading: "TABLE", cell: ({ table }) => table },
          { heading: "ROWS", cell: ({ rows }) => String(rows), right: true },
          {
            heading: "REBUILT",
            cell: ({ equal }) => (equal ? "equal" : "differs"),
            paint: (text, { equal }) => (equal ? text : terminal.style.bad(text)),
          },
        ],
        rebuilt.tables,
      );
      terminal.print(`\n${count(rebuilt.entries, "entry", "entries")} replayed into ${options.into}`);
    });
    return rebuilt.tables.every(({ equal }) => equal) ? EXIT.ok : EXIT.refused;
  } finally {
    await target.close();
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
  return { into: name, entries: size, tables: await compareTables(from, into) };
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
  return new BegatError("conflict", `into: ${into} holds a record; give an empty place`, { field: "into" });
}
