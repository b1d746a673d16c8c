import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs a script of this folder on the built server, in its own process, and reads the JSON it prints. `limit` is in KiB for each file. */
export async function runScript(
  name: string,
  args: readonly string[],
  limit?: number,
): Promise<Record<string, unknown>> {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const set = limit === undefined ? "" : `ulimit -f ${limit};`;
  const { stdout } = await run("bash", ["-c", `${set} exec "$@"`, "bash", process.execPath, script, ...args]);
  return JSON.parse(stdout) as Record<string, unknown>;
}
