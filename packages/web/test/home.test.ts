import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, settled, TestBrowser } from "./browser.ts";

describe.skipIf(CHROMIUM === undefined)("an empty record", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
  });
  afterAll(() => browser.stop());

  test("says how to begin, and shows the first thing the moment that it comes", async () => {
    const page = await browser.open("/");
    await settled(page);
    expect(await page.getByRole("heading", { level: 2 }).allTextContents()).toHaveLength(3);
    expect(await page.getByText(`export MLFLOW_TRACKING_URI=${browser.url}`).count()).toBe(1);
    await page.getByText("Waiting for the first message").waitFor();
    await expectAccessible(page);

    await browser.begat.publish.run({ run_id: "first", name: "The first", metrics: { auc: 0.9 } });
    const changes = page.getByRole("list", { name: "Changes, the last first" });
    await changes.getByRole("link", { name: "The first" }).waitFor();
    await page
      .getByRole("list", { name: "What there is" })
      .getByRole("link", { name: "1 Training runs" })
      .waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(CHROMIUM === undefined)("home", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await record(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());

  test.each([
    ["light", 1440],
    ["dark", 380],
  ] as const)("shows what runs and what needs a look: %s, %i wide", async (colors, width) => {
    const page = await browser.open("/", { colors, width });
    await settled(page);
    const section = (name: string) => page.getByRole("region", { name, exact: true });
    for (const line of ["Still training", "Said no time"])
      await section("Running now").getByRole("link", { name: line }).waitFor();
    for (const [title, line] of [
      ["Live, and doubtful", "model:churn:v1 is archived"],
      ["Training runs that failed", "<b>Broken</b>"],
      ["Job runs that failed", "clean"],
      ["Checks that failed", "quality check"],
      ["Training runs that never ended", "Forgotten"],
    ] as const)
      await section(title).getByRole("link", { name: line }).waitFor();
    expect(await section("Training runs that never ended").getByRole("link").count()).toBe(1);
    await section("What changed")
      .getByRole("link", { name: /^sha256:[0-9a-f]{12}…$/ })
      .first()
      .waitFor();
    await section("What changed").getByRole("link", { name: "and 3 more" }).waitFor();
    await section("Checks that failed").getByRole("link", { name: "See all" }).click();
    const failed = page.getByRole("table", { name: "Checks, the newest first" });
    await failed.getByRole("link", { name: "profile check" }).waitFor();
    expect(await failed.getByRole("link").count()).toBe(5);
    await expectAccessible(page);
    await page.goBack();
    await section("Events that were refused").getByText("eventTime").waitFor();
    await expectAccessible(page);
    const search = page.getByRole("button", { name: "Search by id, name, alias or text" });
    await search.click();
    await page.getByRole("combobox", { name: "Find anything" }).fill("Still");
    await page.getByRole("option", { name: /Still training/ }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => search.evaluate((button) => button === document.activeElement)).toBe(true);
    const { scrollWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(width);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("makes one line of a burst, holds still when it is asked to, and goes on", async () => {
    const page = await browser.open("/");
    await settled(page);
    const changes = page.getByRole("list", { name: "Changes, the last first" });
    await changes.getByRole("listitem").first().waitFor();
    const before = await changes.getByRole("listitem").count();

    await page.getByRole("button", { name: "Pause" }).focus();
    await page.keyboard.press("Enter");
    const burst = Array.from({ length: 1000 }, (_, index) => ({ run: { run_id: `burst-${index}` } }));
    await browser.begat.batch(burst);
    const goOn = page.getByRole("button", { name: "Show 1,000 more" });
    await goOn.waitFor();
    expect(await changes.getByText("burst-").count()).toBe(0);
    expect(await changes.getByRole("listitem").count()).toBe(before);

    await goOn.press("Enter");
    const line = changes.getByRole("listitem").first();
    await line.getByRole("link", { name: "run:burst-999" }).waitFor();
    expect(await line.textContent()).toMatch(/1,00\d training runs.*and 1,00\d more/);
    const more = line.getByRole("link", { name: /^and 1,00\d more$/ });
    expect(await more.getAttribute("href")).toMatch(/\/#\/runs$/);
    expect(await changes.getByRole("listitem").count()).toBe(before);
    await page
      .getByRole("status")
      .filter({ hasText: /^\d+ new entries$/ })
      .waitFor({ state: "attached" });

    await line.getByRole("link", { name: "run:burst-999" }).click();
    await page.getByRole("heading", { level: 1, name: "burst-999" }).waitFor();
    await page.context().close();
  });
});

async function record({ begat, url }: TestBrowser): Promise<void> {
  const { publish } = begat;
  for (const text of ["weights", "more weights", "a log", "a picture", "a table", "a plot"])
    await begat.artifacts.put(new Blob([text]));
  await publish.run({
    run_id: "live",
    name: "Still training",
    started_at: new Date().toISOString(),
    status: "running",
  });
  await publish.run({ run_id: "timeless", name: "Said no time", status: "running" });
  await publish.run({
    run_id: "stuck",
    name: "Forgotten",
    started_at: "2020-01-01T00:00:00Z",
    status: "running",
  });
  await publish.run({
    run_id: "bad",
    name: "<b>Broken</b>",
    status: "failed",
    ended_at: new Date().toISOString(),
  });
  await publish.jobRun({ id: "jobrun:1", job: "job:clean", status: "failed" });
  await publish.modelVersion({ id: "model:churn:v1", produced_by: "run:bad" });
  for (const kind of ["profile", "fairness", "drift", "gate"] as const)
    await publish.check({ id: `check:${kind}`, kind, status: "failed", checks: ["run:bad"] });
  await publish.check({ id: "check:1", kind: "quality", status: "failed", checks: ["model:churn:v1"] });
  await publish.deployment({ id: "deploy:1", model_version: "model:churn:v1", environment: "production" });
  await publish.hide({ id: "model:churn:v1", hidden: true });
  await fetch(`${url}/api/v1/lineage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ eventType: "START", run: { runId: "r" }, job: { namespace: "n", name: "j" } }),
  });
}
