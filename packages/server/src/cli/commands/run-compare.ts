import type { CompareAnswer } from "../../query/answers.ts";
import { type Call, command } from "../command.ts";
import { idOf } from "../options.ts";
import { showInstant, showValue } from "../render/value.ts";

export const runCompare = command({
  name: "run compare",
  summary: "Runs side by side; what differs is marked",
  arguments: [
    ["<id>", "a run"],
    ["<others...>", "one run more, or several"],
  ],
  examples: ["begat run compare run-1 run-2", "begat run compare run-1 run-2 run-3 --json"],
  run: compare,
});

interface Row {
  readonly name: string;
  readonly values: readonly string[];
  readonly differs: boolean;
}

async function compare({ args, terminal, connect }: Call<object>): Promise<void> {
  const begat = await connect();
  const answer = (await begat.compare(args.map((id) => idOf("run", id)))) as CompareAnswer;
  terminal.answer(answer, () => {
    const rows = rowsOf(answer);
    const bold = (text: string, { differs }: Row): string => (differs ? terminal.style.bold(text) : text);
    terminal.table<Row>(
      [
        { heading: "", cell: ({ differs }) => (differs ? "≠" : ""), paint: terminal.style.warn },
        { heading: "WHAT", cell: ({ name }) => name, paint: bold },
        ...answer.runs.map(({ id }, index) => ({
          heading: id,
          cell: ({ values }: Row) => values[index] ?? "",
          paint: bold,
        })),
      ],
      rows,
    );
    const differing = rows.filter(({ differs }) => differs).length;
    terminal.note(`${differing} of ${rows.length} differ`);
  });
}

function rowsOf({ runs, params, metrics, inputs, differs }: CompareAnswer): readonly Row[] {
  const marked = new Set(differs);
  const group = (name: string, values: Readonly<Record<string, readonly unknown[]>>): readonly Row[] =>
    Object.entries(values).map(([key, each]) => ({
      name: `${name}.${key}`,
      values: each.map(showValue),
      differs: marked.has(`${name}.${key}`),
    }));
  return [
    { name: "name", values: runs.map(({ props }) => showValue(props.name)), differs: false },
    { name: "started", values: runs.map(({ at }) => showInstant(at)), differs: false },
    ...group("metrics", metrics),
    ...group("params", params),
    ...inputs.map(({ id, relation, q, of }) => ({
      name: `${relation}${q === "" ? "" : ` (${q})`} ${id}`,
      values: of.map((has) => (has ? "yes" : "")),
      differs: of.includes(false),
    })),
  ];
}
