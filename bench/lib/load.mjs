import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const LOADER = fileURLToPath(new URL("./loader.mjs", import.meta.url));

/**
 * Runs a load from another process, with what its requests are made of, and answers requests per second, p50, p99 and failures.
 * @param {{url: string, kind: string, given?: object, connections: number, seconds: number}} options
 */
export function load(options) {
  return new Promise((resolve, reject) => {
    const child = fork(LOADER, [JSON.stringify(options)]);
    child.once("message", resolve);
    child.once("exit", (code) => code !== 0 && reject(new Error(`the load ended with ${code}`)));
  });
}
