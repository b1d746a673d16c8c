import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, TestBrowser } from "./browser.ts";
import { card, exported, open, recordLineage } from "./lineage-fixture.ts";

describe.skipIf(CHROMIUM === undefined)("the page of a lineage", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await recordLineage(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());
  beforeEach(() => void browser.complaints());

  test("is walked with the keyboard alone, upstream to the left", async () => {
    const page = await open(browser, "/lineage/ds:users");
    const graph = page.getByRole("application", { name: /Lineage graph/ });
    await graph.waitFor();
    for (const key of ["Tab", "Enter", "Tab", "Enter"]) await page.keyboard.press(key);
    const active = async () => (await graph.getAttribute("aria-activedescendant"))?.replace("lineage:", "");
    await page.keyboard.press("Home");
    await expect.poll(active).toBe("ds:users");
    // Keys may come faster than what they lead to is drawn.
    for (const key of ["ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
    await expect.poll(active).toBe("ds:raw");
    // Nor is what is opened in its place yet.
    await graph.evaluate((element) => {
      const press = () =>
        element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      press();
      press();
    });
    await expect.poll(active).toBe("ds:raw:v2");
    await page.keyboard.press("Home");
    for (const id of ["exp:churn", "model:churn", "deploy:prod-1"]) {
      await page.keyboard.press("ArrowRight");
      await expect.poll(active).toBe(id);
    }
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toBe("#/nodes/deploy:prod-1");
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("tells evidence by the style of its lines, and filters kinds with what they join kept", async () => {
    const page = await open(browser, "/lineage/ds:users:v2");
    const dashes = (id: string) =>
      page
        .locator(`[data-id="${id}"] path`)
        .first()
        .evaluate((path) => getComputedStyle(path).strokeDasharray);
    expect(await dashes("ds:users:v2 job:clean")).toBe("7px, 4px");
    const other = await open(browser, "/lineage/ds:s3/lake/report");
    const inferred = other.locator('[data-id="job:etl/report ds:s3/lake/orders"] path').first();
    expect(await inferred.evaluate((path) => getComputedStyle(path).strokeDasharray)).toBe("2px, 4px");
    await other.context().close();
    await page.locator("label", { hasText: "Jobs" }).click();
    await page.locator('[data-id="ds:users:v2 ds:raw"]').waitFor({ state: "attached" });
    expect(await dashes("ds:users:v2 ds:raw")).toBe("12px, 3px, 2px, 3px");
    expect(new URL(page.url()).hash).not.toMatch(/kinds=[^&]*jobs/);
    await page.context().close();
  });

  test("shows the columns of datasets and what they were derived from", async () => {
    const page = await open(browser, "/lineage/ds:users?columns=ds:users,ds:raw&node=ds:users");
    await card(page, "ds:users").getByText("age_band").waitFor();
    const line = page.locator(
      '[aria-label="feature:users/band derived from feature:raw/born in ds:users:v2"]',
    );
    await line.waitFor({ state: "attached" });
    const svg = (await exported(page, "SVG")).toString();
    for (const column of ["age_band", "born"]) expect(svg).toContain(`>${column}</text>`);
    const panel = page.getByRole("complementary");
    await panel.getByText("from feature:raw/born, in ds:users:v2").waitFor();
    await panel.getByRole("button", { name: "Hide its columns" }).click();
    await line.waitFor({ state: "detached" });
    await page.context().close();
  });

  test("finds the path to another node and lights it", async () => {
    const page = await open(browser, "/lineage/model:churn:v1");
    await page.getByRole("textbox", { name: "Path to another node" }).fill("ds:raw:v2");
    await page.getByRole("option", { name: "ds:raw:v2" }).first().click();
    await page.getByText(/Path of \d+ edges upstream to ds:raw:v2/).waitFor();
    await expect
      .poll(() => page.locator('[data-id="job:clean ds:raw"] path').first().getAttribute("style"))
      .toContain("yellow");
    // All of it comes into view.
    for (const id of ["ds:raw", "model:churn:v1"])
      await expect.poll(() => card(page, id).evaluate(isInView)).toBe(true);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("Path of").waitFor({ state: "detached" });
    await page.context().close();
  });

  test("opens a large graph with its nearest part, more of it step by step", async () => {
    const page = await open(browser, "/lineage/ds:hub");
    await page.getByText(/150 of 701 nodes shown, the nearest; 551 hidden/).waitFor();
    await page.getByRole("button", { name: /Show more effects of hub: 551/ }).click();
    await page.getByText(/170 of 701 nodes shown/).waitFor();
    await page.getByRole("button", { name: "Show 150 more" }).click();
    await page.getByText(/320 of 701 nodes shown/).waitFor();
    await page.goto(`${browser.url}/#/lineage/ds:hub?limit=100`);
    await page.getByText("There is more than was read").waitFor();
    await page.context().close();
  });
});

/** Whether an element is whole within the frame of its graph. */
function isInView(element: Element): boolean {
  const [its, frame] = [element, element.closest("[role=application]")].map((one) =>
    one?.getBoundingClientRect(),
  );
  return its !== undefined && frame !== undefined && its.left >= frame.left && its.right <= frame.right;
}
