import { spawn } from "node:child_process";
import { readdirSync, rmSync, statSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStoreReader } from "../packages/server/dist/store/open.js";
import { openBrowser } from "./lib/browser.mjs";
import { load } from "./lib/load.mjs";
import { fillMlflow } from "./lib/mlflow-fill.mjs";
import { withDatabase } from "./lib/postgres.mjs";
import { KINDS } from "./lib/requests.mjs";
import { BEGAT, startServer } from "./lib/server.mjs";
import { ms, printTable, whole } from "./lib/table.mjs";

const MINUTES = Number(process.env.BEGAT_SOAK_MINUTES ?? 60);
const ROWS = 12;
const MLFLOW_RUNS = 2_000;
const VISIT_EVERY = 10_000;
const IDS_AT_ONCE = 5_000;

/** How many runs a second a machine publishes of whose power the loads take about half; a faster one is sent more. */
const PUBLISHES = 1_800;
/** What is sent at once, each a second. */
const LOADS = [
  { title: "publish", kind: "publish", rate: 150, connections: 8 },
  { title: "10,000 points", kind: "points", rate: 1, connections: 2 },
  { title: "log-batch", kind: "log-batch, 10 metrics", rate: 80, connections: 4 },
  { title: "search", kind: "search of 10,000 runs by a metric", rate: 8, connections: 2 },
  { title: "event", kind: "runEvents", rate: 30, connections: 4 },
  { title: "lineage", kind: "lineage", rate: 4, connections: 2 },
];
const PAGES = ["/", "/runs", "/datasets", "/jobs", "/lineage/ds:users:v12", "/ledger"];

/** An hour of mixed load: nothing may fail; how memory and answers grow is told. */
export async function soak() {
  await soakOn("SQLite", steady);
}

/** The same while the server is killed every minute, on both stores: nothing that was acknowledged may be lost. */
export async function soakKilled() {
  await soakOn("SQLite", killed);
  await withDatabase((database) => soakOn("PostgreSQL", killed, database));
}

async function soakOn(store, how, database) {
  const data = await mkdtemp(join(tmpdir(), "begat-bench-soak-"));
  try {
    await how(store, { data, database });
    await verify(["--data", data, ...(database === undefined ? [] : ["--database", database])]);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function steady(store, place) {
  const server = await startServer(place);
  const begun = await begin(server.url);
  const browser = await openBrowser();
  const seconds = (MINUTES * 60) / ROWS;
  const rows = [];
  let failures = 0;
  for (let row = 1; row <= ROWS; row++) {
    const ended = new AbortController();
    const visits = visit(browser, server.url, ended.signal);
    const results = await loads(begun, seconds);
    ended.abort();
    for (const { kind, failed } of results) if (failed > 0) console.error(`soak: ${kind}: ${failed} failed`);
    const failed = results.reduce((sum, result) => sum + result.failed, await visits);
    failures += failed;
    rows.push([
      `${((row * seconds) / 60).toFixed(1)} min`,
      ...results.map(({ p99 }) => ms(p99)),
      failed,
      `${whole(server.memory())} MB`,
      `${whole(folderSize(place.data))} MB`,
    ]);
    console.log(`soak: ${rows.at(-1).join(" | ")}`);
  }
  await browser.close();
  await server.stop();
  const head = ["after", ...LOADS.map(({ title }) => `${title}, p99`), "failed", "memory", "folder"];
  printTable(`${MINUTES} minutes of mixed load on ${store}`, head, rows);
  if (failures > 0) throw new Error(`${failures} requests failed`);
}

async function killed(store, place) {
  let server = await startServer(place);
  const begun = { ...(await begin(server.url)), naming: true };
  const told = { kills: 0, acknowledged: 0, held: 0, refused: 0, memory: 0 };
  for (const end = Date.now() + MINUTES * 60_000; Date.now() < end; told.kills++) {
    const crash = new AbortController();
    const seconds = 50 + Math.random() * 10;
    const results = loads({ ...begun, url: server.url }, 120, crash.signal);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    told.memory = Math.max(told.memory, server.peakMemory());
    await server.stop("SIGKILL");
    crash.abort();
    for (const { kind, refused, acknowledged } of await results) {
      told.refused += refused;
      if (kind !== "publish") continue;
      if (acknowledged.length === 0) throw new Error("no run was acknowledged");
      told.acknowledged += acknowledged.length;
      told.held += await countHeld(place, acknowledged);
    }
    server = await startServer(place);
  }
  await server.stop();
  const head = ["killed", "runs acknowledged", "of these held", "refused", "memory"];
  const row = [
    told.kills,
    whole(told.acknowledged),
    whole(told.held),
    told.refused,
    `${whole(told.memory)} MB`,
  ];
  printTable(`${MINUTES} minutes of mixed load on ${store}, killed every minute`, head, [row]);
  if (told.held < told.acknowledged) throw new Error("runs that were acknowledged are lost");
}

/** Makes what the loads speak of, and finds how much of them the machine is to be sent. */
async function begin(url) {
  const { path, ...publish } = KINDS.publish();
  const answer = await fetch(url + path, publish);
  if (!answer.ok) throw new Error(await answer.text());
  const given = await fillMlflow(url, MLFLOW_RUNS);
  const { perSecond } = await load({
    url,
    kind: "publish",
    connections: 64,
    warmUp: 3,
    seconds: 10,
  });
  const scale = perSecond / PUBLISHES;
  console.log(`soak: ${whole(perSecond)} publishes/s alone, so ${scale.toFixed(1)} times the load`);
  return { url, given, scale };
}

function loads({ url, given, scale, naming = false }, seconds, signal) {
  return Promise.all(
    LOADS.map(async ({ kind, rate, connections }) => ({
      kind,
      ...(await load(
        {
          url,
          kind,
          given,
          connections,
          seconds,
          rate: Math.max(1, Math.round(rate * scale)),
          naming: naming && kind === "publish",
        },
        signal,
      )),
    })),
  );
}

/** How many of these ids the store has. */
async function countHeld({ data, database }, ids) {
  const { sql, close } = await openStoreReader(database ?? join(data, "begat.db"));
  let held = 0;
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const [row] = await sql
      .selectFrom("node")
      .select((eb) => eb.fn.countAll().as("held"))
      .where("id", "in", ids.slice(from, from + IDS_AT_ONCE))
      .execute();
    held += Number(row.held);
  }
  await close();
  return held;
}

/** Opens one page after another until told to stop; answers how many errors they had, and prints each. */
async function visit(browser, url, signal) {
  let failed = 0;
  const fail = (words) => {
    failed++;
    console.error(`soak: in the browser: ${words}`);
  };
  for (let turn = 0; !signal.aborted; turn++) {
    const page = await browser.newPage();
    page.on("pageerror", (error) => fail(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") fail(`${message.text()} ${message.location().url}`);
    });
    await page.goto(`${url}/#${PAGES[turn % PAGES.length]}`);
    await page.waitForTimeout(VISIT_EVERY);
    await page.close();
  }
  return failed;
}

function folderSize(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6;
}

function verify(args) {
  const child = spawn(process.execPath, [BEGAT, "ledger", "verify", ...args], { stdio: "inherit" });
  return new Promise((resolve, reject) =>
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error("the ledger does not verify")))),
  );
}
