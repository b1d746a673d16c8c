import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

export const BEGAT = fileURLToPath(new URL("../../packages/server/bin/begat.js", import.meta.url));

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Its exit code, when it has ended and all that it printed is read; null when a signal ended it. */
  readonly ended: Promise<number | null>;
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
  const ended = once(child, "close").then(([code]) => code as number | null);
  const url = await Promise.race([
    addressIn(child.stdout),
    ended.then((code) => Promise.reject(new Error(`begat serve ended with ${code}:\n${output}`))),
  ]);
  return {
    url,
    output: () => output,
    ended,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

function addressIn(input: Readable): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input }).on("line", (line) => {
      const address = ADDRESS.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}
