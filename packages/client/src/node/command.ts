import { execFile } from "node:child_process";

const MAX_OUTPUT = 64 * 1024 * 1024;

/** What a command writes; undefined when it is missing, fails or writes more than 64 MiB. */
export function outputOf(command: string, args: readonly string[], cwd: string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, maxBuffer: MAX_OUTPUT, encoding: "buffer" }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
}
