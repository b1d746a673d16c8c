import { type Verification, verifyLedger } from "../../packages/server/src/store/ledger/verify.ts";
import { openStoreReader } from "../../packages/server/src/store/open.ts";
import { startServer } from "./server.ts";

const CONNECTIONS = 16;

export interface CrashReport {
  readonly acknowledged: readonly string[];
  readonly lost: readonly string[];
  readonly verification: Verification;
}

/** Starts a server, writes to it until it is killed at a random moment, and reads what its store then holds. */
export async function crashOnce(
  data: string,
  location: string,
  round: number,
  args: readonly string[],
): Promise<CrashReport> {
  const server = await startServer(data, args);
  const acknowledged: string[] = [];
  const writers = Array.from({ length: CONNECTIONS }, (_, index) =>
    write(server.url, `${round}-${index}`, acknowledged),
  );
  // However slow the machine is, a round that acknowledged nothing would show nothing.
  while (acknowledged.length === 0) await wait(5);
  await wait(Math.random() * 400);
  await server.stop("SIGKILL");
  await Promise.all(writers);
  return inspect(location, acknowledged);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function write(url: string, name: string, acknowledged: string[]): Promise<void> {
  for (let count = 0; ; count++) {
    const run_id = `crash-${name}-${count}`;
    try {
      const answer = await fetch(`${url}/metadata/run`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          run_id,
          commit: "a1b2c3d",
          dataset_versions: ["ds:users:v12"],
          metrics: { auc: 0.92 },
        }),
      });
      if (answer.ok) acknowledged.push(`run:${run_id}`);
      await answer.arrayBuffer();
    } catch {
      return;
    }
  }
}

async function inspect(location: string, acknowledged: readonly string[]): Promise<CrashReport> {
  const database = await openStoreReader(location);
  try {
    const rows = await database.sql.selectFrom("node").select("id").where("kind", "=", "Run").execute();
    const held = new Set(rows.map((row) => row.id));
    const lost = acknowledged.filter((id) => !held.has(id));
    return { acknowledged, lost, verification: await verifyLedger(database, []) };
  } finally {
    await database.close();
  }
}
