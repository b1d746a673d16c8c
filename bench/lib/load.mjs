import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const LOADER = fileURLToPath(new URL("./loader.mjs", import.meta.url));

/**
 * Runs a load from another process, with what its requests are made of, at some requests a second or as many as are answered.
 * With `warmUp` it runs that many seconds before, unmeasured. Answers requests per second, p50, p99, how many were answered well, refused, and failed in any way;
 * with `naming` the ids of all that was acknowledged.
 * @param {{url: string, kind: string, given?: object, connections: number, seconds: number, warmUp?: number, rate?: number, naming?: boolean}} options
 * @param {AbortSignal} [signal] ends the load before its time; it answers what it has seen
 */
export async function load({ warmUp = 0, ...options }, signal) {
  if (warmUp > 0) await load({ ...options, seconds: warmUp }, signal);
  return new Promise((resolve, reject) => {
    const child = fork(LOADER, [JSON.stringify(options)]);
    const stop = () => child.connected && child.send("stop");
    signal?.addEventListener("abort", stop);
    child.once("message", resolve);
    child.once("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      if (code !== 0) reject(new Error(`the load ended with ${code}`));
    });
  });
}
