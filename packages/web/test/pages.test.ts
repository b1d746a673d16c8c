import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, settled, TestBrowser } from "./browser.ts";

const PAGES = [
  ["/", "Home"],
  ["/runs", "Training runs"],
  ["/runs/run:r1", "A run"],
  ["/compare?runs=run:r1,run:r2", "Compare runs"],
  ["/datasets", "Datasets"],
  ["/datasets/ds:lake/users", "lake/users"],
  ["/datasets/ds:lake/users:v1", "lake/users v1"],
  ["/jobs", "Jobs"],
  ["/jobs/job:clean", "clean"],
  ["/jobs/jobrun:clean-1", "clean"],
  ["/models", "Models"],
  ["/models/model:churn:v1", "churn v1"],
  ["/lineage", "Lineage"],
  ["/lineage/model:churn:v1", "Lineage of model:churn:v1"],
  ["/impact", "Impact"],
  ["/impact/ds:lake/users:v1", "Impact of ds:lake/users:v1"],
  ["/ledger", "Ledger"],
  ["/connect", "Connect"],
  ["/nodes/exp:churn", "churn"],
  ["/search?q=churn", "Search"],
  ["/nothing/here", "No such page"],
] as const;

/** MLflow's addresses of what is recorded here, and where they lead. */
const MLFLOW = [
  ["/experiments", "#/runs"],
  ["/experiments/EXPERIMENT", "#/runs?filter=experiment+%3D+%27exp%3Achurn%27"],
  ["/experiments/EXPERIMENT/runs/r1", "#/runs/run:r1"],
  ["/experiments/EXPERIMENT/runs/r1/artifacts", "#/runs/run:r1?tab=artifacts"],
  ["/experiments/EXPERIMENT/overview/usage", "#/runs?filter=experiment+%3D+%27exp%3Achurn%27"],
  ["/experiments/EXPERIMENT/evaluation-runs/r1/model-metrics", "#/runs/run:r1?tab=metrics"],
  ["/runs/r1", "#/runs/run:r1"],
  ['/metric?runs=["r1","r2"]&metric="auc"', "#/compare?runs=run%3Ar1%2Crun%3Ar2&view=curves&curves=auc"],
  ["/models/churn", "#/models/model:churn"],
  ["/models/churn/versions/1", "#/models/model:churn:v1"],
] as const;

/** Addresses on the page of another kind or by another name, and where they lead. */
const LED = [
  ["/datasets/model:churn:v1", "#/models/model:churn:v1"],
  ["/models/ds:lake/users", "#/datasets/ds:lake/users"],
  ["/jobs/run:r1", "#/runs/run:r1"],
  ["/runs/exp:churn", "#/nodes/exp:churn"],
  ["/nodes/jobrun:clean-1", "#/jobs/jobrun:clean-1"],
  ["/nodes/ds:lake/users@latest", "#/datasets/ds:lake/users:v1"],
  ["/datasets/ds:lake/users@latest", "#/datasets/ds:lake/users:v1"],
] as const;

describe.skipIf(CHROMIUM === undefined)("every page", () => {
  let browser: TestBrowser;
  let experiment: string;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    experiment = await record(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());

  test.each(PAGES)("%s is %s", async (path, heading) => {
    const page = await browser.open(path);
    await settled(page);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(heading);
    expect(await page.title()).toBe(`${heading} · Begat`);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("an icon is as large as it was made beside a long text, on a phone too", async () => {
    const page = await browser.open("/", { width: 380 });
    const note = page.getByText("Nothing failed, nothing was refused");
    await note.waitFor();
    const icon = note.locator("xpath=..").locator("svg");
    expect(await icon.boundingBox()).toMatchObject({ width: 16, height: 16 });
    await page.context().close();
  });

  test("an id on the page of another kind, and another name, lead to where the node is", async () => {
    const page = await browser.open("/");
    for (const [path, place] of LED) {
      await page.goto(`${browser.url}/#${path}`);
      await page.waitForURL((url) => url.hash === place);
      await settled(page);
    }
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test.each(MLFLOW)("MLflow's %s leads to %s", async (path, place) => {
    const page = await browser.open(path.replace("EXPERIMENT", experiment));
    await settled(page);
    expect(new URL(page.url()).hash).toBe(place);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });
});

/** Records some of everything; answers the id that MLflow has for the experiment. */
async function record({ begat, url }: TestBrowser): Promise<string> {
  const mlflow = async (path: string, name: string) =>
    (
      await fetch(`${url}/api/2.0/mlflow/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name }),
      })
    ).json();
  const { experiment_id } = (await mlflow("experiments/create", "churn")) as { experiment_id: string };
  await mlflow("registered-models/create", "churn");
  await begat.publish.datasetVersion({
    id: "ds:lake/users:v1",
    content_hash: `sha256:${"a".repeat(64)}`,
  });
  await begat.publish.jobRun({
    id: "jobrun:clean-1",
    job: "job:clean",
    inputs: [{ id: "ds:lake/users:v1" }],
  });
  for (const run_id of ["r1", "r2"]) {
    await begat.publish.run({
      run_id,
      name: "A run",
      experiment: "churn",
      params: { lr: 0.1 },
      metrics: { auc: 0.9 },
      dataset_versions: ["ds:lake/users:v1"],
    });
  }
  await begat.publish.modelVersion({ id: "model:churn:v1", produced_by: "run:r1" });
  return experiment_id;
}
