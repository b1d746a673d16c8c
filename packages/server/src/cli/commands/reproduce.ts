import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReproduceAnswer } from "../../query/reproduce-answer.ts";
import { type Call, command } from "../command.ts";
import { download } from "../files/download.ts";
import { type Kit, kitOf } from "../files/inputs.ts";
import { RemoteArtifacts } from "../files/remote-artifacts.ts";
import { idOf } from "../options.ts";
import { renderReproduction } from "../render/reproduction.ts";
import { count, showSize } from "../render/value.ts";

interface Options {
  readonly into?: string;
}

export const reproduceCommand = command<Options>({
  name: "reproduce",
  summary: "What it takes to repeat a run: code, params, environment, data, and what is missing",
  arguments: [["<id>", "a run or job run, or what one made: a version, a deployment"]],
  options: [
    {
      flags: "--into <folder>",
      describes: "download every artifact and input that is stored, each checked against its hash",
    },
  ],
  examples: ["begat reproduce run-20260428-0001", "begat reproduce model:churn@champion --into repeat/"],
  run: reproduce,
});

async function reproduce(call: Call<Options>): Promise<void> {
  const { args, options, terminal } = call;
  const begat = await call.connect();
  const answer = (await begat.reproduce(idOf("run", args[0] as string))) as ReproduceAnswer;
  if (options.into === undefined)
    return terminal.answer(answer, () => terminal.print(renderReproduction(answer, terminal.layout)));
  const store = new RemoteArtifacts(begat);
  const kit = await kitOf(store, answer);
  const { written, kept } = await download(store, kit.files, options.into, (text) => terminal.progress(text));
  await writeManifest(options.into, answer, kit);
  terminal.answer({ reproduction: answer, ...kit, written, kept }, () =>
    showKit(call, options.into as string, kit, written),
  );
}

/** Writes what was asked for, what is there and what is not beside the files. */
async function writeManifest(
  folder: string,
  answer: ReproduceAnswer,
  { files, missing }: Kit,
): Promise<void> {
  const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  await writeFile(join(folder, "reproduce.json"), text(answer));
  await writeFile(join(folder, "manifest.json"), text({ execution: answer.execution, files, missing }));
}

function showKit(
  { terminal }: Call<Options>,
  folder: string,
  { files, missing }: Kit,
  written: number,
): void {
  const size = showSize(files.reduce((sum, file) => sum + file.size, 0));
  terminal.print(
    `${count(files.length, "file")}, ${size}, verified in ${folder} (${written} new); manifest.json lists them`,
  );
  terminal.print(
    missing.length === 0 ? "Nothing is missing for an exact repeat" : "Missing for an exact repeat:",
  );
  for (const { what, why } of missing) terminal.print(`  ${terminal.style.warn(what)}: ${why}`);
}
