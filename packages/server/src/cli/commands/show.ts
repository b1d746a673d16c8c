import type { NodeAnswer } from "../../query/answers.ts";
import { type Call, type Command, command } from "../command.ts";
import { AS_OF, idOf } from "../options.ts";
import { renderNode } from "../render/node.ts";

interface Options {
  readonly asOf?: string;
}

export const datasetShow = show(
  "dataset",
  "ds",
  "A dataset or a version, and what is next to it",
  "users:v12",
);
export const runShow = show(
  "run",
  "run",
  "A run: params, metrics, data, code, artifacts",
  "run-20260428-0001",
);
export const modelShow = show(
  "model",
  "model",
  "A model or a version, and what is next to it",
  "churn@champion",
);
export const deploymentShow = show(
  "deployment",
  "deploy",
  "A rollout of a model version",
  "churn-2026-04-28",
);

function show(
  noun: string,
  prefix: "ds" | "run" | "model" | "deploy",
  summary: string,
  example: string,
): Command {
  return command<Options>({
    name: `${noun} show`,
    summary,
    arguments: [["<id>", `such as ${example} or ${prefix}:${example}`]],
    options: [AS_OF],
    examples: [`begat ${noun} show ${example}`, `begat ${noun} show ${example} --as-of 2026-04-28 --json`],
    run: async ({ args, options, terminal, connect }: Call<Options>) => {
      const begat = await connect();
      const { asOf: as_of } = options;
      const node = (await begat.node(
        idOf(prefix, args[0] as string),
        as_of === undefined ? {} : { as_of },
      )) as NodeAnswer;
      terminal.answer(node, () => terminal.print(renderNode(node, terminal.layout)));
    },
  });
}
