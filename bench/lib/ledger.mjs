import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Recorder } from "../../packages/server/dist/record/recorder.js";
import { openStore } from "../../packages/server/dist/store/open.js";
import { createWriter } from "../../packages/server/dist/store/writer.js";
import { keptFolder } from "./kept-folder.mjs";

const BENCH = "agent:bench";

/**
 * A ledger without HTTP and threads: the ceiling of what a server can write.
 * @param {string} [location] a PostgreSQL URL or a SQLite file; a temporary file when left out
 */
export async function openLedger(location) {
  const folder = location === undefined ? await mkdtemp(join(tmpdir(), "begat-bench-")) : undefined;
  const writer = createWriter(await openStore(location ?? join(folder, "begat.db")));
  const recorder = new Recorder({ append: (submissions) => writer.append(submissions) });
  return {
    /** Records changes as one group; throws at the first that is refused. */
    async record(changes) {
      const outcomes = await recorder.submit(changes, BENCH, { strict: false });
      const refused = outcomes.find((outcome) => "error" in outcome);
      if (refused !== undefined) throw new Error(refused.error.message);
    },
    /** Brings the full-text index up to date, as a server would have done. */
    async index() {
      while ((await writer.index()) !== 0);
    },
    async close() {
      await writer.close();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A data folder with what `fill` records in it.
 * @param {string} name of what is in it, with a number that changes when that does
 * @param {(ledger: Awaited<ReturnType<typeof openLedger>>) => Promise<void>} fill
 */
export function keptLedger(name, fill) {
  return keptFolder(name, async (folder) => {
    const ledger = await openLedger(join(folder, "begat.db"));
    await fill(ledger);
    await ledger.index();
    await ledger.close();
  });
}
