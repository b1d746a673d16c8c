import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, ensureWebBuilt } from "./lib/build.mjs";
import { findEngines, openEngines } from "./lib/engines.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { complain, main, ROOT, run } from "./lib/run.mjs";

/** Installs, builds, runs every test and counts them; what else is on the command line goes to Vitest. */
async function test(args) {
  const [environment] = await Promise.all([
    findEngines(args.includes("long")),
    ensureInstalled()
      .then(() => compile())
      .then(ensureWebBuilt),
  ]);
  const engines = await openEngines(environment);
  const folder = mkdtempSync(join(tmpdir(), "begat-test-"));
  try {
    return await runVitest(args, engines.environment, join(folder, "report.json"));
  } finally {
    await engines.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runVitest(args, environment, report) {
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(process.execPath, [vitest, "run", ...reporters, ...args], {
    env: { ...process.env, ...environment },
    signal: interrupted.signal,
  });
  return count(JSON.parse(readFileSync(report, "utf8")), code);
}

/** Counts the tests; a file that could not run, and an error outside any test, is a failure too. */
function count(report, code) {
  const counts = report.testResults.map((file) => {
    const having = (...states) =>
      file.assertionResults.filter(({ status }) => states.includes(status)).length;
    const failed = Math.max(having("failed"), file.status === "failed" ? 1 : 0);
    return { passed: having("passed"), failed, skipped: having("pending", "skipped", "todo") };
  });
  const sum = (key) => counts.reduce((total, file) => total + file[key], 0);
  return {
    passed: sum("passed"),
    failed: Math.max(sum("failed"), code === 0 ? 0 : 1),
    skipped: sum("skipped"),
  };
}

await main(async () => {
  const { passed, failed, skipped } = await test(process.argv.slice(2)).catch((error) => {
    complain(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return failed > 0 || passed === 0 ? 1 : 0;
});
