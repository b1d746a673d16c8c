import type { Finding, ImportCall } from "../../import/importer.ts";
import { IMPORTERS, type ImporterSpec } from "../../import/importers.ts";
import { type Call, type Command, command } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { Carrier } from "../import/carrier.ts";
import { HASHING_KEEPER, storingKeeper } from "../import/keepers.ts";
import { showReport } from "../import/report.ts";
import { plain } from "../render/plain.ts";

type Options = Readonly<Record<string, string | true | undefined>>;

/** `begat import <source>`, a command for each tool whose files can be read. */
export const importCommands: readonly Command[] = IMPORTERS.map((spec) =>
  command<Options>({
    name: `import ${spec.source}`,
    summary: spec.summary,
    arguments: [["<place>", spec.place]],
    options: [
      ...spec.options,
      {
        flags: "--dry-run",
        describes: "send nothing; print the messages as NDJSON that begat publish reads",
      },
    ],
    examples: spec.examples,
    run: (call) => (call.options.dryRun === undefined ? carry(call, spec) : rehearse(call, spec)),
  }),
);

async function carry(call: Call<Options>, spec: ImporterSpec): Promise<number> {
  const { terminal } = call;
  const begat = () => call.connect({ create: true });
  const carrier = new Carrier(async (messages) => (await begat()).batch(messages));
  const keeper = storingKeeper(begat, () => carrier.end());
  for await (const finding of findings(call, spec, { keeper, record: begat })) {
    await carrier.take(finding);
    terminal.progress(`${carrier.answered} recorded: ${plain(finding.place)}`);
  }
  await carrier.end();
  const report = { source: spec.source, place: call.args[0] as string, ...carrier.report };
  terminal.answer(report, () => showReport(terminal, report));
  return report.faults.length === 0 ? EXIT.ok : EXIT.refused;
}

async function rehearse(call: Call<Options>, spec: ImporterSpec): Promise<number> {
  const { terminal } = call;
  let faults = 0;
  for await (const finding of findings(call, spec, {
    keeper: HASHING_KEEPER,
    record: () => call.connect(),
  })) {
    if (finding.found === "message") terminal.print(JSON.stringify(finding.message));
    else terminal.note(plain(`${finding.found}: ${finding.place}: ${finding.reason}`));
    if (finding.found === "fault") faults += 1;
  }
  return faults === 0 ? EXIT.ok : EXIT.refused;
}

async function* findings(
  { args, options, terminal }: Call<Options>,
  spec: ImporterSpec,
  record: Pick<ImportCall, "keeper" | "record">,
): AsyncIterable<Finding> {
  const { dryRun: _, ...own } = options;
  const run = await spec.load();
  yield* run({
    ...record,
    place: args[0] as string,
    options: own as Readonly<Record<string, string | undefined>>,
    env: terminal.io.env,
  });
}
