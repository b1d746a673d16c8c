import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, settled, TestBrowser } from "./browser.ts";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const MOST_BYTES = 350_000;

describe.skipIf(CHROMIUM === undefined)("the first load", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
  });
  afterAll(() => browser.stop());

  test("is small, and a page brings only its own", async () => {
    const page = await browser.open("/", { savesData: true });
    await settled(page);
    const loaded = (): Promise<readonly string[]> => page.evaluate(assetsLoaded);
    const first = await loaded();
    const sizes = await Promise.all(first.map(async (path) => (await stat(`${DIST}${path}.gz`)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);

    await page.goto(`${browser.url}/#/ledger`);
    await page.getByRole("heading", { level: 1, name: "Ledger" }).waitFor();
    const more = (await loaded()).filter((path) => !first.includes(path));
    expect(more.some((path) => path.includes("ledger-page"))).toBe(true);
    expect(more.some((path) => path.includes("runs-page"))).toBe(false);
    await page.context().close();
  });

  test("has the network for itself until it shows what it has", async () => {
    const page = await browser.open("/");
    await settled(page);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const isAsked = page.waitForRequest("**/ledger?**");
    await page.route("**/ledger?**", (route) => held.then(() => route.continue()));
    await page.reload();
    await isAsked;
    await page.waitForTimeout(3_000);
    const isAhead = async () =>
      (await page.evaluate(assetsLoaded)).some((path) => path.includes("ledger-page"));
    expect(await isAhead()).toBe(false);
    release();
    await expect.poll(isAhead).toBe(true);
    await page.context().close();
  });

  test("is followed by the pages of the navigation", async () => {
    const page = await browser.open("/");
    for (const name of ["runs-page", "datasets-page", "ledger-page"])
      await expect
        .poll(async () => (await page.evaluate(assetsLoaded)).some((path) => path.includes(name)))
        .toBe(true);
    await page.context().close();
  });
});

/** The files of the app that a page has loaded; runs in it. */
function assetsLoaded(): readonly string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith("/assets/"));
}
