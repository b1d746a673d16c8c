import { Worker } from "node:worker_threads";
import { type Handlers, Remote } from "./rpc.ts";

/** Starts a thread of this folder. The path holds from `src` (under test) and from `dist` alike. */
export function spawn<H extends Handlers>(name: "writer" | "reader", data: object): Remote<H> {
  const entry = new URL(`../../dist/threads/${name}.js`, import.meta.url);
  return new Remote<H>(new Worker(entry, { workerData: data, name: `begat-${name}` }));
}
