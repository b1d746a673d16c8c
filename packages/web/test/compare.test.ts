import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awayFor, CHROMIUM, expectAccessible, expectFits, LOOKS, settled, TestBrowser } from "./browser.ts";
import { ALL, cells, recordCompared } from "./compare-fixture.ts";

const VIEWS = ["table", "curves", "parallel", "scatter", "boxes", "importance"] as const;

describe.skipIf(CHROMIUM === undefined)("comparing runs", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await recordCompared(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());

  test.each(VIEWS)("as %s can be used by everybody, light and dark, wide and narrow", async (view) => {
    for (const look of LOOKS) {
      const page = await browser.open(`${ALL}&view=${view}`, look);
      await settled(page);
      await page.getByRole("tab", { selected: true }).waitFor();
      await page
        .locator(view === "table" || view === "importance" ? "tbody tr" : "[role=slider]")
        .first()
        .waitFor();
      await expectAccessible(page);
      await expectFits(page);
      expect(await page.title()).toBe("Compare runs · Begat");
      expect(browser.complaints()).toEqual([]);
      await page.context().close();
    }
  });

  test("side by side marks the best and what differs, and lets runs come and go", async () => {
    const page = await browser.open("/compare?runs=run:c0,run:c1");
    await settled(page);
    const row = (name: string) =>
      page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
    expect(await cells(row("lr"))).toEqual(["0.01", "0.02"]);
    expect(await row("lr").getByLabel("differs").count()).toBe(1);
    expect(await cells(row("batch"))).toEqual(["4096", "4096"]);
    expect(await row("batch").getByLabel("differs").count()).toBe(0);
    // The loss of the first run is less; the name says that this is better.
    expect(await row("loss").getByRole("cell").nth(0).getByLabel("best").count()).toBe(1);
    await row("loss").getByRole("button", { name: "less is better" }).click();
    await row("loss").getByRole("button", { name: "more is better" }).waitFor();
    expect(await row("loss").getByRole("cell").nth(1).getByLabel("best").count()).toBe(1);
    expect(page.url()).toContain("flip=loss");

    await page.getByRole("switch", { name: "Only what differs" }).press("Space");
    await expect.poll(() => row("batch").count()).toBe(0);
    expect(page.url()).toContain("differing=true");

    await page.getByRole("textbox", { name: "Search names" }).fill("LO");
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(1);
    expect(page.url()).toContain("q=LO");
    await page.getByRole("button", { name: "Clear" }).click();
    await row("lr").waitFor();

    await page.getByRole("combobox", { name: "Add a run" }).fill("run-3");
    // What was suggested makes way for what is found.
    await page.getByRole("option", { name: "run-2" }).waitFor({ state: "detached" });
    await page.getByRole("option", { name: "run-3" }).click();
    await expect.poll(() => new URL(page.url()).hash).toContain(encodeURIComponent("run:c0,run:c1,run:c3"));
    await page.getByRole("button", { name: "Leave out run-3" }).waitFor();
    await page.getByRole("button", { name: "Leave out run-1" }).press("Enter");
    await expect.poll(() => cells(row("lr"))).toEqual(["0.01", "0.04"]);
    // The buttons are gone: who goes on by keys stays among the heads.
    await page.locator("thead tr:focus").waitFor();
    await page.getByRole("button", { name: "Put run-3 first" }).press("Enter");
    await expect.poll(() => cells(row("lr"))).toEqual(["0.04", "0.01"]);
    await page.locator("th :focus").waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("what could not be read is read again, and the focus stays where the button was", async () => {
    const page = await browser.open("/compare");
    await settled(page);
    const comeBack = await awayFor(page, /\/compare\?/);
    await page.goto(`${browser.url}/#/compare?runs=run:c0,run:c1`);
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await comeBack();
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("rowheader", { name: "loss" }).waitFor();
    await page.locator(":focus:not(body) table").waitFor();
    browser.complaints();
    await page.context().close();
  });

  test("names are told apart on a phone", async () => {
    for (const lr of [0.3, 0.1])
      await browser.begat.publish.run({
        run_id: `trees-${lr}`,
        name: `trees-depth6-lr${lr}`,
        params: { lr },
        metrics: { auc: lr },
      });
    const page = await browser.open("/compare?runs=run:trees-0.3,run:trees-0.1", { width: 380 });
    await settled(page);
    for (const lr of [0.3, 0.1])
      expect(await page.getByRole("link", { name: `trees-depth6-lr${lr}` }).evaluate(isWhole)).toBe(true);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("what has the focus is not beneath the pinned names", async () => {
    const page = await browser.open(ALL, { width: 380 });
    await settled(page);
    await page.getByRole("button", { name: "Leave out run-4" }).focus();
    const first = page.getByRole("link", { name: "run-0", exact: true });
    await first.focus();
    await expect
      .poll(() =>
        first.evaluate((link) => {
          const { left, top, height } = link.getBoundingClientRect();
          return link.contains(document.elementFromPoint(left + 2, top + height / 2));
        }),
      )
      .toBe(true);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("a run that is not there can be left out", async () => {
    const page = await browser.open("/compare?runs=run:c0,run:gone,run:c1");
    await page.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Leave out run:gone" }).click();
    await page.getByRole("rowheader", { name: "loss" }).waitFor();
    expect(await page.getByText("2 runs", { exact: true }).count()).toBe(1);
    // The browser itself says that an answer was 404.
    browser.complaints();
    await page.context().close();
  });
});

/** Whether nothing of a text is cut. */
function isWhole(text: Element): boolean {
  return text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight;
}
