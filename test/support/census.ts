import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inject } from "vitest";
import { startServer } from "./server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RECORD = join(ROOT, "examples/census/dist/record.js");
const LOOKS_AGAIN_MS = 200;

/**
 * Copies the recorded census example into a data folder, and answers what the recording printed. It takes a minute,
 * so that the first test file that wants it records it for all files of the run.
 */
export async function copyCensus(data: string): Promise<string> {
  const shared = join(inject("runFolder"), "census");
  const printed = join(shared, "printed.txt");
  if (await isFirst(shared)) await record(shared, printed);
  while (!existsSync(printed)) await setTimeout(LOOKS_AGAIN_MS);
  await cp(join(shared, "data"), data, { recursive: true });
  return readFile(printed, "utf8");
}

async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Keeps what was printed last, also of a recording that failed: the tests say what is wrong with it. */
async function record(folder: string, printed: string): Promise<void> {
  const server = await startServer(join(folder, "data"));
  const env = { ...process.env, BEGAT_URL: server.url, BEGAT_SPOOL: join(folder, "spool") };
  const { stdout } = await promisify(execFile)(process.execPath, [RECORD], { cwd: ROOT, env }).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => ({
      stdout: error.stdout + error.stderr,
    }),
  );
  await server.stop();
  await writeFile(`${printed}.new`, stdout);
  await rename(`${printed}.new`, printed);
}
