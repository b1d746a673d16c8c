import { pointsChanges } from "./lib/changes.mjs";
import { openLedger } from "./lib/ledger.mjs";
import { load } from "./lib/load.mjs";
import { ITEMS_A_BATCH, POINTS_AN_ITEM } from "./lib/requests.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, whole } from "./lib/table.mjs";

const POINTS_A_BATCH = ITEMS_A_BATCH * POINTS_AN_ITEM;
const TARGET = 150_000;

async function ceiling() {
  const ledger = await openLedger();
  const batches = 100;
  const start = performance.now();
  for (let batch = 0; batch < batches; batch++) await ledger.record(pointsChanges());
  const seconds = (performance.now() - start) / 1000;
  await ledger.close();
  return (batches * POINTS_A_BATCH) / seconds;
}

export async function points() {
  const top = await ceiling();
  const server = await startServer();
  const { perSecond, p99, failed } = await load({
    url: server.url,
    kind: "points",
    connections: 4,
    seconds: 10,
  });
  const rate = perSecond * POINTS_A_BATCH;
  const row = [
    whole(rate),
    whole(TARGET),
    whole(top),
    (rate / top).toFixed(2),
    ms(p99),
    failed,
    `${whole(server.peakMemory())} MB`,
  ];
  await server.stop();
  const head = ["points/s", "wanted", "without HTTP", "ratio", "p99 of a batch", "failed", "memory"];
  printTable(
    `Metric points through POST /metadata/batch, ${whole(POINTS_A_BATCH)} a batch, 4 connections`,
    head,
    [row],
  );
}
