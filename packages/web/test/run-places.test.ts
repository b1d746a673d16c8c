import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pythonWith } from "../../../test/engines.ts";
import { CHROMIUM, expectAccessible, settled, TestBrowser } from "./browser.ts";

const PYTHON = pythonWith("mlflow-newest");

const TRACKED = `
import mlflow, pathlib, sys
mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment("churn model")
pathlib.Path(sys.argv[2]).write_text("it learned")
with mlflow.start_run():
    mlflow.log_metric("auc", 0.91)
    mlflow.log_artifact(sys.argv[2], "notes")
    mlflow.set_tag("mlflow.note.content", "From **MLflow**")
`;

describe.skipIf(CHROMIUM === undefined)("the addresses of runs", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
  });
  afterAll(() => browser.stop());

  test("one that nobody recorded says so, and leads on", async () => {
    const page = await browser.open("/runs/run:nobody");
    await page.getByRole("heading", { level: 1, name: "No such training run" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Search for it" }).click();
    await page.getByRole("heading", { level: 1, name: "Search" }).waitFor();
    expect(page.url()).toContain("q=nobody");
    browser.complaints();
  });

  test("one that others name alone fills in when it comes", async () => {
    await browser.begat.publish.modelVersion({ id: "model:churn:v1", produced_by: "run:later" });
    const page = await browser.open("/search");
    const notice = page.getByText("Others name this run, but nobody has sent what it is");
    await browser.goMeanwhile(page, "/runs/run:later", async () => {
      await notice.waitFor();
      await expectAccessible(page);
      await browser.begat.publish.run({ run_id: "later", name: "Here it is", metrics: { auc: 0.5 } });
    });
    await page.getByRole("heading", { level: 1, name: "Here it is" }).waitFor();
    await notice.waitFor({ state: "detached" });
    expect(browser.complaints()).toEqual([]);
  });

  test("an archived one is shown, and restored", async () => {
    await browser.begat.publish.run({ run_id: "old" });
    await browser.begat.publish.hide({ id: "run:old", hidden: true });
    const page = await browser.open("/runs/run:old");
    await page.getByText("Lists and searches leave this run out").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Restore" }).click();
    await page.getByRole("button", { name: "Archive" }).waitFor();
    expect((await browser.begat.node("run:old")).hidden).toBe(false);
  });

  test("the way back leads to the place where one stood", async () => {
    const tags = { "mlflow.note.content": "A line\n\n".repeat(80) };
    const inputs = [{ id: "ds:users:v1", relation: "trained-on" }] as const;
    await browser.begat.publish.run({ run_id: "long", name: "A long story", tags, inputs });
    const page = await browser.open("/");
    await page.getByRole("link", { name: "A long story" }).first().click();
    await page.locator("p", { hasText: "A line" }).first().waitFor();
    await settled(page);
    await page.evaluate(async () => {
      const scrolled = new Promise((resolve) => addEventListener("scroll", resolve, { once: true }));
      scrollTo(0, 400);
      await scrolled;
    });
    // As a key does it: a mouse would have the page scrolled to the link.
    await page
      .getByRole("main")
      .getByRole("link", { name: /users/ })
      .first()
      .evaluate((link: HTMLElement) => link.click());
    await page.getByRole("heading", { level: 1, name: /users/ }).waitFor();
    await page.goBack();
    await page.locator("p", { hasText: "A line" }).first().waitFor();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(400);
  });

  test.each([
    ["/runs/old", "#/runs/run:old"],
    ["/runs/model:churn:v1", "#/models/model:churn:v1"],
    ["/experiments/0/runs/old/artifacts/a/b.txt", "#/runs/run:old?tab=artifacts&file=a%2Fb.txt"],
    ["/experiments/0/runs/old/artifactPath/a.txt", "#/runs/run:old?tab=artifacts&file=a.txt"],
    ["/experiments/0/runs/old/model-metrics", "#/runs/run:old?tab=metrics"],
    ["/experiments/0/runs/old/system-metrics", "#/runs/run:old?tab=metrics"],
  ])("%s leads to %s", async (path, place) => {
    const page = await browser.open(path);
    await page.waitForURL(({ hash }) => hash === place);
    await settled(page);
    browser.complaints();
    await page.context().close();
  });

  test.skipIf(PYTHON === undefined)(
    "the one that MLflow's client prints leads to its run and its files",
    async () => {
      const file = `${process.env.TMPDIR ?? "/tmp"}/said-${process.pid}.txt`;
      const { stdout } = await promisify(execFile)(PYTHON as string, ["-c", TRACKED, browser.url, file]);
      const [, printed = ""] = /View run .* at: (\S+)/.exec(stdout) ?? [];
      const name = file.slice(file.lastIndexOf("/") + 1);
      const page = await browser.open(`${new URL(printed).hash.slice(1)}/artifacts/notes/${name}`);
      await page.getByText("it learned").waitFor();
      await page.getByRole("tab", { name: "Overview" }).click();
      await page.getByRole("region", { name: "Notes" }).getByText("MLflow").waitFor();
      await page.getByRole("button", { name: "Edit notes" }).click();
      await page.getByLabel("Notes in Markdown").fill("Written here");
      await page.getByRole("button", { name: "Save notes" }).click();
      await page.getByRole("button", { name: "Edit notes" }).waitFor();
      const run = await browser.begat.node(new URL(page.url()).hash.replace(/.*(run:\w+).*/, "$1"));
      expect(run.props.tags).toMatchObject({ "mlflow.note.content": "Written here" });
      expect(browser.complaints()).toEqual([]);
    },
  );
});
