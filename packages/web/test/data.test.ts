import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, settled, TestBrowser } from "./browser.ts";
import { CHANGED, hourly, LONG_COLUMNS, LONG_RUN, story } from "./data-fixture.ts";

const LOOKED_AT = [
  "/datasets",
  "/datasets?tab=unlinked",
  "/datasets/ds:events",
  "/datasets/ds:events:h9",
  "/datasets/ds:hostile",
  "/models",
  "/models/model:churn",
  "/models/model:churn:v2",
  "/jobs",
  "/jobs/job:load",
  "/jobs/jobrun:load-3",
] as const;

describe.skipIf(CHROMIUM === undefined)("datasets, models and jobs", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    const answers = await browser.begat.batch([...story(), ...hourly()]);
    expect(answers.filter((answer) => "error" in answer)).toEqual([]);
  });
  afterAll(() => browser.stop());

  const open = async (path: string, options?: Parameters<TestBrowser["open"]>[1]): Promise<Page> => {
    const page = await browser.open(path, options);
    await settled(page);
    return page;
  };
  const relationsOf = async (id: string) => (await browser.begat.node(id)).edges.map(({ rel }) => rel);
  const done = async (page: Page): Promise<void> => {
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  };
  const rowOf = (page: Page, table: string, text: string) =>
    page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: text });

  test.each(LOOKED_AT)("%s is accessible, light and dark, wide and narrow", async (path) => {
    for (const options of [
      { colors: "light", width: 1440 } as const,
      { colors: "dark", width: 380 } as const,
    ]) {
      const page = await open(path, options);
      await expectAccessible(page);
      const wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      expect(wide).toBeLessThanOrEqual(0);
      for (const name of await page.locator("th:first-child:has(~ th ~ th)").all())
        expect((await name.boundingBox())?.width, path).toBeLessThan(options.width / 2);
      await done(page);
    }
  });

  test("the list of datasets has what was written last first, and is narrowed by a text in the address", async () => {
    const page = await open("/datasets");
    const rows = page.getByRole("table", { name: "Datasets" }).getByRole("row");
    expect(await rows.nth(1).textContent()).toContain("events");
    expect(await rows.nth(1).textContent()).toContain("1,500");
    await page.getByRole("textbox", { name: "Name or namespace" }).fill("ORDERS ");
    await rowOf(page, "Datasets", "events").waitFor({ state: "detached" });
    expect(await page.getByRole("textbox", { name: "Name or namespace" }).inputValue()).toBe("ORDERS ");
    expect(new URL(page.url()).hash).toBe("#/datasets?text=ORDERS");
    expect(await rows.count()).toBe(3);
    await page.getByRole("textbox", { name: "Name or namespace" }).fill("nothing like it");
    await page.getByText("No dataset has “nothing like it” in its name").waitFor();
    // What was typed is for nothing once another address was taken, before the pause that it waits for was over.
    const typed = page.getByRole("textbox", { name: "Name or namespace" });
    await typed.fill("nothing");
    await page.evaluate(() => {
      location.hash = "#/datasets?text=events";
    });
    await expect.poll(() => typed.inputValue()).toBe("events");
    // What the page set to come later comes before this.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(await typed.inputValue()).toBe("events");
    expect(new URL(page.url()).hash).toBe("#/datasets?text=events");
    await done(page);
  });

  test("the list of datasets has no column that is empty, and room for what a dataset is", async () => {
    const page = await open("/datasets", { width: 1280 });
    const heads = page.getByRole("table", { name: "Datasets" }).getByRole("columnheader");
    expect((await heads.allTextContents()).slice(-2)).toEqual(["Owner", "Description"]);
    const last = await heads.last().boundingBox();
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(1280);
    await page.getByRole("textbox", { name: "Name or namespace" }).fill("events");
    await heads.filter({ hasText: "Owner" }).waitFor({ state: "detached" });
    await done(page);
  });

  test("two names are joined and parted again, with the keys alone", async () => {
    const page = await open("/datasets?tab=unlinked");
    const join = page.getByRole("button", { name: "Join ds:hive/orders and ds:orders" });
    await join.focus();
    await page.keyboard.press("Enter");
    const undo = page.getByRole("button", { name: "Undo: ds:hive/orders is ds:orders" });
    await undo.waitFor();
    await join.waitFor({ state: "detached" });
    expect(await relationsOf("ds:orders")).toContain("same-as");
    // The focus is on what undoes it.
    await page.keyboard.press("Enter");
    await join.waitFor();
    expect(await relationsOf("ds:orders")).not.toContain("same-as");

    await join.press("Enter");
    await undo.waitFor();
    await page.goto(`${browser.url}/#/datasets/ds:orders`);
    await page.getByRole("heading", { name: "About" }).waitFor();
    await undo.press("Enter");
    // It can be joined again though it is the same as nothing now.
    const parted = page.getByText("It is no longer ds:hive/orders.");
    await parted.waitFor();
    await undo.waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await undo.waitFor();
    expect(await relationsOf("ds:orders")).toContain("same-as");
    await undo.press("Enter");
    await parted.waitFor();
    expect(await relationsOf("ds:orders")).not.toContain("same-as");
    await done(page);
  });

  test("a table that is written every hour is read by day, from any month on", async () => {
    const page = await open("/datasets/ds:events");
    const rows = page.getByRole("table", { name: "Versions" }).getByRole("row");
    expect(await rows.nth(1).textContent()).toContain("2026-03-04");
    expect(await page.getByRole("table", { name: "Versions" }).getByRole("row").count()).toBeLessThan(100);
    await page.getByLabel("Begin at").selectOption("2026-01");
    await rowOf(page, "Versions", "2026-01-31").first().waitFor();
    expect(await rows.nth(1).textContent()).toContain("h743");
    expect(new URL(page.url()).hash).toBe("#/datasets/ds:events?until=2026-01");
    await done(page);
  });

  test("the columns of a version stand beside those of the one before", async () => {
    const page = await open("/datasets/ds:events");
    await page.getByText("the same columns.").waitFor();
    await page.getByLabel("Begin at").selectOption("2026-01");
    await rowOf(page, "Versions", "h743").waitFor();
    await rowOf(page, "Versions", "h740").getByRole("link", { name: "changed" }).click();
    await page.getByText("Since").filter({ hasText: "h739" }).waitFor();
    const said = await page.getByText("Since").filter({ hasText: "h739" }).textContent();
    expect(said).toContain("+ country text, − old, at text → instant");
    await done(page);
  });

  test("a version says who wrote and read it, and how to have its bytes", async () => {
    const page = await open("/datasets/ds:orders:v1");
    for (const id of ["jobrun:load-1", "run:r1"])
      await page.getByRole("link", { name: id }).first().waitFor();
    await page.getByText("begat download ds:orders:v1 orders-v1").waitFor();
    await page.getByText(`begat artifact verify sha256:${"b".repeat(64)}`).waitFor();
    await rowOf(page, "Columns", "amount").getByRole("link", { name: "orders/amount" }).waitFor();
    await rowOf(page, "Columns", "amount").getByRole("link", { name: "raw/cents" }).waitFor();
    await done(page);
  });

  test("the names of columns end their lines between words, on a phone too", async () => {
    const page = await open("/datasets/ds:orders:v2", { width: 380 });
    const names = page.getByRole("table", { name: "Columns" }).getByRole("rowheader");
    for (const name of LONG_COLUMNS) {
      const cell = names.filter({ hasText: name });
      expect(await cell.evaluate(linesOfWords), name).toEqual(
        Array.from({ length: name.split(/_|(?=[A-Z])/).length }, () => 1),
      );
    }
    // Those who read it differ in their last letters alone.
    for (const number of [1, 2]) {
      const reader = page.getByRole("link", { name: `${LONG_RUN}${number}` });
      expect(await reader.evaluate((link) => link.scrollWidth <= link.clientWidth)).toBe(true);
    }
    await done(page);
  });

  test("a version is told apart from the others beside a pointer of a long name", async () => {
    const [first, last] = ["model:pointed:v101", "model:pointed:v102"];
    const answers = await browser.begat.batch([
      ...[first, last].map((id) => ({ "model-version": { id, produced_by: "run:r1" } })),
      { pointer: { of: "model:pointed", name: "challenger-of-the-second-quarter-of-the-year", to: last } },
    ]);
    expect(answers.filter((answer) => "error" in answer)).toEqual([]);
    for (const width of [1440, 380]) {
      const page = await open("/models/model:pointed", { width });
      const sizeOf = (id: string) =>
        rowOf(page, "Versions", id.slice("model:pointed:".length))
          .getByRole("link")
          .first()
          .evaluate(({ clientWidth, clientHeight, scrollWidth }) => ({
            clientWidth,
            clientHeight,
            scrollWidth,
          }));
      expect(await sizeOf(last)).toEqual(await sizeOf(first));
      await done(page);
    }
  });

  test("a version of a model tells which data it was made from, or that none is known", async () => {
    const blind = "model:blind:v1";
    const answers = await browser.begat.batch([
      { run: { run_id: "blind" } },
      { "model-version": { id: blind, produced_by: "run:blind" } },
    ]);
    expect(answers.filter((answer) => "error" in answer)).toEqual([]);
    for (const [id, said] of [
      ["model:churn:v2", /Trained onds:orders:v1/],
      [blind, /No data is known that it was made from\./],
    ] as const) {
      const page = await open(`/models/${id}`);
      expect(await page.getByRole("region", { name: "Made by" }).textContent()).toMatch(said);
      await done(page);
    }
  });

  test("the champion is moved, and moved back", async () => {
    const page = await open("/models/model:churn");
    expect(await rowOf(page, "Versions", "v2").textContent()).toContain("+0.05");
    await page.getByRole("button", { name: "Move a pointer" }).click();
    const dialog = page.getByRole("dialog", { name: "Move a pointer" });
    await dialog.getByText("champion stands at v1 now, and will stand at v2.").waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Move", exact: true }).click();
    await page.getByText("champion stands at v2 now.").waitFor();
    expect((await browser.begat.node("model:churn@champion")).id).toBe("model:churn:v2");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("champion stands at v1 now.").waitFor();
    expect((await browser.begat.node("model:churn@champion")).id).toBe("model:churn:v1");
    const stood = rowOf(page, "Pointers", "champion");
    await expect.poll(() => stood.count()).toBe(3);
    expect(await stood.getByRole("time").count()).toBe(5);
    const told = page.getByRole("region", { name: "More properties" }).getByRole("time");
    expect(await told.getAttribute("datetime")).toBe(CHANGED);
    await done(page);
  });

  test("it is told what was live on a day", async () => {
    const page = await open("/models/model:churn?live=2026-02-10");
    await page.getByText("production: v1").waitFor();
    await page.getByLabel("Day (UTC)").fill("2026-03-10");
    await page.getByText("production: v2").waitFor();
    await page.getByLabel("Day (UTC)").fill("2025-03-10");
    await page.getByText("Nothing of it was live at the end of 2025-03-10.").waitFor();
    await page.getByRole("img", { name: "2 rollouts in production, v2 is live" }).waitFor();
    expect(await rowOf(page, "Deployments in production", "churn-2").textContent()).toContain("live");
    expect(await rowOf(page, "Deployments in production", "churn-1").textContent()).toMatch(/ago28 d$/);
    await rowOf(page, "Deployments in production", "churn-2").getByRole("link", { name: "v2" }).click();
    const auc = rowOf(page, "Metrics", "auc");
    await expect.poll(() => auc.textContent()).toBe("auc0.850.8+0.05");
    await page.getByRole("link", { name: "Models", exact: true }).click();
    await rowOf(page, "Models", "churn").getByRole("link", { name: "production v2" }).waitFor();
    await done(page);
  });

  test("jobs are listed with how they went, and by the state of the last run", async () => {
    const page = await open("/jobs");
    expect(await rowOf(page, "Jobs", "load").textContent()).toContain("1 of 3");
    await page
      .getByRole("img", { name: "3 runs, 1 failed; the last that ended took 30 min, the median is 20 min" })
      .waitFor();
    await page.getByLabel("Last state").selectOption("failed");
    await rowOf(page, "Jobs", "report").waitFor({ state: "detached" });
    await rowOf(page, "Jobs", "load").getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "load" }).waitFor();
    await page.getByRole("region", { name: "The last run" }).getByText("the disk is full").waitFor();
    await rowOf(page, "Runs", "jobrun:load-3").getByRole("link").click();
    await page.getByText("job run", { exact: true }).waitFor();
    await page.getByRole("heading", { level: 1, name: "load", exact: true }).waitFor();
    await page.getByText("the disk is full").waitFor();
    await done(page);
  });
});

/** On how many lines each word of a name stands. */
function linesOfWords(cell: Element): readonly number[] {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const lines: number[] = [];
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    for (const { index, 0: word } of (text as Text).data.matchAll(/[A-Z]?[a-z]+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      lines.push(range.getClientRects().length);
    }
  }
  return lines;
}
