import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a command in the repository and answers its exit code; its output goes to the terminal. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Runs npm; on Windows it is a batch file, which needs a shell. */
export function npm(...args) {
  return run("npm", args, { shell: process.platform === "win32" });
}

/** Ends a script with a message instead of a stack trace. */
export class Stop extends Error {}

/** Says what went wrong. */
export function complain(error) {
  const isExpected = error instanceof Stop || error.name === "AbortError";
  console.error(isExpected ? error.message : error);
}

/** Runs a script's main function and sets the exit code it answers. */
export async function main(script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}
