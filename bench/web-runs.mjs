import { pythonEnvironments } from "../scripts/lib/python.mjs";
import { EXPERIMENT, mlflowRunsFolder } from "./lib/mlflow-runs.mjs";
import { startMlflowServer } from "./lib/mlflow-server.mjs";
import { runsFolder } from "./lib/runs.mjs";
import { startServer } from "./lib/server.mjs";
import {
  frameRow,
  framesOf,
  inTab,
  isSeen,
  opening,
  rounds,
  row,
  sinceInput,
  timed,
  untilSeen,
} from "./lib/tabs.mjs";

const TURNS = 150;
const TURN_MS = 30;
const SCROLL_BY = 600;
/** Until a page that was opened has nothing more to do. */
const REST_MS = 2_000;
const NAMES = 7;
/** MLflow's page takes so long that a few rounds must do. */
const MLFLOW_ROUNDS = 3;

/** The name of a run in a table. */
const NAME = "^(?:bench|own-names)-\\d+$";
const RUN = ["a", NAME];
/** What changed lately names runs too. */
const IN_TABLE = ["td a", NAME];
const FILTER = "metrics.m1 > 0.9 AND params.p2 = '3'";

/** The page of 200,000 runs, of Begat and beside it of MLflow. */
export async function manyRuns(browser) {
  const server = await startServer({ data: await runsFolder() });
  const { url } = server;
  const filterBox = (page) => page.getByRole("combobox", { name: "Filter", exact: true });
  const rows = [
    row(
      "200,000 runs, first visit, until they stand there",
      "",
      await opening(browser, `${url}/#/runs`, RUN),
    ),
    row("200,000 runs, from the click", "300 ms", await clicked(browser, url)),
    row("200,000 runs, a filter, from Enter", "200 ms", await filtered(browser, `${url}/#/runs`, filterBox)),
    ...(await scrolling(browser, url)),
    await names(browser, url),
  ];
  await server.stop();
  return [...rows, ...(await ofMlflow(browser))];
}

async function ofMlflow(browser) {
  const python = await pythonEnvironments()
    .find(({ file }) => file === "mlflow-newest.txt")
    .find();
  if (python === undefined) {
    console.error("bench: no Python with MLflow; only Begat's page");
    return [];
  }
  const server = await startMlflowServer(python, await mlflowRunsFolder(python));
  const address = `${server.url}/#/experiments/${EXPERIMENT}/runs`;
  const filterBox = (page) => page.getByPlaceholder(/^metrics/);
  const rows = [
    row(
      "MLflow's page of the same runs, first visit",
      "",
      await opening(browser, address, RUN, MLFLOW_ROUNDS),
    ),
    row(
      "MLflow's page of the same runs, a filter, from Enter",
      "",
      await filtered(browser, address, filterBox, MLFLOW_ROUNDS),
    ),
  ];
  await server.stop();
  return rows;
}

/** From the click in the navigation of a page that is open until runs stand there. */
const clicked = (browser, url) =>
  rounds(browser, async (page) => {
    await page.goto(url);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(REST_MS);
    const click = () => page.getByRole("link", { name: "Training runs" }).first().click();
    return sinceInput(page, click, isSeen, IN_TABLE);
  });

/** From Enter until other runs stand first. */
const filtered = (browser, address, boxOf, count) =>
  rounds(
    browser,
    async (page) => {
      await page.goto(address);
      await untilSeen(page, RUN);
      const before = await page.getByText(new RegExp(NAME)).first().textContent();
      await boxOf(page).fill(FILTER);
      const isOther = ([name, shown]) => {
        const texts = [...document.querySelectorAll("a")].map((link) => link.textContent);
        return (texts.find((text) => new RegExp(name).test(text)) ?? shown) !== shown;
      };
      return sinceInput(page, () => boxOf(page).press("Enter"), isOther, [NAME, before]);
    },
    count,
  );

async function scrolling(browser, url) {
  const { frames, tasks } = await inTab(browser, async (page) => {
    await page.goto(`${url}/#/runs`);
    await page.getByRole("row").nth(10).waitFor();
    await page.mouse.move(700, 600);
    await page.evaluate(() => {
      globalThis.tasks = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.tasks.push(duration);
      }).observe({ type: "longtask" });
    });
    const frames = await framesOf(page, async () => {
      for (let turn = 0; turn < TURNS; turn++) {
        await page.mouse.wheel(0, SCROLL_BY);
        await page.waitForTimeout(TURN_MS);
      }
    });
    return { frames, tasks: await page.evaluate(() => globalThis.tasks) };
  });
  const longest = tasks.length === 0 ? "none" : `${Math.max(...tasks)} ms`;
  return [
    frameRow("a frame while 200,000 runs are scrolled through", frames),
    ["tasks over 50 ms while they are", "none", tasks.length, longest],
  ];
}

async function names(browser, url) {
  const times = [];
  await inTab(browser, async (page) => {
    await page.goto(`${url}/#/runs`);
    await page.getByRole("row").nth(10).waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    const box = page.getByRole("textbox", { name: "Search columns" });
    for (let round = 0; round < NAMES; round++) {
      const name = `only_${round * 250 + 7}`;
      const found = async () => {
        await box.fill(name);
        await untilSeen(page, ["label, span", `^${name}$`]);
      };
      times.push(await timed(found));
    }
  });
  return row("a metric among 2,000 names found, from the key", "", times);
}
