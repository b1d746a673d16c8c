import { spawn } from "node:child_process";
import { openBrowser } from "./lib/browser.mjs";
import { runsFolder } from "./lib/runs.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, quantile } from "./lib/table.mjs";
import { CURVE_RUNS, MIDDLE, webFolder } from "./lib/web-folder.mjs";

const ROUNDS = 7;
const SHOWN = 300;
const TURNS = 150;
const TURN_MS = 30;
const SCROLL_BY = 600;
const RECORD = new URL("../examples/census/dist/record.js", import.meta.url).pathname;

/** A tab that has nothing kept, as that of somebody who comes for the first time. */
async function inTab(browser, act) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
}

/** What some rounds answer, each in a tab of its own. */
async function rounds(browser, act) {
  const answers = [];
  for (let round = 0; round < ROUNDS; round++) answers.push(await inTab(browser, act));
  return answers;
}

async function timed(act) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** How long it takes each time from the address until an element is seen. */
const opening = (browser, address, seen) =>
  rounds(browser, (page) =>
    timed(async () => {
      await page.goto(address, { waitUntil: "commit" });
      await seen(page).waitFor();
    }),
  );

/** When something of a page was painted first, each time. */
const painting = (browser, address) =>
  rounds(browser, async (page) => {
    await page.goto(address);
    const painted = await page.waitForFunction(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    );
    return painted.jsonValue();
  });

const row = (what, wanted, times) => [what, wanted, ms(quantile(times, 0.5)), ms(Math.max(...times))];

async function recordExample(url) {
  const child = spawn(process.execPath, [RECORD, "--url", url], { stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("the census example could not be recorded");
}

async function firstContent(browser) {
  const server = await startServer();
  await recordExample(server.url);
  const text = (words) => (page) => page.locator("main").getByText(words).first();
  const seen = async (what, address, element) =>
    row(what, "", await opening(browser, server.url + address, element));
  const rows = [
    row(
      "home, first visit, until something is painted",
      "1,000 ms",
      await painting(browser, `${server.url}/`),
    ),
    await seen("home, first visit, until what changed stands there", "/", text("census")),
    await seen("training runs, first visit, until they stand there", "/#/runs", text("val_accuracy")),
    await seen("lineage of a model, first visit, until it is drawn", "/#/lineage/model:census", (page) =>
      page.locator('[id="lineage:model:census"]'),
    ),
  ];
  await server.stop();
  return rows;
}

/** From the click until the curves are drawn. */
async function curves(browser, url) {
  const times = await rounds(browser, async (page) => {
    await page.goto(`${url}/#/compare?runs=${CURVE_RUNS.join(",")}`);
    await page.getByRole("table").first().waitFor();
    return timed(async () => {
      await page.getByRole("tab", { name: "Curves" }).click();
      await page
        .getByRole("slider", { name: /loss of 20 runs/ })
        .locator("canvas")
        .waitFor();
    });
  });
  return [row("20 curves of 100,000 points each, from the click", "1,000 ms", times)];
}

/** From the change of the address until 300 nodes have their places, in a page that is open; then how long frames take while it is dragged. */
async function lineage(browser, url) {
  const address = (size) => `/lineage/${MIDDLE}?size=${size}&depth=100`;
  const found = await rounds(browser, async (page) => {
    const isBusy = (busy) =>
      page.waitForFunction(
        (wanted) => document.querySelector("[aria-busy]")?.ariaBusy === wanted,
        String(busy),
      );
    await page.goto(`${url}/#${address(20)}`);
    await isBusy(false);
    const time = await timed(async () => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, address(SHOWN));
      await isBusy(true);
      await isBusy(false);
    });
    await page
      .getByText(new RegExp(`${SHOWN} (?:nodes shown|of)`))
      .first()
      .waitFor();
    return { time, frames: await framesOf(page, () => drag(page)) };
  });
  const [places, frames] = [found.map(({ time }) => time), found.flatMap((round) => round.frames)];
  return [
    row(`lineage of ${SHOWN} nodes, until they have their places`, "2,000 ms", places),
    frameRow(`a frame while the lineage of ${SHOWN} nodes is dragged`, frames),
  ];
}

async function drag(page) {
  await page.mouse.move(700, 500);
  await page.mouse.down();
  for (let turn = 0; turn < TURNS; turn++) {
    await page.mouse.move(700 + 200 * Math.sin(turn / 10), 500 + 100 * Math.cos(turn / 10));
    await page.waitForTimeout(TURN_MS);
  }
  await page.mouse.up();
}

/** How long each frame of a page takes while something is done. */
async function framesOf(page, act) {
  await page.evaluate(() => {
    let before = performance.now();
    globalThis.frames = [];
    const tick = (now) => {
      globalThis.frames.push(now - before);
      before = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await act();
  return page.evaluate(() => globalThis.frames.slice(1));
}

const frameRow = (what, frames) => [
  what,
  "17 ms",
  ms(quantile(frames, 0.5)),
  `${ms(quantile(frames, 0.99))} (p99)`,
];

async function scrolling(browser, url) {
  const frames = await inTab(browser, async (page) => {
    await page.goto(`${url}/#/runs`);
    await page.getByRole("row").nth(10).waitFor();
    await page.mouse.move(700, 600);
    return framesOf(page, async () => {
      for (let turn = 0; turn < TURNS; turn++) {
        await page.mouse.wheel(0, SCROLL_BY);
        await page.waitForTimeout(TURN_MS);
      }
    });
  });
  return frameRow("a frame while 200,000 runs are scrolled through", frames);
}

async function names(browser, url) {
  const times = [];
  await inTab(browser, async (page) => {
    await page.goto(`${url}/#/runs`);
    await page.getByRole("row").nth(10).waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    const box = page.getByRole("textbox", { name: "Search columns" });
    for (let round = 0; round < ROUNDS; round++) {
      const name = `only_${round * 250 + 7}`;
      const found = async () => {
        await box.fill(name);
        await page.getByText(name, { exact: true }).first().waitFor();
      };
      times.push(await timed(found));
    }
  });
  return row("a metric among 2,000 names found, from the key", "", times);
}

/** The web app in Chromium, beside its server on one machine. */
export async function web() {
  const browser = await openBrowser();
  const rows = await firstContent(browser);
  const large = await startServer({ data: await webFolder() });
  rows.push(...(await curves(browser, large.url)), ...(await lineage(browser, large.url)));
  await large.stop();
  const many = await startServer({ data: await runsFolder() });
  rows.push(await scrolling(browser, many.url), await names(browser, many.url));
  await many.stop();
  await browser.close();
  printTable("The web app in Chromium", ["what", "wanted", "p50", "worst"], rows);
}
