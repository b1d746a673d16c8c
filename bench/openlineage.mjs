import { load } from "./lib/load.mjs";
import { withDatabase } from "./lib/postgres.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, whole } from "./lib/table.mjs";

const SECONDS = 10;
const CONNECTIONS = 64;
const TARGET = 2000;

const LOADS = {
  runEvents: "start and end of runs, one table in and one out, 10 columns",
  recordedEvents: "the recorded events of Airflow, Spark, dbt and Flink, sent as they happen",
  lateEvents: "the same, late: at the times of their recording",
};

async function row(kind, store, database) {
  const server = await startServer({ database });
  const { perSecond, p50, p99, failed } = await load({
    url: server.url,
    kind,
    connections: CONNECTIONS,
    warmUp: 3,
    seconds: SECONDS,
  });
  const memory = `${whole(server.peakMemory())} MB`;
  await server.stop();
  const wanted = store === "SQLite" ? whole(TARGET) : "";
  return [LOADS[kind], store, whole(perSecond), wanted, ms(p50), ms(p99), failed, memory];
}

export async function openlineage() {
  const rows = [];
  for (const kind of Object.keys(LOADS)) rows.push(await row(kind, "SQLite"));
  await withDatabase(async (database) => rows.push(await row("runEvents", "PostgreSQL", database)));
  const head = ["events", "store", "events/s", "wanted", "p50", "p99", "failed", "memory"];
  printTable("POST /api/v1/lineage, durable, 64 connections", head, rows);
}
