import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, expectFits, LOOKS, settled, TestBrowser } from "./browser.ts";

describe.skipIf(CHROMIUM === undefined)("finding", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    const { publish } = browser.begat;
    await publish.node({
      id: "ds:lake/users",
      name: "Users",
      description: "everybody who ever came",
    });
    await publish.alias({ scheme: "uri", value: "s3://bucket/people", of: "ds:lake/users" });
    await publish.node({
      id: "exp:churn",
      name: "<img src=x onerror=alert(1)>",
      props: { note: "every single one" },
    });
    await browser.indexed();
  });
  afterAll(() => browser.stop());

  test.each(["/", "Control+k"])(
    "%s opens the palette, which finds a node by its text and goes there",
    async (key) => {
      const page = await browser.open("/");
      await settled(page);
      await page.keyboard.press(key);
      // It has the focus before the next key comes.
      await page.keyboard.type("everyb");
      await page.getByRole("option", { name: /Users/ }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
      expect(new URL(page.url()).hash).toBe("#/datasets/ds:lake/users");

      await page.keyboard.press(key);
      await page.getByRole("option", { name: "ds:lake/users" }).waitFor();
      expect(browser.complaints()).toEqual([]);
      await page.context().close();
    },
  );

  test("the palette finds a node by another name, and goes to pages and to the search", async () => {
    const page = await browser.open("/");
    await settled(page);
    await page.getByRole("button", { name: "Find anything" }).click();
    const field = page.getByRole("combobox", { name: "Find anything" });
    await field.fill("s3://bucket/people");
    await page.getByRole("option", { name: /Users/ }).waitFor();
    await field.fill("ledg");
    // Before the answer is there, Enter does not take what was found for the text before.
    await field.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Ledger" }).waitFor();

    await page.getByRole("button", { name: "Find anything" }).click();
    await field.fill("every");
    await page.getByRole("option", { name: /Users/ }).waitFor();
    await page.getByRole("option", { name: "Everything with “every”" }).click();
    await page.getByRole("heading", { level: 1, name: "Search" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#/search?q=every");
    await page.context().close();
  });

  test("the search keeps words and kinds in its address, and shows what it found as text", async () => {
    const page = await browser.open("/search?q=ever");
    await settled(page);
    await page.getByRole("link", { name: /Users/ }).waitFor();
    await page.getByRole("link", { name: "<img src=x onerror=alert(1)>" }).waitFor();
    await page.getByText("experiment", { exact: true }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe("#/search?q=ever&kinds=Experiment");
    await page.getByRole("link", { name: /Users/ }).waitFor({ state: "detached" });
    await page.getByRole("searchbox").fill("nothing of the kind");
    await page.getByText("Nothing has “nothing of the kind”").waitFor();
    expect(new URL(page.url()).hash).toBe("#/search?q=nothing+of+the+kind&kinds=Experiment");
    await expectAccessible(page);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test.each(LOOKS)("the search stands $colors at $width pixels, and the palette over it", async (look) => {
    const page = await browser.open("/search?q=ever", look);
    await settled(page);
    await expectAccessible(page);
    await expectFits(page);
    await page.getByRole("button", { name: "Find anything" }).click();
    await page.getByRole("combobox", { name: "Find anything" }).fill("ever");
    await page.getByRole("option", { name: /Users/ }).waitFor();
    await expectAccessible(page);
    await expectFits(page);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("a machine without a network still reads from a server of its own", async () => {
    const page = await browser.open("/");
    await settled(page);
    await page.evaluate(() => dispatchEvent(new Event("offline")));
    await pressBoth(page, "g", "d");
    await page.getByRole("link", { name: "Users" }).waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("g and a letter go to a page, ? lists the keys; while somebody types they are letters", async () => {
    const page = await browser.open("/");
    await settled(page);
    await pressBoth(page, "g", "d");
    await page.getByRole("heading", { level: 1, name: "Datasets" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.goto(`${browser.url}/#/search`);
    await page.getByRole("searchbox").fill("");
    await page.keyboard.type("gd?/");
    // Past the pause in which the address is told.
    await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toBe("#/search?q=gd?/");
    await page.keyboard.type("!");
    expect(await page.getByRole("searchbox").inputValue()).toBe("gd?/!");
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test.each([380, 767, 768, 1440])(
    "at %i pixels the navigation is there, or a button that shows it",
    async (width) => {
      const page = await browser.open("/", { width });
      await settled(page);
      const button = page.getByRole("button", { name: "Navigation" });
      if (width < 768) await button.click();
      else expect(await button.count()).toBe(0);
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Models" }).click();
      await page.getByRole("heading", { level: 1, name: "Models" }).waitFor();
      await page.context().close();
    },
  );

  test("by the keyboard alone, the first stop leads past the navigation", async () => {
    const page = await browser.open("/datasets");
    await settled(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    expect(new URL(page.url()).hash).toBe("#/datasets");
    await page.context().close();
  });
});

/** Presses a key and another one at once after it: for one that comes later the page does not wait. */
async function pressBoth(page: Page, ...keys: readonly [string, string]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}
