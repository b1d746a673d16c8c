import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planText } from "../src/pages/impact/plan-text.ts";
import { stepsOf } from "../src/pages/impact/reason.tsx";
import { CHROMIUM, expectAccessible, LOOKS, settled, TestBrowser } from "./browser.ts";

describe("a reason", () => {
  const edge = (from: string, rel: "version-of" | "used" | "same-as", to: string) =>
    ({ from, rel, to, q: "", evidence: "reported" }) as const;

  test("starts at what changes, and says what each step does, whichever way its edge points", () => {
    expect(
      stepsOf([edge("ds:a:v1", "version-of", "ds:a"), edge("jobrun:x", "used", "ds:a:v1")]),
    ).toMatchObject({
      start: "ds:a",
      steps: [
        { verb: "has the version", id: "ds:a:v1" },
        { verb: "which is read by", id: "jobrun:x" },
      ],
    });
    const { start, steps } = stepsOf([
      edge("ds:a", "same-as", "ds:b"),
      edge("ds:b:v1", "version-of", "ds:b"),
    ]);
    expect([start, ...steps.map(({ id }) => id)]).toEqual(["ds:a", "ds:b", "ds:b:v1"]);
    expect(stepsOf([])).toEqual({ start: undefined, steps: [] });
  });

  test("is followed by a plan that can be pasted", () => {
    const step = {
      action: "job",
      id: "job:clean",
      executions: [],
      inputs: ["ds:raw:v1"],
      outputs: [],
    } as const;
    expect(planText({ root: "ds:raw", plan: [step] })).toBe(
      "Rebuild after a change of `ds:raw`:\n\n1. Run the job again: `job:clean`, reading `ds:raw:v1`\n",
    );
  });
});

describe.skipIf(CHROMIUM === undefined)("the page of an impact", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await record(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());

  test("takes Enter for what is typed, though it is found later", async () => {
    const page = await browser.open("/impact");
    let find = () => {};
    const entered = new Promise<void>((resolve) => (find = resolve));
    await page.route(/\/search\?.*users/, async (route) => {
      await entered;
      await route.continue();
    });
    const field = page.getByRole("textbox", { name: "What would change" });
    await field.fill("ra");
    await page.getByRole("option", { name: /ds:raw$/ }).waitFor();
    await field.fill("users");
    await field.press("Enter");
    find();
    await page.getByRole("heading", { name: /^Impact of ds:users/ }).waitFor();
    await page.close();
  });

  test("leads from a search to live deployments with their reason, what else is affected, and the plan", async () => {
    const page = await browser.open("/impact");
    await page.getByRole("textbox", { name: "What would change" }).fill("raw");
    await page.getByRole("option", { name: /ds:raw$/ }).waitFor();
    // What Enter would choose is written as on the page, so that its id beside it can be read too.
    const colorOf = (part: string) => page.locator(part).evaluate((it) => getComputedStyle(it).color);
    expect(await colorOf("[data-combobox-selected]")).toBe(await colorOf("body"));
    await page.getByRole("option", { name: /ds:raw$/ }).click();
    await page.getByRole("heading", { name: "Live deployments (1)" }).waitFor();
    expect(await reason(page)).toBe(
      "ds:raw has the version ds:raw:v1 which is read by jobrun:clean-1 which produced ds:users:v1 " +
        "on which was trained run:r1 which produced model:churn:v1 which is deployed by deploy:prod-2",
    );
    await page.getByRole("button", { name: "Deployments that serve no longer 1" }).click();
    await page.getByRole("row", { name: /deploy:prod-1/ }).waitFor();
    const steps = page.getByRole("list").last().getByRole("listitem");
    expect(await steps.allTextContents()).toEqual([
      expect.stringContaining("Run the job againjob:clean"),
      expect.stringContaining("Train againrun:r1"),
      expect.stringContaining("Deploy againdeploy:prod-2"),
    ]);
    await page.getByRole("link", { name: "Lineage downstream" }).click();
    await page.getByRole("application", { name: /Lineage graph/ }).waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("is of a column too", async () => {
    const page = await browser.open("/impact/feature:raw/born");
    await page.getByRole("heading", { name: "Live deployments (1)" }).waitFor();
    expect(await reason(page)).toContain("feature:raw/born is a column of ds:raw:v1");
    await page.context().close();
  });

  test("says when nothing is reached, when there is more, and when there is no such thing", async () => {
    const page = await browser.open("/impact/deploy:prod-2");
    await page.getByText("A change of it reaches nothing that is recorded").waitFor();
    await page.goto(`${browser.url}/#/impact/ds:raw?limit=2`);
    await page.getByText("A change reaches more than was read").waitFor();
    await page.getByRole("button", { name: "Read up to 50,000" }).click();
    await page.getByRole("heading", { name: "Live deployments (1)" }).waitFor();
    await page.goto(`${browser.url}/#/impact/ds:nothing`);
    await page.getByText("Nothing is recorded as ds:nothing").waitFor();
    await page.context().close();
  });

  test.each(LOOKS)(
    "breaks no rule of accessibility, in $colors colours, $width pixels wide",
    async ({ colors, width }) => {
      const page = await browser.open("/impact/ds:raw", { colors, width });
      await settled(page);
      await page.getByRole("button", { name: "Training runs 1" }).click();
      await page.getByRole("row", { name: /run:r1/ }).waitFor();
      await expectAccessible(page);
      expect(browser.complaints().filter((line) => !line.includes("404"))).toEqual([]);
      await page.context().close();
    },
  );
});

async function reason(page: Page): Promise<string | undefined> {
  const text = await page.getByRole("listitem").first().getByRole("paragraph").last().textContent();
  return text?.replace(/\s+/g, " ").trim();
}

async function record({ begat: { publish } }: TestBrowser): Promise<void> {
  await publish.datasetVersion({
    id: "ds:raw:v1",
    content_hash: `sha256:${"1".repeat(64)}`,
    schema: [{ name: "born", type: "date", feature: "feature:raw/born" }],
  });
  await publish.jobRun({ id: "jobrun:clean-1", job: "job:clean", inputs: [{ id: "ds:raw:v1" }] });
  await publish.datasetVersion({
    id: "ds:users:v1",
    content_hash: `sha256:${"2".repeat(64)}`,
    produced_by: "jobrun:clean-1",
  });
  await publish.run({
    run_id: "r1",
    experiment: "churn",
    inputs: [{ id: "ds:users:v1", relation: "trained-on" }],
  });
  await publish.modelVersion({ id: "model:churn:v1", produced_by: "run:r1" });
  for (const [id, started_at] of [
    ["deploy:prod-1", "2026-05-01T00:00:00Z"],
    ["deploy:prod-2", "2026-05-02T00:00:00Z"],
  ] as const) {
    await publish.deployment({ id, model_version: "model:churn:v1", environment: "production", started_at });
  }
}
