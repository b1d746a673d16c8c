import type { Client } from "./connection/client.ts";
import type { Place } from "./connection/connect.ts";
import type { Terminal } from "./terminal.ts";

export interface OptionSpec {
  /** As commander writes them: `--limit <n>`. */
  readonly flags: string;
  readonly describes: string;
  readonly choices?: readonly string[];
  /** Without it the command is not run. */
  readonly required?: boolean;
  /** Reads the text; throws commander's `InvalidArgumentError` for what it cannot be. */
  readonly read?: (text: string) => unknown;
}

export interface Opening {
  /** Whether a folder without a record becomes one. */
  readonly create?: boolean;
  /** Told how many bytes of streamed bodies have been sent. */
  readonly onSent?: (bytes: number) => void;
}

/** What a running command is given. */
export interface Call<O> {
  readonly args: readonly string[];
  readonly options: O;
  readonly terminal: Terminal;
  readonly place: Place;
  /** Opens the record once; it is closed after the command. */
  connect(options?: Opening): Promise<Client>;
  /** Ends the process at once: the store cannot be written any more. */
  readonly onFatal: (reason: string) => void;
}

/** One command. The parser, the help and the test of docs/cli.md are read from these. */
export interface Command<O = Readonly<Record<string, unknown>>> {
  /** Noun and verb, `dataset add`. */
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly (readonly [form: string, describes: string, read?: OptionSpec["read"]])[];
  readonly options?: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Why it asks no server: one that is typed is wrong use, as what is here would be taken for that one's. */
  readonly asksNone?: string;
  /** Answers the exit code; undefined is 0. */
  readonly run: (call: Call<O>) => Promise<number> | Promise<void>;
}

/** Declares a command whose `run` knows the types of its options. */
export function command<O>(spec: Command<O>): Command {
  return spec as unknown as Command;
}
