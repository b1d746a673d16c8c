import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, holdAnswer, onEachPage, settled, TestBrowser } from "./browser.ts";

describe.skipIf(CHROMIUM === undefined)("the table of training runs", () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    for (let index = 0; index < 6; index++) await record(index);
  });
  onEachPage(
    () => browser,
    "/runs",
    (opened) => {
      page = opened;
    },
  );
  afterAll(() => browser.stop());

  const record = (index: number, more: object = {}) =>
    browser.begat.publish.run({
      run_id: `s${index}`,
      name: `run ${index}`,
      status: "running",
      started_at: Date.parse("2026-10-01T00:00:00Z") + index * 60_000,
      params: { optimizer: index % 2 === 0 ? "adam" : "sgd" },
      metrics: { auc: index / 10 },
      ...more,
    });
  const table = () => page.getByRole("table", { name: "Training runs" });
  const row = (name: string) =>
    table()
      .getByRole("row")
      .filter({ has: page.getByRole("link", { name, exact: true }) });
  const head = (name: RegExp) => table().getByRole("columnheader", { name });
  const box = (name: string) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
  const hash = () => decodeURIComponent(new URL(page.url()).hash);
  const widthOf = async (name: RegExp) => Math.round((await head(name).boundingBox())?.width ?? 0);

  test("has columns that are made wider by dragging, by a double click and by keys, and the address keeps it", async () => {
    const before = await widthOf(/^Run/);
    const edge = head(/^Run/).locator("[title^='Drag']");
    const { x, y } = (await edge.boundingBox())!;
    await page.mouse.move(x + 4, y + 8);
    await page.mouse.down();
    await page.mouse.move(x + 44, y + 8, { steps: 4 });
    // It is let go before its last place is drawn.
    await edge.evaluate((element, clientX) => {
      for (const type of ["pointermove", "lostpointercapture"])
        element.dispatchEvent(new PointerEvent(type, { clientX, pointerId: 1, bubbles: true }));
    }, x + 84);
    await page.mouse.up();
    await expect.poll(() => widthOf(/^Run/)).toBe(before + 80);
    expect(hash()).toMatch(/widths=name:\d+/);
    const dragged = hash();
    await edge.dblclick();
    await expect.poll(hash).not.toBe(dragged);
    await expect.poll(() => widthOf(/^Run/)).toBeLessThan(before);
    await head(/auc/).getByRole("button").press("Shift+ArrowRight");
    await expect.poll(hash).toContain("metrics.auc:150");
    await page.reload();
    await settled(page);
    await row("run 1").waitFor();
    expect(hash()).toContain("metrics.auc:150");
  });

  test("keeps what is chosen in the address, past a reload and the way to the comparison and back", async () => {
    await box("run 1").check();
    await box("run 3").check();
    await expect.poll(hash).toContain("selected=run:s1,run:s3");
    await page.reload();
    await settled(page);
    await page.getByText("2 selected").waitFor();
    expect(await box("run 3").isChecked()).toBe(true);
    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByRole("heading", { name: "Compare runs" }).waitFor();
    await page.goBack();
    await page.getByText("2 selected").waitFor();
    await page.goto(`${browser.url}/#/runs?selected=run:s1&filter=name = 'run 2'`);
    await page.getByText("1 selected, 1 of them not in this table").waitFor();
    await page.getByRole("button", { name: "Clear", exact: true }).press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Training runs");
    await expect.poll(hash).not.toContain("selected");
  });

  test("shows a filter from elsewhere, even one that was applied here and undone before the address could follow", async () => {
    const filter = page.getByRole("combobox", { name: "Filter", exact: true });
    const said = "metrics.auc > 0.2";
    await filter.fill(said);
    await filter.evaluate((input: HTMLInputElement) => {
      input.form?.requestSubmit();
      input.form?.querySelector<HTMLElement>("[aria-label='Clear the filter']")?.click();
    });
    await expect.poll(hash).not.toContain("filter");
    await page.goto(`${browser.url}/#/runs?filter=${encodeURIComponent(said)}`);
    await page.getByText("3 runs").waitFor();
    expect(await filter.inputValue()).toBe(said);
  });

  test.each(["Columns (2)", "Views"])("%s takes the keys at once, and gives them back", async (name) => {
    const button = page.getByRole("button", { name });
    await button.press("Enter");
    await page.keyboard.type("loss");
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("loss");
    await page.keyboard.press("Escape");
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("shows a run that goes on where it stands, and counts new ones until they are asked for", async () => {
    const names = () => table().locator("tbody a").allTextContents();
    const before = await names();
    await record(2, { metrics: { auc: 0.77 }, status: "finished" });
    await row("run 2").getByText("0.77").waitFor();
    await row("run 2").getByText("finished").waitFor();
    expect(await names()).toEqual(before);
    await record(7);
    await record(8);
    const show = page.getByRole("button", { name: "Show 2 new runs" });
    await show.waitFor();
    expect(await names()).toEqual(before);
    await expectAccessible(page);
    await show.click();
    await expect.poll(names).toEqual(["run 8", "run 7", ...before]);
    expect(await show.count()).toBe(0);

    // Of a thousand that wait some are looked at now and then, and a slow page hears of all these bit by bit.
    const many = Array.from({ length: 2_000 }, (_, index) => ({
      run: { run_id: `old-${index}`, started_at: index },
    }));
    await browser.begat.batch(many);
    await page.getByRole("button", { name: "Much has changed: read the runs again" }).press("Enter");
    await page.getByText("100+ runs").waitFor();
    await page.getByRole("button", { name: /^Much|new run/ }).waitFor({ state: "detached" });
  });

  test("misses nothing that is recorded while its page is on the way", async () => {
    await page.goto(`${browser.url}/#/ledger`);
    await page.reload();
    await settled(page);
    const runs = page.getByRole("link", { name: "Training runs" });
    const held = await holdAnswer(page, /\/runs\?/);
    await runs.hover();
    await held.given;
    await record(3, { status: "failed" });
    await record(20);
    await runs.click();
    held.release();
    await row("run 3").getByText("failed").waitFor();
    await page.getByRole("button", { name: "Show 1 new run" }).waitFor();
  });

  test("says nothing of a new run that the filter leaves out, and shows the first that passes by itself", async () => {
    await page.goto(`${browser.url}/#/runs?filter=${encodeURIComponent("params.optimizer = 'lion'")}`);
    await page.getByText("No run passes the filter").waitFor();
    await record(10);
    await record(11, { params: { optimizer: "lion" } });
    await row("run 11").waitFor();
    expect(await page.getByRole("button", { name: /new run/ }).count()).toBe(0);
  });

  test("says that groups are being counted, and lets go of them", async () => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route("**/runs/groups?**", async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.goto(`${browser.url}/#/runs?group=params.optimizer`);
    await page.getByText("Counting the runs by optimizer…").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await row("run 1").waitFor();
    expect(hash()).not.toContain("group");
    goOn();
  });

  test("tells who looks for deletion what there is in its place, and does it", async () => {
    await box("run 5").check();
    await page.getByRole("button", { name: "Delete…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Delete the run?" });
    await dialog.getByText("The ledger keeps everything").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect.poll(() => row("run 5").count()).toBe(0);
    expect((await browser.begat.node("run:s5")).hidden).toBe(true);
    await page.getByRole("button", { name: "Undo" }).click();
    await row("run 5").waitFor();
  });
});
