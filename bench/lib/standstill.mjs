import { once } from "node:events";
import { cpus } from "node:os";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

const SECONDS = 5;
const LONG_MS = 2;

/** Counts how often a second a processor stood still for long while nothing but this ran: what no answer can be faster than. */
export async function standstills() {
  const counts = await Promise.all(
    cpus().map(async () => {
      const [count] = await once(new Worker(new URL(import.meta.url)), "message");
      return count;
    }),
  );
  const perSecond = counts.reduce((sum, count) => sum + count, 0) / SECONDS;
  return `stands still for more than ${LONG_MS} ms ${perSecond.toFixed(1)} times a second`;
}

function watch() {
  const end = performance.now() + SECONDS * 1000;
  let stood = 0;
  for (let last = performance.now(); last < end; ) {
    const now = performance.now();
    if (now - last > LONG_MS) stood += 1;
    last = now;
  }
  return stood;
}

if (!isMainThread) parentPort.postMessage(watch());
