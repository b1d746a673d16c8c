import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FIXTURES = fileURLToPath(new URL("../../fixtures/openlineage", import.meta.url));
const TABLES = 200;
const COLUMNS = Array.from({ length: 10 }, (_, index) => `column_${index}`);

const hex = (number, digits) => number.toString(16).padStart(digits, "0");

const dataset = (number) => ({
  namespace: "postgres://db.example.com:5432",
  name: `shop.public.table_${number}`,
});
const schema = { fields: COLUMNS.map((name) => ({ name, type: "VARCHAR" })) };

let sent = 0;

/** The start or the end of a run that reads one of 200 tables and writes another, with schema and column lineage. */
export function runEvent() {
  const run = sent >> 1;
  const ends = sent++ % 2 === 1;
  const input = dataset(run % TABLES);
  const output = dataset((run + 1) % TABLES);
  const fields = Object.fromEntries(COLUMNS.map((field) => [field, { inputFields: [{ ...input, field }] }]));
  return JSON.stringify({
    eventType: ends ? "COMPLETE" : "START",
    eventTime: new Date().toISOString(),
    run: { runId: `${hex(process.pid, 8)}-0000-4000-8000-${hex(run, 12)}` },
    job: {
      namespace: "airflow",
      name: `shop.job_${run % TABLES}`,
      facets: {
        sql: { query: `insert into ${output.name} select ${COLUMNS.join(", ")} from ${input.name}` },
      },
    },
    inputs: [{ ...input, facets: { schema } }],
    outputs: [{ ...output, facets: { schema, columnLineage: { fields } } }],
  });
}

const UUID = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)([0-9a-f]{12})/g;
const TIME = "{time}";
let fixtures;
let next = 0;

/** The recorded events of Airflow, Spark, dbt and Flink in turn, each time round with runs of their own, as of now. */
export function recordedEvent() {
  return replayed(() => new Date().toISOString());
}

/** The same at the times of their recording, each round a millisecond after the one before: they come long after they happened. */
export function lateEvent() {
  return replayed(({ eventTime }, round) => new Date(Date.parse(eventTime) + round).toISOString());
}

function replayed(timeOf) {
  fixtures ??= readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json") && !file.endsWith(".graph.json"))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(join(FIXTURES, file), "utf8")))
    .map((event) => ({ event, text: JSON.stringify({ ...event, eventTime: TIME }) }));
  const round = Math.floor(next / fixtures.length);
  const { event, text } = fixtures[next++ % fixtures.length];
  const digits = hex(round * 65_536 + (process.pid % 65_536), 12);
  return text
    .replace(UUID, (_, head, tail) => head + hex(Number(BigInt(`0x${tail}`) ^ BigInt(`0x${digits}`)), 12))
    .replace(TIME, timeOf(event, round));
}
