import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const BEGAT = fileURLToPath(new URL("../../packages/server/bin/begat.js", import.meta.url));

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Ends it by a signal and answers its exit code; null when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const ADDRESS = /https?:\/\/[^\s/]+:\d+/;

/** Starts `begat serve` on a free port and waits until it has printed its address. */
export async function startServer(
  data: string,
  args: readonly string[] = [],
  command: readonly string[] = [process.execPath],
): Promise<ServerProcess> {
  const [program = process.execPath, ...before] = command;
  const child = spawn(program, [...before, BEGAT, "serve", "--port", "0", "--data", data, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const url = await addressOf(child, () => output);
  return {
    url,
    process: child,
    output: () => output,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, "exit") as Promise<[number | null]>;
      child.kill(signal);
      return (await exit)[0];
    },
  };
}

async function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  return new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const address = ADDRESS.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`begat serve ended with ${code}:\n${output()}`)));
  });
}
