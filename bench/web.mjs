import { spawn } from "node:child_process";
import { openBrowser } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";
import { printTable } from "./lib/table.mjs";
import { frameRow, framesOf, isSeen, opening, rounds, row, sinceInput, timed } from "./lib/tabs.mjs";
import { CURVE_RUNS, MIDDLE, webFolder } from "./lib/web-folder.mjs";
import { manyRuns } from "./web-runs.mjs";

const SHOWN = 300;
const TURNS = 150;
const TURN_MS = 30;
const RECORD = new URL("../examples/census/dist/record.js", import.meta.url).pathname;

/** When something of a page was painted first, each time. */
const painting = (browser, address) =>
  rounds(browser, async (page) => {
    await page.goto(address);
    const painted = await page.waitForFunction(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    );
    return painted.jsonValue();
  });

async function recordExample(url) {
  const child = spawn(process.execPath, [RECORD, "--url", url], { stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("the census example could not be recorded");
}

async function firstContent(browser) {
  const server = await startServer();
  await recordExample(server.url);
  const seen = async (what, address, element) =>
    row(what, "", await opening(browser, server.url + address, element));
  const rows = [
    row(
      "home, first visit, until something is painted",
      "1,000 ms",
      await painting(browser, `${server.url}/`),
    ),
    await seen("home, first visit, until what changed stands there", "/", ["main", "census"]),
    await seen("training runs, first visit, until they stand there", "/#/runs", ["main", "val_accuracy"]),
    await seen("lineage of a model, first visit, until it is drawn", "/#/lineage/model:census", [
      '[id="lineage:model:census"]',
    ]),
  ];
  await server.stop();
  return rows;
}

/** From the click until the curves are drawn. */
async function curves(browser, url) {
  const times = await rounds(browser, async (page) => {
    await page.goto(`${url}/#/compare?runs=${CURVE_RUNS.join(",")}`);
    await page.getByRole("table").first().waitFor();
    const click = () => page.getByRole("tab", { name: "Curves" }).click();
    return sinceInput(page, click, isSeen, ['[aria-label^="loss of 20 runs"] canvas']);
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

/** The web app in Chromium, beside its server on one machine. */
export async function web() {
  const browser = await openBrowser();
  const rows = await firstContent(browser);
  const large = await startServer({ data: await webFolder() });
  rows.push(...(await curves(browser, large.url)), ...(await lineage(browser, large.url)));
  await large.stop();
  rows.push(...(await manyRuns(browser)));
  await browser.close();
  printTable("The web app in Chromium", ["what", "wanted", "p50", "worst"], rows);
}
