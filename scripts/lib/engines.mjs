import { findProgram } from "./find-program.mjs";
import { findPostgres, startPostgres } from "./postgres.mjs";
import { findPython, pythonEnvironments } from "./python.mjs";
import { Stop } from "./run.mjs";

/** The names that Chromium goes by; first the one without windows, which takes a third less of the processor. */
export const BROWSERS = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** What some tests need and a machine may lack: its name, the variable that tells the tests, how to find it. */
const ENGINES = [
  { name: "PostgreSQL", variable: "BEGAT_TEST_POSTGRES", find: findPostgres },
  { name: "Chromium", variable: "BEGAT_TEST_CHROMIUM", find: () => findProgram(BROWSERS) },
  { name: "Python 3", variable: "BEGAT_TEST_PYTHON", find: findPython },
  { name: "strace", variable: "BEGAT_TEST_STRACE", find: () => findProgram(["strace"]) },
];

/** Finds the engines of the tests; makes the Python environments that are not there yet. */
export async function findEngines(isLong) {
  const found = await Promise.all(
    [...ENGINES, ...pythonEnvironments(isLong)].map(async ({ name, variable, find }) => ({
      name,
      variable,
      value: process.env[variable] ?? (await find()),
    })),
  );
  report(found.filter(({ value }) => value === undefined));
  return Object.fromEntries(found.map(({ variable, value }) => [variable, value]));
}

/** Starts those that run as a server, and answers the variables that tell the tests of all. */
export async function openEngines(environment) {
  const programs = environment.BEGAT_TEST_POSTGRES;
  if (programs === undefined || programs.includes("://")) return { environment, close: async () => {} };
  const postgres = await startPostgres(programs);
  return { environment: { ...environment, BEGAT_TEST_POSTGRES: postgres.url }, close: postgres.stop };
}

function report(missing) {
  for (const { name } of missing) console.log(`${name} is not installed: its tests are skipped`);
  if (missing.length === 0 || process.env.BEGAT_REQUIRE_ENGINES !== "1") return;
  throw new Stop(`BEGAT_REQUIRE_ENGINES=1, but there is no ${missing.map(({ name }) => name).join(", no ")}`);
}
