import { Argument, Command as Commander, Option } from "commander";
import type { Command, OptionSpec } from "./command.ts";
import { COMMANDS, NOUNS } from "./commands.ts";
import { EXIT } from "./exit-codes.ts";
import { address, folder, postgresUrl } from "./options.ts";

/** What was asked for. */
export interface Asked {
  readonly command: Command;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

interface ProgramOptions {
  readonly version: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly width: number | undefined;
}

/** The options that every command takes. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--url <url>",
    describes: "the server to ask; BEGAT_URL when left out, with BEGAT_TOKEN",
    read: address,
  },
  { flags: "--data <folder>", describes: "the folder of the record; .begat when left out", read: folder },
  {
    flags: "--database <url>",
    describes: "the PostgreSQL database of the record, postgres://…",
    read: postgresUrl,
  },
  { flags: "--json", describes: "answer in JSON" },
];

/** Reads the command line. Undefined after help was given; throws commander's error for wrong use. */
export async function parseArguments(
  argv: readonly string[],
  options: ProgramOptions,
): Promise<Asked | undefined> {
  let asked: Asked | undefined;
  const program = createProgram(options, (found) => {
    asked = found;
  });
  await program.parseAsync([...argv], { from: "user" });
  return asked;
}

function createProgram(options: ProgramOptions, ask: (asked: Asked) => void): Commander {
  const program = configure(new Commander("begat"), options)
    .description("The record of what came from what in machine learning.")
    .version(options.version, "-V, --version", "the version")
    .helpOption("-h, --help", "help for a command")
    .helpCommand(false)
    .addHelpText("after", HELP);
  for (const spec of GLOBAL_OPTIONS) program.addOption(toOption(spec));
  const nouns = new Map<string, Commander>();
  for (const spec of COMMANDS) {
    const [noun = "", verb] = spec.name.split(" ");
    const parent = verb === undefined ? program : (nouns.get(noun) ?? addNoun(program, noun, options));
    if (verb !== undefined) nouns.set(noun, parent);
    addCommand(parent, verb ?? noun, spec, options, ask);
  }
  return program;
}

const HELP = `
Begin with:
  begat serve                          start a server on the folder .begat
  begat publish run.json               record a run
  begat lineage model:churn:v3         where a model came from
  begat impact ds:users:v12            what a change of data reaches

Exit codes: 0 ok, 1 refused or a check failed, 2 wrong use, 3 not found, 69 unavailable, 74 input or output failed,
130 interrupted.`;

function addNoun(program: Commander, noun: string, options: ProgramOptions): Commander {
  return configure(program.command(noun), options)
    .description(NOUNS[noun] ?? "")
    .helpOption("-h, --help", "help for a command")
    .helpCommand(false);
}

function addCommand(
  parent: Commander,
  name: string,
  spec: Command,
  options: ProgramOptions,
  ask: (asked: Asked) => void,
): void {
  const made = configure(parent.command(name), options)
    .description(spec.summary)
    .helpOption("-h, --help", "this help")
    .addHelpText("after", `\nExamples:\n${spec.examples.map((line) => `  ${line}\n`).join("")}`);
  for (const argument of spec.arguments ?? []) made.addArgument(toArgument(argument));
  for (const option of spec.options ?? []) made.addOption(toOption(option));
  made.action(() => {
    const options = made.optsWithGlobals();
    if (spec.asksNone !== undefined && options.url !== undefined)
      made.error(`error: option '--url <url>' is of no use: ${spec.asksNone}`);
    ask({ command: spec, args: made.args, options });
  });
}

function toArgument([form, describes, read]: NonNullable<Command["arguments"]>[number]): Argument {
  const argument = new Argument(form, describes);
  return read === undefined ? argument : argument.argParser(read);
}

function toOption({ flags, describes, choices, required, read }: OptionSpec): Option {
  const option = new Option(flags, describes);
  if (choices !== undefined) option.choices(choices);
  if (required === true) option.makeOptionMandatory();
  if (read !== undefined) option.argParser(read);
  return option;
}

function configure(command: Commander, { out, err, width }: ProgramOptions): Commander {
  return command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError("Add --help to see how it is used.")
    .configureHelp({ showGlobalOptions: true, ...(width !== undefined && { helpWidth: width }) })
    .configureOutput({
      writeOut: out,
      writeErr: err,
      outputError: (text, write) => write(`begat: ${text.replace(/^error: /, "")}`),
    });
}

/** The exit code that commander's error means: help is no mistake, unless it stands in for a missing command. */
export function exitOfUsage(error: { readonly code: string }): number {
  return ["commander.helpDisplayed", "commander.version"].includes(error.code) ? EXIT.ok : EXIT.usage;
}
