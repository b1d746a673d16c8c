import { collect, SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import { askedBy, emptyText, type ListOptions, MORE } from "../listing.ts";
import { FILTER, LIMIT, list, ORDER_BY } from "../options.ts";
import type { Column } from "../render/table.ts";
import { showInstant, showProp, showValue } from "../render/value.ts";
import { bareNamesIn, firstBareName, notesOn } from "./bare-names.ts";

interface Options extends ListOptions {
  readonly columns?: readonly string[];
}

type Run = Readonly<Record<string, unknown>>;

const METRICS = 4;
const PARAMS = 3;

export const runList = command<Options>({
  name: "run list",
  summary: "Runs by metrics, params, tags, data and models",
  options: [
    FILTER,
    ORDER_BY,
    {
      flags: "--columns <names>",
      describes: "what to show of each, such as metrics.auc,params.lr,tags.team",
      read: list,
    },
    LIMIT,
  ],
  examples: [
    "begat run list",
    'begat run list --filter "metrics.auc > 0.9 AND dataset = \'ds:users:v12\'" --order-by "metrics.auc DESC"',
    "begat run list --columns metrics.auc,params.lr,status --limit 10",
  ],
  run: listRuns,
});

async function listRuns({ options, terminal, connect }: Call<Options>): Promise<void> {
  const begat = await connect();
  const { filter, orderBy, columns, limit = SHOWN } = options;
  const query = { ...askedBy(options), ...(columns !== undefined && { columns: [...columns] }) };
  const page = await collect(limit, (part) => begat.runs({ ...query, ...part }));
  const names = namesWithout(page.items as readonly Run[], options);
  for (const note of await notesOn(begat, names)) terminal.note(`begat: ${note}`);
  terminal.answer(page, ({ items, next }) => {
    const rows = items as readonly Run[];
    if (rows.length === 0)
      terminal.note(emptyText("run", options, "record one with: begat publish FILE --as run"));
    else
      terminal.table(
        columns === undefined ? usualColumns(rows, `${orderBy} ${filter}`) : askedColumns(columns),
        rows,
      );
    if (next !== undefined) terminal.note(MORE);
  });
}

/** Bare names that nothing answered to: those of a filter that no run passes, and what an order begins with. */
function namesWithout(runs: readonly Run[], { filter, orderBy, columns }: Options): readonly string[] {
  const [first] = runs;
  if (first === undefined) return filter === undefined ? [] : bareNamesIn(filter);
  // Missing values come last: what the first run lacks, all lack.
  if (orderBy === undefined || columns !== undefined) return [];
  return firstBareName(orderBy).filter((name) => groupOf(first, "props")[name] === undefined);
}

const ID: Column<Run> = { heading: "RUN", cell: (run) => showValue(run.id) };

const NAME: Column<Run> = { heading: "NAME", cell: (run) => showValue(groupOf(run, "props").name) };

/** Whether a run has a name that its id does not say. */
function isNamed(run: Run): boolean {
  const { name } = groupOf(run, "props");
  return typeof name === "string" && !String(run.id).includes(name);
}

function askedColumns(names: readonly string[]): readonly Column<Run>[] {
  const shown = names.map((name) => ({
    heading: name,
    cell: (run: Run) => showProp(name, run[name]),
    right: name.startsWith("metrics."),
  }));
  return [ID, ...shown];
}

/** Name, status, start, the metrics and params that were asked about, and those that most runs have. */
function usualColumns(runs: readonly Run[], asked: string): readonly Column<Run>[] {
  const metrics = runs.map((run) => groupOf(run, "metrics"));
  const params = runs.map((run) => groupOf(groupOf(run, "props"), "params"));
  return [
    ID,
    ...(runs.some(isNamed) ? [NAME] : []),
    { heading: "STATUS", cell: (run) => showValue(groupOf(run, "props").status) },
    { heading: "STARTED", cell: (run) => showInstant(run.at) },
    ...shownOf(metrics, namesIn(asked, "metrics"), METRICS).map((name) => ({
      heading: name,
      cell: (run: Run) => showValue(groupOf(run, "metrics")[name]),
      right: true,
    })),
    ...shownOf(params, namesIn(asked, "params"), PARAMS).map((name) => ({
      heading: name,
      cell: (run: Run) => showValue(groupOf(groupOf(run, "props"), "params")[name]),
    })),
  ];
}

/** The plain names that a filter or an order speaks of: `auc` of `metrics.auc DESC`. */
function namesIn(text: string, group: "metrics" | "params"): readonly string[] {
  return [...text.matchAll(new RegExp(`\\b${group}\\.([\\w.:@/-]+)`, "g"))].map(([, name = ""]) => name);
}

function shownOf(records: readonly Run[], asked: readonly string[], limit: number): readonly string[] {
  const names = [...new Set([...asked, ...commonest(records)])];
  return names.slice(0, Math.max(limit, asked.length));
}

function groupOf(record: Run, name: string): Run {
  return (record[name] ?? {}) as Run;
}

/** The names that records have, those that most have first. */
function commonest(records: readonly Run[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of records.flatMap((record) => Object.keys(record)))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
}
