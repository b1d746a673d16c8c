import type { Node } from "@begat/client";
import { type Instant, versionOf } from "@begat/core";
import { InvalidArgumentError } from "commander";
import type { NodeAnswer } from "../../query/answers.ts";
import { collect, SHOWN } from "../collect.ts";
import { type Call, command } from "../command.ts";
import type { Client } from "../connection/client.ts";
import { askedBy, emptyText, type ListOptions, MORE } from "../listing.ts";
import { FILTER, LIMIT } from "../options.ts";
import { showInstant, showValue } from "../render/value.ts";
import { listUnlinked } from "./list-unlinked.ts";

interface Options extends Omit<ListOptions, "orderBy"> {
  readonly unlinked?: boolean;
}

const AT_ONCE = 8;

export const datasetList = command<Options>({
  name: "dataset list",
  summary: "The datasets, with the latest version of each",
  options: [
    FILTER,
    LIMIT,
    {
      flags: "--unlinked",
      describes: "those that were read and that nobody is known to have written, with what they may be",
    },
  ],
  examples: [
    "begat dataset list",
    "begat dataset list --filter \"tags.domain = 'crm'\"",
    "begat dataset list --unlinked",
  ],
  run: (call) =>
    call.options.unlinked === true
      ? listUnlinked(withoutFilter(call))
      : listVersioned(call, "Dataset", "record one with: begat dataset add NAME FILE"),
});

export const modelList = command<Options>({
  name: "model list",
  summary: "The models, with the latest version and the pointers of each",
  options: [FILTER, LIMIT],
  examples: ["begat model list", "begat model list --json"],
  run: (call) => listVersioned(call, "Model", "record one with: begat publish FILE --as model-version"),
});

function withoutFilter(call: Call<Options>): Call<Options> {
  if (call.options.filter === undefined) return call;
  throw new InvalidArgumentError("--unlinked takes no --filter");
}

async function listVersioned(call: Call<Options>, kind: "Dataset" | "Model", advice: string): Promise<void> {
  const { options, terminal } = call;
  const begat = await call.connect();
  const page = await collect(options.limit ?? SHOWN, (part) =>
    begat.find({ kind, ...askedBy(options), ...part }),
  );
  if (terminal.json) return terminal.answer(page, () => {});
  const noun = kind.toLowerCase();
  if (page.items.length === 0) return terminal.note(emptyText(noun, options, advice));
  const rows = await rowsOf(begat, page.items);
  terminal.table(
    [
      { heading: kind.toUpperCase(), cell: ({ node }) => node.id, paint: terminal.style.id },
      { heading: "LATEST", cell: ({ latest }) => latest },
      { heading: "AT", cell: ({ at }) => showInstant(at) },
      { heading: "POINTERS", cell: ({ pointers }) => pointers },
      { heading: "DESCRIPTION", cell: ({ node }) => showValue(node.props.description) },
    ],
    rows,
  );
  if (page.next !== undefined) terminal.note(MORE);
}

interface Row {
  readonly node: Node;
  readonly latest: string;
  /** When the latest version came to be, else when it was recorded. */
  readonly at: Instant | undefined;
  readonly pointers: string;
}

async function rowsOf(begat: Client, nodes: readonly Node[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < nodes.length; start += AT_ONCE) {
    rows.push(...(await Promise.all(nodes.slice(start, start + AT_ONCE).map((node) => rowOf(begat, node)))));
  }
  return rows;
}

async function rowOf(begat: Client, node: Node): Promise<Row> {
  const { versions, pointers = [] } = (await begat.node(node.id)) as NodeAnswer;
  const moved = pointers.filter(({ name }) => name !== "latest");
  const shown = moved.map(({ name, to }) => `${name} → ${versionOf(to)}`).join(", ");
  const latest = pointers.find(({ name }) => name === "latest");
  if (latest === undefined) return { node, latest: "", at: undefined, pointers: shown };
  const version = versions?.items.find(({ id }) => id === latest.to) ?? (await begat.node(latest.to));
  return { node, latest: versionOf(latest.to), at: version.at ?? latest.created_at, pointers: shown };
}
