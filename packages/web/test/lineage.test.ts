import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, LOOKS, settled, TestBrowser } from "./browser.ts";

const HOSTILE = '<img src=x onerror="document.title=1">';
const READERS = 700;

describe.skipIf(CHROMIUM === undefined)("the page of a lineage", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await record(browser);
    await browser.indexed();
  }, 60_000);
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

async function open(browser: TestBrowser, path: string): Promise<Page> {
  const page = await browser.open(path);
  await settled(page);
  if (!path.includes("nothing")) await page.getByRole("application").waitFor();
  return page;
}

/** What the menu of exports saves. */
async function exported(page: Page, item: string): Promise<Buffer> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: item, exact: true }).click(),
  ]);
  return readFile(await download.path());
}

const card = (page: Page, id: string) => page.locator(`[id="lineage:${id}"]`);

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

async function record({ begat, url }: TestBrowser): Promise<void> {
  const event = {
    eventType: "COMPLETE",
    eventTime: "2026-05-01T00:00:00Z",
    producer: "https://example.org/etl",
    schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    run: { runId: "01890000-0000-7000-8000-000000000001" },
    job: { namespace: "etl", name: "report" },
    inputs: [{ namespace: "s3://lake", name: "orders" }],
    outputs: [{ namespace: "s3://lake", name: "report" }],
  };
  const headers = { "content-type": "application/json" };
  await fetch(`${url}/api/v1/lineage`, { method: "POST", headers, body: JSON.stringify(event) });
  const { publish } = begat;
  const hash = (digit: string) => `sha256:${digit.repeat(64)}`;
  for (const version of [1, 2]) {
    await publish.datasetVersion({
      id: `ds:raw:v${version}`,
      content_hash: hash(`${version}`),
      schema: [{ name: "born", type: "date", feature: "feature:raw/born" }],
    });
    await publish.jobRun({
      id: `jobrun:clean-${version}`,
      job: "job:clean",
      inputs: [{ id: `ds:raw:v${version}` }],
    });
    await publish.datasetVersion({
      id: `ds:users:v${version}`,
      content_hash: hash(`${version + 2}`),
      produced_by: `jobrun:clean-${version}`,
      schema: [{ name: "age_band", type: "text", feature: "feature:users/band" }],
    });
  }
  await publish.edge({
    from: "feature:users/band",
    rel: "derived-from",
    to: "feature:raw/born",
    q: "ds:users:v2",
  });
  await publish.run({
    run_id: "r1",
    experiment: "churn",
    inputs: [{ id: "ds:users:v2", relation: "trained-on" }],
  });
  await publish.modelVersion({ id: "model:churn:v1", produced_by: "run:r1" });
  await publish.deployment({
    id: "deploy:prod-1",
    model_version: "model:churn:v1",
    environment: "production",
  });
  await publish.node({ id: "ds:evil", name: HOSTILE });
  await publish.datasetVersion({ id: "ds:hub:v1", content_hash: hash("9") });
  const readers = Array.from({ length: READERS }, (_, index) => ({
    "job-run": { id: `jobrun:reader-${index}`, job: `job:reader-${index}`, inputs: [{ id: "ds:hub:v1" }] },
  }));
  await begat.batch(readers);
}

/** Whether an element is whole within the frame of its graph. */
function isInView(element: Element): boolean {
  const [its, frame] = [element, element.closest("[role=application]")].map((one) =>
    one?.getBoundingClientRect(),
  );
  return its !== undefined && frame !== undefined && its.left >= frame.left && its.right <= frame.right;
}
