import type { NodeAnswer } from "../../query/answers.ts";
import { type Call, type Command, command } from "../command.ts";
import { AS_OF, idOf } from "../options.ts";
import { renderNode } from "../render/node.ts";

const RUNS = 10;

interface Options {
  readonly asOf?: string;
}

export const datasetShow = show(
  "dataset",
  "ds",
  "A dataset or a version, and what is next to it",
  "users:v12",
);
export const jobShow = show("job", "job", "A job and its last runs, or one run of it", "clean-users");
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
  prefix: "ds" | "job" | "run" | "model" | "deploy",
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
      if (terminal.json) return terminal.answer(node, () => {});
      // The runs of a job in the past are among its edges.
      const runs =
        node.kind === "Job" && as_of === undefined
          ? await begat.jobRuns(node.id, { limit: RUNS })
          : undefined;
      terminal.print(renderNode(node, terminal.layout, runs));
    },
  });
}
