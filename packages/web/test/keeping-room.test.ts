import type { BatchMessage } from "@begat/client/browser";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, holdBack, settled, TestBrowser } from "./browser.ts";
import { story } from "./data-fixture.ts";

const DAYS = 20;
/** More than a window has room for. */
const VERSIONS = 30;
const DAY_MS = 86_400_000;
const DIFF = `diff --git a/train.py b/train.py\n${"+lr = 0.2\n".repeat(60)}`;

/** A dataset and a model of many versions, and a run of many metrics that changed much of its code. */
function filled(diff: string): readonly BatchMessage[] {
  return [
    ...Array.from({ length: DAYS }, (_, day) => ({
      "dataset-version": {
        id: `ds:daily:d${day}`,
        at: new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString(),
        schema: [{ name: "at", type: "text" }],
      },
    })),
    {
      run: {
        run_id: "filled",
        commit: "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
        dirty: true,
        diff,
        inputs: [{ id: "ds:daily:d0", relation: "trained-on" }],
        metrics: { accuracy: 0.9, auc: 0.9, f1: 0.8, log_loss: 0.3, precision: 0.8, recall: 0.8 },
      },
    },
    { "model-version": { id: "model:filled:v1", produced_by: "run:filled" } },
    ...Array.from({ length: VERSIONS }, (_, index) => ({
      "model-version": { id: `model:often:v${index + 1}`, produced_by: "run:filled" },
    })),
    ...["a", "b", "c"].map((name) => ({ node: { id: `model:${name}`, description: "One of six." } })),
    { run: { run_id: "curved", points: [0, 1, 2].map((step) => ({ name: "loss", step, value: step })) } },
  ];
}

/** What a table's head or a line of text may be higher than expected. */
const A_ROW = 34;

describe.skipIf(CHROMIUM === undefined)("a page that is still being filled", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    const diff = await browser.begat.artifacts.put(new Blob([DIFF]));
    const answers = await browser.begat.batch([...story(), ...filled(diff)]);
    expect(answers.filter((answer) => "error" in answer)).toEqual([]);
  });
  afterAll(() => browser.stop());

  const placeOf = async (page: Page, heading: string): Promise<number> => {
    const box = await page.getByRole("heading", { name: heading, exact: true }).boundingBox();
    return box?.y ?? Number.NaN;
  };

  test.each([
    { path: "/", held: /\/(?:health|counts|ledger)\b/, heading: "What changed" },
    { path: "/", held: /\/find\?/, heading: "Needs a look" },
    { path: "/models/model:churn", held: /\/timeline\//, heading: "Pointers" },
    { path: "/models/model:churn", held: /\/history\//, heading: "Deployments" },
    { path: "/datasets/ds:daily", held: /\/timeline\//, heading: "Schema of d19" },
    { path: "/datasets/ds:orders:v1", held: /\/lineage\//, heading: "Checks" },
    { path: "/datasets/ds:orders:v1", held: /\/lineage\//, heading: "Artifacts" },
    { path: "/runs/run:filled?tab=code", held: /\/artifacts\//, heading: "Environment" },
    { path: "/models/model:often", held: /\/timeline\//, heading: "Pointers" },
    { path: "/runs/run:curved?tab=metrics", held: /\/curves\b/, heading: "Metrics (1)" },
    { path: "/lineage", held: /\/find\?.*kind=Model\b/, heading: "Datasets" },
    { path: "/lineage/model:churn:v1?node=ds:orders", held: /\/nodes\//, heading: "Led to (1)" },
  ])("$path has kept the room above “$heading”", async ({ path, held, heading }) => {
    for (const width of [1440, 380]) {
      const page = await browser.open(path, { width });
      await settled(page);
      const place = await placeOf(page, heading);
      const release = await holdBack(page, held);
      await Promise.all([page.waitForRequest(held), page.reload()]);
      // What is not held back may still come.
      await expect
        .poll(async () => Math.abs((await placeOf(page, heading)) - place))
        .toBeLessThanOrEqual(A_ROW);
      release();
      await page.context().close();
    }
  });

  test.each([
    { held: /\/lineage\//, above: "Made by", beneath: "Metrics" },
    { held: /\/(?:timeline|models)\b/, above: "Metrics", beneath: "Signature" },
  ])("a version of a model shows “$beneath” once it has its place", async ({ held, above, beneath }) => {
    const page = await browser.open("/search");
    await settled(page);
    const release = await holdBack(page, held);
    const asked = page.waitForRequest(held);
    await page.goto(`${browser.url}/#/models/model:filled:v1`);
    await Promise.all([asked, page.getByRole("heading", { name: above, exact: true }).waitFor()]);
    expect(await page.getByRole("heading", { name: beneath, exact: true }).count()).toBe(0);
    release();
    await page.getByRole("heading", { name: beneath, exact: true }).waitFor();
    await page.context().close();
  });
});
