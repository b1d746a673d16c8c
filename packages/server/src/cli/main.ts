import { writeSync } from "node:fs";
import { BegatError } from "@begat/core";
import { CommanderError } from "commander";
import { VERSION } from "../version.ts";
import type { Call } from "./command.ts";
import { type Connection, connect, type Place } from "./connection/connect.ts";
import { EXIT, exitCodeOf, isSystemError } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { type Asked, exitOfUsage, parseArguments } from "./program.ts";
import { plain } from "./render/plain.ts";
import { Terminal } from "./terminal.ts";

/** Runs `begat` with the arguments after its name and answers the exit code. */
export async function run(argv: readonly string[], io: Io = process): Promise<number> {
  endWithItsReader(io);
  try {
    const asked = await parseArguments(argv, {
      version: VERSION,
      out: (text) => void io.stdout.write(text),
      err: (text) => void io.stderr.write(text),
      width: io.stdout.columns,
    });
    return asked === undefined ? EXIT.ok : await obey(asked, io);
  } catch (error) {
    if (error instanceof CommanderError) return exitOfUsage(error);
    throw error;
  }
}

async function obey({ command, args, options }: Asked, io: Io): Promise<number> {
  const terminal = new Terminal(io, options.json === true);
  const place = placeOf(options, io);
  let opened: Promise<Connection> | undefined;
  const call: Call<Readonly<Record<string, unknown>>> = {
    args,
    options,
    terminal,
    place,
    onFatal,
    connect: async (opening = {}) => {
      opened ??= connect(place, { ...opening, onFatal });
      return (await opened).begat;
    },
  };
  try {
    return (await command.run(call)) ?? EXIT.ok;
  } catch (error) {
    terminal.done();
    terminal.note(`${terminal.errorStyle.bad("begat:")} ${messageOf(error)}`);
    return exitCodeOf(error);
  } finally {
    terminal.done();
    await opened?.then((connection) => connection.close()).catch(() => {});
  }
}

/** A URL that was typed comes before a folder that was typed, and both before the environment. */
function placeOf(options: Readonly<Record<string, unknown>>, { env }: Io): Place {
  const text = (name: string): string | undefined => options[name] as string | undefined;
  const elsewhere = text("data") === undefined && text("database") === undefined;
  const fromEnvironment = elsewhere && env.BEGAT_URL !== "" ? env.BEGAT_URL : undefined;
  return {
    url: text("url") ?? fromEnvironment,
    token: env.BEGAT_TOKEN?.trim() || undefined,
    data: text("data") ?? ".begat",
    database: text("database"),
  };
}

function messageOf(error: unknown): string {
  if (error instanceof BegatError) return plain(error.message);
  if (isSystemError(error)) return plain(systemMessage(error));
  return plain(error instanceof Error ? error.message : String(error));
}

/** `model.onnx: no such file or directory`, out of `ENOENT: no such file or directory, open 'model.onnx'`. */
function systemMessage({ code, message, path, syscall }: NodeJS.ErrnoException): string {
  if (code === "EEXIST" && syscall === "mkdir") return `${path}: is there and is no folder`;
  const why = message.replace(/^E[A-Z]+: /, "");
  return path === undefined ? why : `${path}: ${why.replace(/, \w+ '.*$/, "")}`;
}

/** Nothing of the store can be trusted any more, so nothing is closed. */
function onFatal(reason: string): never {
  writeSync(2, `begat: the record cannot be written: ${reason}\n`);
  process.exit(EXIT.io);
}

/** `begat … | head` ends without a word when its reader has gone; what is said beside the answer may have no reader at all. */
function endWithItsReader({ stdout, stderr }: Io): void {
  stderr.on("error", () => {});
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    try {
      writeSync(2, `begat: the answer cannot be written: ${messageOf(error)}\n`);
    } finally {
      process.exit(EXIT.io);
    }
  });
}
