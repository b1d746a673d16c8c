import { type Call, command } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { ELSEWHERE } from "../offline/elsewhere.ts";
import type { Rebuilt } from "../offline/rebuild-offline.ts";
import { count } from "../render/value.ts";

interface Options {
  readonly into: string;
}

export const ledgerRebuild = command<Options>({
  name: "ledger rebuild",
  summary: "Replay the ledger into an empty store and compare every table; artifacts and keys are not copied",
  options: [
    {
      flags: "--into <place>",
      describes: "a folder without a record, or the URL of an empty PostgreSQL database",
      required: true,
    },
  ],
  examples: [
    "begat ledger rebuild --into rebuilt/",
    "begat ledger rebuild --into postgres://begat@db/rebuilt",
  ],
  asksNone: ELSEWHERE,
  run: rebuildInto,
});

async function rebuildInto({ options, place, terminal }: Call<Options>): Promise<number> {
  const { rebuildOffline } = await import("../offline/rebuild-offline.ts");
  const rebuilt = await rebuildOffline(place, options.into, (entries) =>
    terminal.progress(`${count(entries, "entry", "entries")} replayed`),
  );
  const { bad } = terminal.style;
  terminal.answer(rebuilt, ({ into, entries, tables }) => {
    terminal.table<Rebuilt["tables"][number]>(
      [
        { heading: "TABLE", cell: ({ table }) => table },
        { heading: "ROWS", cell: ({ rows }) => String(rows), right: true },
        {
          heading: "REBUILT",
          cell: ({ equal }) => (equal ? "equal" : "differs"),
          paint: (text, { equal }) => (equal ? text : bad(text)),
        },
      ],
      tables,
    );
    terminal.print(`\n${count(entries, "entry", "entries")} replayed into ${into}`);
  });
  return rebuilt.tables.every(({ equal }) => equal) ? EXIT.ok : EXIT.refused;
}
