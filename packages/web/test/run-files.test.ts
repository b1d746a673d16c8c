import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, settled, TestBrowser } from "./browser.ts";
import { recordRichRun } from "./run-fixture.ts";

/** What the sandbox of a frame tells the console of the scripts that it kept from running. */
const BLOCKED = /Blocked script execution in 'blob:/;

describe.skipIf(CHROMIUM === undefined)("the artifacts of a run", () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await recordRichRun(browser.begat);
    page = await browser.open("/runs/run:rich?tab=artifacts");
    await settled(page);
  });
  afterAll(() => browser.stop());

  /** Opens the folders above a file, and the file. */
  async function choose(path: string): Promise<void> {
    const parts = path.split("/");
    for (const [index, name] of parts.entries()) {
      const line = page
        .getByRole("treeitem", { name, exact: false })
        .and(page.locator(`[title="${parts.slice(0, index + 1).join("/")}"]`));
      if ((await line.getAttribute("aria-expanded")) !== "true") await line.click();
    }
    await page.getByRole("heading", { level: 2, name: path }).waitFor();
    await settled(page);
  }

  /** Nothing hostile ran, in the page or above a frame, and nothing else complained. */
  async function expectQuiet(): Promise<void> {
    expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
    expect(browser.complaints().filter((said) => !BLOCKED.test(said))).toEqual([]);
  }

  test.each([
    ["config.json", '"layers": [\n    1,'],
    ["log.txt", "This shows the first 524.3 kB of 900.0 kB."],
    ["blob.bin", "4 B that are no text"],
    ["data/table.csv", "This shows the first 5000 rows"],
    ["data/table.csv", "person, 3"],
    ["data/people.parquet", "This shows the first 500 rows of 600."],
    ["data/people.parquet", "person 3"],
    ["data/people-zstd.parquet", "person 3"],
    ["model/weights/layer.txt", "0.5 0.25"],
    ["report.md", "Why this run"],
  ])("%s is shown: %s", async (path, text) => {
    await choose(path);
    await page.getByText(text).first().waitFor();
    expect(new URL(page.url()).hash).toContain(`file=${encodeURIComponent(path)}`);
    await expectQuiet();
  });

  test("a picture is shown as one", async () => {
    await choose("plots/pixel.png");
    await page.getByText("1 × 1").waitFor();
    await expectQuiet();
  });

  test.each([
    ["plots/page.html", "A page"],
    ["plots/chart.svg", "A chart"],
  ])("%s is shown in a frame where nothing runs", async (path, text) => {
    await choose(path);
    const frame = page.locator("iframe");
    expect(await frame.getAttribute("sandbox")).toBe("");
    await page.frameLocator("iframe").getByText(text).waitFor();
    await expectQuiet();
  });

  test("the pages of a PDF are drawn, and say their text", async () => {
    await choose("paper.pdf");
    const drawn = page.getByRole("img", { name: "Page 1 of 1: Hello from a PDF" });
    await drawn.waitFor();
    const dark = await drawn.evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const drawing = (canvas as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height);
      return drawing?.data.filter((value, index) => index % 4 === 0 && value < 100).length ?? 0;
    });
    expect(dark).toBeGreaterThan(100);
    browser.complaints();
  });

  test("a file that is no PDF says so", async () => {
    await page.goto(page.url().replace(/#.*/, "#/runs/run:liar?tab=artifacts&file=paper.pdf"));
    await browser.begat.publish.run({
      run_id: "liar",
      artifacts: [{ id: await browser.begat.artifacts.put(new Blob(["no pdf"])), path: "paper.pdf" }],
    });
    await page.reload();
    await page.getByText("The file is no PDF that can be shown").waitFor();
    browser.complaints();
  });

  test("the tree is walked with the keys, and keeps its place", async () => {
    await page.goto(page.url().replace(/#.*/, "#/runs/run:rich?tab=artifacts"));
    await page.reload();
    await settled(page);
    await page.getByRole("treeitem").first().focus();
    for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await page.getByRole("heading", { level: 2, name: "data/people.parquet" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("title"));
    await expect.poll(focused).toBe("data/people.parquet");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(focused).toBe("data");
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("treeitem", { name: "people.parquet" }).waitFor({ state: "detached" });
    await expectAccessible(page);
  });

  test("a file is downloaded as it was stored", async () => {
    await choose("config.json");
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe("config.json");
    expect(await readFile(await download.path(), "utf8")).toBe('{"layers":[1,2],"name":"net"}');
  });

  test("a file that is gone is said to be", async () => {
    await page.goto(page.url().replace(/#.*/, "#/runs/run:rich?tab=artifacts&file=old.txt"));
    await page.reload();
    await page.getByText("There is no file at old.txt now").waitFor();
  });
});
