import { runChange } from "./lib/changes.mjs";
import { openLedger } from "./lib/ledger.mjs";
import { load } from "./lib/load.mjs";
import { withDatabase } from "./lib/postgres.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, whole } from "./lib/table.mjs";

const SECONDS = 10;
const GROUP = 64;
const TARGET = 4000;

/** Publishes a second without HTTP, in groups as large as the connections below. */
async function ceiling(location) {
  const ledger = await openLedger(location);
  const groups = 300;
  for (let group = 0; group < 20; group++) await ledger.record(Array.from({ length: GROUP }, runChange));
  const start = performance.now();
  for (let group = 0; group < groups; group++) await ledger.record(Array.from({ length: GROUP }, runChange));
  const seconds = (performance.now() - start) / 1000;
  await ledger.close();
  return (groups * GROUP) / seconds;
}

async function overHttp(database) {
  const server = await startServer({ database });
  const result = await load({
    url: server.url,
    kind: "publish",
    connections: GROUP,
    warmUp: 3,
    seconds: SECONDS,
  });
  const memory = server.peakMemory();
  await server.stop();
  return { ...result, memory };
}

async function row(name, target, ceilingOf, httpOf) {
  const top = await ceilingOf();
  const { perSecond, p50, p99, failed, memory } = await httpOf();
  return [
    name,
    whole(perSecond),
    target,
    whole(top),
    (perSecond / top).toFixed(2),
    ms(p50),
    ms(p99),
    failed,
    `${whole(memory)} MB`,
  ];
}

export async function publish() {
  const rows = [
    await row(
      "SQLite",
      whole(TARGET),
      () => ceiling(),
      () => overHttp(),
    ),
  ];
  await withDatabase(async (first) =>
    withDatabase(async (second) =>
      rows.push(
        await row(
          "PostgreSQL",
          "",
          () => ceiling(first),
          () => overHttp(second),
        ),
      ),
    ),
  );
  const head = ["store", "publishes/s", "wanted", "without HTTP", "ratio", "p50", "p99", "failed", "memory"];
  printTable("POST /metadata/run, durable, 64 connections", head, rows);
}
