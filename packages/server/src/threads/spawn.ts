import { Worker } from "node:worker_threads";
import { type Handlers, Remote } from "./rpc.ts";

/** A bound below V8's own, which is for a whole process: it lets garbage grow to four times what lives, this to twice. */
const resourceLimits = { maxOldGenerationSizeMb: 1536 };

/** Starts a thread of this folder. The path holds from `src` (under test) and from `dist` alike. */
export function spawn<H extends Handlers>(
  name: "writer" | "reader" | "log-carrier",
  data: object,
): Remote<H> {
  const entry = new URL(`../../dist/threads/${name}.js`, import.meta.url);
  return new Remote<H>(
    new Worker(entry, { workerData: data, name: `begat-${name}`, resourceLimits, trackUnmanagedFds: false }),
  );
}
