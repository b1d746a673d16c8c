import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inject } from "vitest";
import { once } from "./once.ts";
import { startServer } from "./server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RECORD = join(ROOT, "examples/census/dist/record.js");

/**
 * Copies the recorded census example into a data folder, and answers what the recording printed. It takes a minute,
 * so that the first test file that wants it records it for all files of the run.
 */
export async function copyCensus(data: string): Promise<string> {
  const shared = join(inject("runFolder"), "census");
  const printed = await once(shared, () => record(shared));
  await cp(join(shared, "data"), data, { recursive: true });
  return printed;
}

/** Answers what was printed, also of a recording that failed: the tests say what is wrong with it. */
async function record(folder: string): Promise<string> {
  const server = await startServer(join(folder, "data"));
  const env = { ...process.env, BEGAT_URL: server.url, BEGAT_SPOOL: join(folder, "spool") };
  const { stdout } = await promisify(execFile)(process.execPath, [RECORD], { cwd: ROOT, env }).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => ({
      stdout: error.stdout + error.stderr,
    }),
  );
  await server.stop();
  return stdout;
}
