import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { settled, type TestBrowser } from "./browser.ts";

export const HOSTILE = '<img src=x onerror="document.title=1">';
const READERS = 700;

/** Opens a page at an address of lineages, and waits until what is there is drawn. */
export async function open(browser: TestBrowser, path: string): Promise<Page> {
  const page = await browser.open(path);
  await settled(page);
  if (!path.includes("nothing")) await page.getByRole("application").waitFor();
  return page;
}

/** What the menu of exports saves. */
export async function exported(page: Page, item: string): Promise<Buffer> {
  await page.getByRole("button", { name: "Export" }).press("Enter");
  await page.locator("[role=menuitem]:focus", { hasText: "SVG" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: item, exact: true }).click(),
  ]);
  return readFile(await download.path());
}

/** Where a node is drawn. */
export const card = (page: Page, id: string): Locator => page.locator(`[id="lineage:${id}"]`);

/** From a dataset to a model that is deployed; what an event infers, a hostile name, and a dataset that many jobs read. */
export async function recordLineage({ begat, url }: TestBrowser): Promise<void> {
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
