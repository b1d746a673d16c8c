import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { BROWSERS } from "./lib/engines.mjs";
import { findProgram } from "./lib/find-program.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { main, ROOT, run, Stop } from "./lib/run.mjs";

const IMAGES = join(ROOT, "docs/images");

/**
 * The pictures of the README and the docs: the file's name, the address behind the hash, a text that stands there once
 * everything is loaded, and what is done before the picture is taken.
 */
const SHOTS = [
  { name: "home", path: () => "/", shows: "census" },
  { name: "find", path: () => "/", shows: "census", before: (page) => find(page, "census") },
  { name: "runs", path: () => "/runs", shows: "val_accuracy" },
  { name: "compare", path: ({ runs }) => `/compare?runs=${runs.join(",")}`, shows: "val_accuracy" },
  { name: "run", path: ({ best }) => `/runs/${best}`, shows: "val_accuracy" },
  { name: "model", path: () => "/models/model:census", shows: "production" },
  { name: "lineage", path: () => "/lineage/model:census:v1", shows: "census v1" },
  { name: "impact", path: () => "/impact/ds:census/raw:v1", shows: "Rebuild plan" },
  { name: "deployment", path: () => "/nodes/deploy:census-production-1", shows: "production" },
];

/** The runs of the example that the pictures are of. */
async function examplesAt(url) {
  const { items } = await (await fetch(`${url}/runs?limit=3`)).json();
  const { edges } = await (await fetch(`${url}/lineage/model:census:v1?depth=1`)).json();
  return {
    runs: items.map(({ id }) => id),
    best: edges.find(({ rel }) => rel === "produced-by").to,
  };
}

/** Records the census example on a server of its own, and takes the pictures, or those that are named. */
async function screenshots(names) {
  const shots = SHOTS.filter(({ name }) => names.length === 0 || names.includes(name));
  if (shots.length === 0) throw new Stop(`there are ${SHOTS.map(({ name }) => name).join(", ")}`);
  await ensureInstalled();
  await ensureBuilt();
  const executablePath = findProgram(BROWSERS);
  if (executablePath === undefined) throw new Stop("Chromium is not installed: apt-get install chromium");
  const data = mkdtempSync(join(tmpdir(), "begat-screenshots-"));
  const server = await serve(data);
  try {
    const code = await run(process.execPath, ["examples/census/dist/record.js", "--url", server.url]);
    if (code !== 0) throw new Stop("The census example could not be recorded; its messages are above");
    const { chromium } = createRequire(join(ROOT, "packages/web/package.json"))("playwright-core");
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    mkdirSync(IMAGES, { recursive: true });
    const examples = await examplesAt(server.url);
    for (const shot of shots) await take(browser, server.url, examples, shot);
    await browser.close();
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
  return 0;
}

/** Starts a server on a free port. */
async function serve(data) {
  const begat = join(ROOT, "packages/server/bin/begat.js");
  const child = spawn(process.execPath, [begat, "serve", "--json", "--data", data, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  let text = "";
  for await (const chunk of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (text.trimEnd().endsWith("}")) break;
  }
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url: JSON.parse(text).url, stop };
}

async function take(browser, url, examples, { name, path, shows, before }) {
  const context = await browser.newContext({
    colorScheme: "light",
    viewport: { width: 1440, height: 860 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(`${url}/#${path(examples)}`);
  await page.locator("main").getByText(shows).first().waitFor();
  await before?.(page);
  // Curves and graphs are drawn a moment after their data has come.
  await page.waitForTimeout(SETTLES_MS);
  await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: "disabled" });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

const SETTLES_MS = 1500;

/** Types into the palette, and waits for what it finds. */
async function find(page, text) {
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill(text);
  await page.getByRole("group", { name: "Found" }).waitFor();
}

await main(() => screenshots(process.argv.slice(2)));
