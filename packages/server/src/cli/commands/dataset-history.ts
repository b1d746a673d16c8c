import { LEDGER_PROPS } from "@begat/core";
import type { HistoryAnswer } from "../../query/answers.ts";
import type { EdgeMove, PointerMove, Revision } from "../../store/port/history.ts";
import { collect, SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { MORE } from "../listing.ts";
import { idOf, LIMIT } from "../options.ts";
import { type Column, renderTable } from "../render/table.ts";
import { showInstant, showProp } from "../render/value.ts";
import type { Terminal } from "../terminal.ts";

interface Options {
  readonly limit?: number;
}

export const datasetHistory = command<Options>({
  name: "dataset history",
  summary: "What was said of a dataset or a version, newest first, and by whom",
  arguments: [["<id>", "a dataset, a version, or any other id"]],
  options: [LIMIT],
  examples: ["begat dataset history users:v12", "begat dataset history ds:users --limit 5"],
  run: history,
});

async function history({ args, options, terminal, connect }: Call<Options>): Promise<void> {
  const begat = await connect();
  const id = idOf("ds", args[0] as string);
  const page = await collect(
    options.limit ?? SHOWN,
    (part) => begat.history(id, part) as PromiseLike<HistoryAnswer>,
  );
  terminal.answer(page, (shown) => show(terminal, id, shown));
}

const REVISIONS: readonly Column<Revision>[] = [
  { heading: "ENTRY", cell: ({ seq }) => String(seq), right: true },
  { heading: "RECORDED", cell: ({ recorded_at }) => showInstant(recorded_at) },
  { heading: "BY", cell: ({ actor }) => actor },
  { heading: "SAID", cell: saidOf },
];

function show(
  terminal: Terminal,
  id: string,
  { items, next, pointers = [], edges = [] }: HistoryAnswer,
): void {
  const { layout } = terminal;
  const paint = layout.style.id;
  const moves: readonly Column<PointerMove>[] = [
    { heading: "ENTRY", cell: ({ created_seq }) => String(created_seq), right: true },
    { heading: "POINTER", cell: ({ name }) => `@${name}` },
    { heading: "MOVED TO", cell: ({ to }) => to, paint },
  ];
  const joins: readonly Column<EdgeMove>[] = [
    { heading: "ENTRY", cell: ({ created_seq }) => String(created_seq), right: true },
    { heading: "SAME AS", cell: ({ to }) => to, paint },
    { heading: "UNDONE IN", cell: ({ ended_seq }) => (ended_seq === null ? "" : `entry ${ended_seq}`) },
  ];
  const same = edges.filter(({ rel }) => rel === "same-as");
  const tables = [
    ...(items.length > 0 ? [renderTable(REVISIONS, items, layout)] : []),
    ...(pointers.length > 0 ? [renderTable(moves, pointers, layout)] : []),
    ...(same.length > 0 ? [renderTable(joins, same, layout)] : []),
  ];
  if (tables.length === 0)
    terminal.note(
      `${id} was named by others and never described; see begat lineage ${id} --direction downstream`,
    );
  terminal.print(tables.join("\n"));
  if (next !== undefined) terminal.note(MORE);
}

function saidOf({ patch, hidden, erased }: Revision): string {
  if (erased) return "(erased)";
  if (hidden !== undefined) return hidden ? "hidden" : "shown again";
  const all = Object.entries(patch ?? {});
  const said = all
    .filter(([name]) => !LEDGER_PROPS.has(name))
    .map(([name, value]) => (value === null ? `without ${name}` : `${name}: ${showProp(name, value)}`));
  return said.length > 0 ? said.join(", ") : all.length === 0 ? "named" : "said again";
}
