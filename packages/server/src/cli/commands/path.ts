import type { PathAnswer } from "../../query/answers.ts";
import { type Call, command } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { AS_OF } from "../options.ts";
import { inverseOf, verbOf } from "../render/edge-text.ts";
import { type Branch, renderTree } from "../render/tree.ts";

interface Options {
  readonly asOf?: string;
}

export const pathCommand = command<Options>({
  name: "path",
  summary: "A shortest way from one node to another; exit code 3 when there is none",
  arguments: [
    ["<from>", "any id, pointer or alias"],
    ["<to>", "another one"],
  ],
  options: [AS_OF],
  examples: ["begat path deploy:churn-2026-04-28 ds:users:v12", "begat path ds:raw:v1 model:churn@champion"],
  run: path,
});

async function path({ args, options, terminal, connect }: Call<Options>): Promise<number> {
  const begat = await connect();
  const { asOf: as_of } = options;
  const answer = (await begat.path(
    args[0] as string,
    args[1] as string,
    as_of === undefined ? {} : { as_of },
  )) as PathAnswer;
  terminal.answer(answer, () => {
    if (answer.direction !== null) terminal.print(pathText(answer, terminal));
    else
      terminal.note(
        `No way leads from ${answer.from} to ${answer.to}${answer.truncated ? " in the part that was searched" : ""}`,
      );
  });
  return answer.direction === null ? EXIT.notFound : EXIT.ok;
}

/** Step after step: at its ends a dataset or model goes on to a version against the way of the others. */
function pathText({ from, edges }: PathAnswer, { style }: Call<Options>["terminal"]): string {
  let here: string = from;
  const branches = edges.map((edge): Branch => {
    const step =
      edge.from === here
        ? { from: here, to: edge.to, verb: verbOf(edge) }
        : { from: here, to: edge.from, verb: inverseOf(edge) };
    here = step.to;
    return step;
  });
  return renderTree({ root: from, branches, style });
}
