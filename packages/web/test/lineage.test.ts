import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, LOOKS, settled, TestBrowser } from "./browser.ts";
import { card, exported, HOSTILE, open, recordLineage } from "./lineage-fixture.ts";

describe.skipIf(CHROMIUM === undefined)("the page of a lineage", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await recordLineage(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());
  beforeEach(() => void browser.complaints());

  test("shows datasets, jobs and models first, opens versions, and keeps all of it in the address", async () => {
    const page = await open(browser, "/lineage/ds:users");
    await expect
      .poll(() => cards(page))
      .toEqual([
        "churn experiment · 1 run",
        "churn model · 1 version",
        "clean job · 2 runs",
        "prod-1 deployment",
        "raw dataset · 2 versions",
        "users dataset · 2 versions",
      ]);
    await card(page, "ds:users").click();
    const panel = page.getByRole("complementary", { name: "Details of users" });
    await panel.getByRole("button", { name: "Open its 2" }).click();
    await card(page, "ds:users:v1").waitFor();
    expect(new URL(page.url()).hash).toContain("open=ds%3Ausers%7E20");
    await page.reload();
    await card(page, "ds:users:v2").click();
    await page.getByRole("button", { name: "Fold into ds:users" }).click();
    await card(page, "ds:users").waitFor();
    await expect.poll(() => cards(page)).toHaveLength(6);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("goes back in time, and says so where there was nothing yet", async () => {
    const page = await open(browser, "/lineage/ds:users");
    await expect.poll(() => cards(page)).toContain("prod-1 deployment");
    const slider = page.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("Home");
    await page.getByText("ds:users was not recorded yet at entry 1").waitFor();
    await page.getByRole("button", { name: "Show it as it is now" }).click();
    await expect.poll(() => cards(page)).toContain("prod-1 deployment");
    await page.goto(`${browser.url}/#/lineage/ds:users?as_of=7`);
    await page.getByText(/entry 7, recorded/).waitFor();
    await expect.poll(() => cards(page)).not.toContain("prod-1 deployment");
    await page.context().close();
  });

  test("says the details beside the navigation where both are there", async () => {
    const page = await browser.open("/lineage/ds:users?node=ds:users", { width: 768 });
    const details = await page.getByRole("complementary", { name: "Details of users" }).boundingBox();
    const pages = await page.getByRole("navigation", { name: "Pages" }).boundingBox();
    expect(details?.x).toBeGreaterThanOrEqual((pages?.x ?? 0) + (pages?.width ?? 0));
    await page.context().close();
  });

  test("is a table for who does not see it", async () => {
    const page = await open(browser, "/lineage/model:churn:v1");
    await page.getByText("Table", { exact: true }).click();
    const row = page.getByRole("row", { name: /^users/ });
    await row.waitFor();
    expect(await row.textContent()).toContain("clean (produced-by, reported)");
    expect(await row.textContent()).toContain("churn (trained-on, reported)");
    await expectAccessible(page);
    await page.context().close();
  });

  test("takes hostile names as text, in the page and in what it exports", async () => {
    const page = await open(browser, "/lineage/ds:evil");
    await page.getByText(HOSTILE).first().waitFor();
    const svg = (await exported(page, "SVG")).toString();
    expect(svg).toContain("&lt;img src=x onerror=");
    expect(svg).not.toContain("<img");
    const mermaid = (await exported(page, "Mermaid")).toString();
    expect(mermaid).toMatch(
      /^flowchart LR\n {2}n0\["#60;img src=x onerror=#34;document\.title=1#34;#62;"\]\n$/,
    );
    const png = await exported(page, "PNG");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(await page.title()).toBe("Lineage of ds:evil · Begat");
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("says what to do about an id that there is not, and where to begin", async () => {
    const page = await open(browser, "/lineage/ds:nothing-like-it");
    await page.getByText("Nothing is recorded as ds:nothing-like-it").waitFor();
    await page.goto(`${browser.url}/#/lineage`);
    const field = page.getByRole("textbox", { name: "Node to begin with" });
    await page.getByRole("region", { name: "Models" }).getByRole("link", { name: "churn" }).waitFor();
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await field.fill("users");
    await page
      .getByRole("option", { name: /ds:users/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("application").waitFor();
    await page.context().close();
  });

  test.each(LOOKS)(
    "breaks no rule of accessibility, in $colors colours, $width pixels wide",
    async ({ colors, width }) => {
      const page = await browser.open("/lineage/ds:users?node=ds:users&columns=ds:users", {
        colors,
        width,
      });
      await settled(page);
      await card(page, "ds:users").waitFor();
      await expectAccessible(page);
      expect(browser.complaints()).toEqual([]);
      await page.context().close();
    },
  );
});

/** What the cards say that are in sight. */
async function cards(page: Page): Promise<readonly string[]> {
  const said = await page
    .locator('[id^="lineage:"]')
    .evaluateAll((all) =>
      all.map((one) =>
        [...one.querySelectorAll("[class*=_title_], [class*=_line_]")]
          .map((line) => line.textContent)
          .join(" "),
      ),
    );
  return said.sort();
}
