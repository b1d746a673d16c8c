import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { onEachPage, settled, TestBrowser } from "./browser.ts";

export const HOSTILE = `<img src=x onerror="window.hacked=1">`;
export const COUNT = 130;

interface Opened {
  readonly browser: TestBrowser;
  readonly page: Page;
}

/** Records runs for a block of tests, opens their page anew for each of them, and answers what they do with it. */
export function onRuns(use: (opened: Opened) => void) {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await recordRuns(browser);
    await browser.indexed();
  });
  onEachPage(
    () => browser,
    "/runs",
    (opened) => {
      page = opened;
      use({ browser, page });
    },
  );
  afterAll(() => browser.stop());

  const table = () => page.getByRole("table", { name: "Training runs" });
  const names = () => table().locator("tbody a").allTextContents();
  const filter = () => page.getByRole("combobox", { name: "Filter", exact: true });
  const hash = () => decodeURIComponent(new URL(page.url()).hash).replaceAll("+", " ");
  /** Goes to a view, and waits until it is the one that is shown. */
  const go = async (path: string) => {
    await page.goto(`${browser.url}/#${path}`);
    const { searchParams } = new URL(path, browser.url);
    await expect.poll(() => filter().inputValue()).toBe(searchParams.get("filter") ?? "");
    for (const column of searchParams.get("columns")?.split(",") ?? [])
      await table()
        .getByRole("columnheader", { name: column.replace(/s\./, " ") })
        .waitFor();
    // The rows of the view before stand there until those of this one come.
    await page
      .getByRole("button", { name: "Read the runs again" })
      .and(page.locator(":not([data-loading])"))
      .waitFor();
    await settled(page);
  };
  return { table, names, filter, hash, go };
}

/** Runs that differ in what they can be found, ordered and grouped by. */
async function recordRuns({ begat }: TestBrowser): Promise<void> {
  const start = Date.parse("2026-10-01T00:00:00Z");
  const items = Array.from({ length: COUNT }, (_, index) => ({
    run: {
      run_id: `r${index}`,
      name: `run ${index}`,
      experiment: index % 2 === 0 ? "first" : "second",
      status: "finished",
      started_at: start + index * 60_000,
      ended_at: start + index * 60_000 + 5_400_000,
      params: {
        lr: 0.1,
        ...(index !== 1 && { optimizer: index % 2 === 0 ? "adam" : "sgd" }),
        ...(index === 0 && { note: "=1+1" }),
      },
      metrics: { auc: index / COUNT, ...(index === 0 && { [HOSTILE]: 1, strange: 2 }) },
    },
  }));
  for (const { error } of await begat.batch(items)) if (error !== undefined) throw new Error(error.message);
}
