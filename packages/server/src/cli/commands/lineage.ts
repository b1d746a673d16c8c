import { InvalidArgumentError } from "commander";
import type { LineageAnswer } from "../../query/answers.ts";
import type { Node } from "../../store/port/nodes.ts";
import { MOST_WALKED } from "../../store/port/walk.ts";
import { type Call, command } from "../command.ts";
import { AS_OF, whole } from "../options.ts";
import { renderDot } from "../render/dot.ts";
import { branchesOf } from "../render/edge-text.ts";
import { renderMermaid } from "../render/mermaid.ts";
import { renderTree } from "../render/tree.ts";
import { showInstant, showValue } from "../render/value.ts";

interface Options {
  readonly direction?: "upstream" | "downstream" | "both";
  readonly depth?: number;
  readonly asOf?: string;
  readonly limit?: number;
  readonly mermaid?: boolean;
  readonly dot?: boolean;
}

const NODES = 1000;

export const lineageCommand = command<Options>({
  name: "lineage",
  summary: "What a node came from, as a tree",
  arguments: [["<id>", "any id, pointer or alias"]],
  options: [
    {
      flags: "--direction <way>",
      describes: "upstream when left out",
      choices: ["upstream", "downstream", "both"],
    },
    { flags: "--depth <n>", describes: "how many edges away at the most", read: whole(1, MOST_WALKED) },
    {
      flags: "--limit <n>",
      describes: "how many nodes at the most; 1000 when left out",
      read: whole(1, MOST_WALKED),
    },
    AS_OF,
    { flags: "--mermaid", describes: "as a Mermaid flowchart" },
    { flags: "--dot", describes: "in the DOT language of Graphviz" },
  ],
  examples: [
    "begat lineage model:churn@champion",
    "begat lineage ds:users:v12 --direction downstream --depth 3",
    "begat lineage model:churn:v3 --dot | dot -Tsvg > lineage.svg",
  ],
  run: lineage,
});

async function lineage({ args, options, terminal, connect }: Call<Options>): Promise<void> {
  if ([options.mermaid, options.dot, terminal.json].filter((given) => given === true).length > 1)
    throw new InvalidArgumentError("give one of --mermaid, --dot and --json");
  const begat = await connect();
  const { direction = "upstream", depth, limit = NODES, asOf: as_of } = options;
  const answer = (await begat.lineage(args[0] as string, {
    direction,
    limit,
    ...(depth !== undefined && { depth }),
    ...(as_of !== undefined && { as_of }),
  })) as LineageAnswer;
  const nodes = answer.nodes as readonly Node[];
  const labels = new Map(nodes.map((node) => [node.id, labelOf(node)]));
  if (options.mermaid === true) terminal.print(renderMermaid(answer.root, labels, answer.edges));
  else if (options.dot === true) terminal.print(renderDot(answer.root, labels, answer.edges));
  else terminal.answer(answer, () => showTrees(terminal, answer, direction));
  if (answer.truncated) terminal.note(`… and more than ${nodes.length} nodes; raise --limit`);
}

function showTrees(
  terminal: Call<Options>["terminal"],
  answer: LineageAnswer,
  direction: "upstream" | "downstream" | "both",
): void {
  const { root, edges } = answer;
  const nodes = new Map((answer.nodes as readonly Node[]).map((node) => [node.id, node]));
  const ways = direction === "both" ? (["upstream", "downstream"] as const) : [direction];
  for (const way of ways) {
    if (direction === "both") terminal.print(`${terminal.style.dim(way)}`);
    const tree = renderTree({
      root,
      branches: branchesOf(root, edges, way),
      style: terminal.style,
      note: (id) => noteOf(nodes.get(id)),
    });
    terminal.print(tree);
  }
  if (edges.length === 0)
    terminal.note(
      `Nothing ${direction === "both" ? "around" : direction === "upstream" ? "that it came from" : "that came from it"} is recorded${direction === "upstream" ? "; try --direction downstream" : ""}`,
    );
}

/** The lines of a box: the id, and what tells people more than it, such as the job of a run. */
function labelOf({ id, props: { name, job } }: Node): readonly string[] {
  const known = name ?? job;
  return typeof known !== "string" || id.includes(known) ? [id] : [id, known];
}

function noteOf(node: Node | undefined): string {
  if (node === undefined) return "";
  const { name, job, environment, status, split } = node.props;
  const known = [name ?? job, environment, status, split]
    .filter((value) => typeof value === "string")
    .map(showValue);
  return [...known, showInstant(node.at), node.unresolved ? "named, never described" : ""]
    .filter((text) => text !== "")
    .join(", ");
}
