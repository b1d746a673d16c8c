import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CHROMIUM, holdBack, settled, TestBrowser } from "./browser.ts";

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

  test.each(["js", "css"])("of a page whose .%s cannot be had says so, and is tried again", async (kind) => {
    const files = new RegExp(`/assets/lineage-page-.*\\.${kind}$`);
    const page = await browser.open("/", {
      savesData: true,
      before: async (page) => {
        await page.route(files, (route) => route.abort());
      },
    });
    await settled(page);
    await page.goto(`${browser.url}/#/lineage/run:first`);
    await page.getByRole("alert").getByText("Its files could not be loaded").waitFor();
    await page.unroute(files);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(page.url()).toContain("#/lineage/run:first");
    browser.complaints();
    await page.context().close();
  });

  test("has the network for itself until it shows what it has", async () => {
    let release = (): void => undefined;
    let isAsked: Promise<unknown> | undefined;
    let isAhead: Promise<unknown> | undefined;
    const seen = vi.fn();
    const page = await browser.open("/", {
      before: async (page) => {
        release = await holdBack(page, /\/ledger\?/);
        isAsked = page.waitForRequest("**/ledger?**");
        isAhead = page.waitForRequest("**/assets/ledger-page*");
        void isAhead.then(seen);
        await page.clock.install();
      },
    });
    await isAsked;
    await page.clock.runFor(10_000);
    // What the page asked for until then is known here once this is answered.
    await page.evaluate(() => fetch("/health"));
    expect(seen).not.toHaveBeenCalled();
    release();
    await isAhead;
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
