import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, settled, TestBrowser } from "./browser.ts";
import { ALL, cells, recordCompared, STEPS } from "./compare-fixture.ts";

describe.skipIf(CHROMIUM === undefined)("comparing runs", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await recordCompared(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());

  test("curves are read, zoomed and hidden by keys alone", async () => {
    const page = await browser.open("/compare?runs=run:c0,run:c1&view=curves");
    await settled(page);
    const curve = page.getByRole("slider", { name: "loss of 2 runs by step" });
    await curve.focus();
    await page.keyboard.press("Home");
    expect(await curve.getAttribute("aria-valuetext")).toBe("at step 0: run-0 1, run-1 1.1");
    // It is read on where it was when it is drawn anew.
    const width = async () => (await curve.locator(".u-over").boundingBox())?.width;
    const before = (await width())!;
    await page.setViewportSize({ width: 1300, height: 900 });
    await expect.poll(width).toBeLessThan(before);
    expect(await curve.getAttribute("aria-valuetext")).toBe("at step 0: run-0 1, run-1 1.1");
    await page.keyboard.press("End");
    expect(await curve.getAttribute("aria-valuenow")).toBe(String(STEPS - 1));
    await page.keyboard.press("+");
    await expect.poll(() => page.url()).toMatch(/from=29\.5&to=59/);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).not.toContain("from=");
    const legend = page.getByRole("figure", { name: "loss" }).getByRole("button", { name: "run-1" });
    await legend.press("Enter");
    await page.getByRole("slider", { name: "loss of 1 runs by step" }).waitFor();
    expect(await legend.getAttribute("aria-pressed")).toBe("false");
    expect(page.url()).toContain(`hide=${encodeURIComponent("run:c1")}`);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("curves are zoomed by dragging and answer the mouse; what is no number is a gap that is counted", async () => {
    const page = await browser.open("/compare?runs=run:c0,run:c2&view=curves&curves=loss");
    await settled(page);
    const chart = page.getByRole("slider", { name: /^loss/ }).locator(".u-over");
    const box = (await chart.boundingBox())!;
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + 1, middle);
    await page.getByText("Step 0", { exact: true }).waitFor();
    await page.mouse.move(box.x + box.width / 4, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, middle, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.url()).toContain("from=");
    await page.getByRole("button", { name: "Reset zoom" }).click();
    await expect.poll(() => page.url()).not.toContain("from=");
    await page.getByText("2 NaN or infinite values are gaps (run-2: 2).").waitFor();
    await page.getByText("As a table").click();
    const row = page.getByRole("table", { name: "Curves of loss" }).getByRole("row", { name: "run-2" });
    expect(await cells(row)).toEqual(["1.2", "0.31055", "0.31055 (59)", "1.2 (0)", "60", "2"]);
    await page.getByLabel("X axis").selectOption("Epoch");
    await page.getByRole("slider", { name: /by epoch$/ }).waitFor();
    expect(page.url()).toContain("x=epoch");
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("curves that were thinned get all of their points where they are zoomed to", async () => {
    const steps = Array.from({ length: 5_000 }, (_, step) => step);
    await browser.begat.publish.run({
      run_id: "long",
      points: steps.map((step) => ({ name: "loss", step, at: step * 1000, value: step / 8 })),
    });
    const page = await browser.open(
      "/compare?runs=run:long,run:c0&view=curves&curves=loss&from=1207&to=1217",
    );
    const curve = page.getByRole("slider", { name: /^loss/ });
    await curve.focus();
    const readsAt = async (key: string) => {
      await page.keyboard.press(key);
      return curve.getAttribute("aria-valuetext");
    };
    await expect.poll(() => readsAt("Home")).toMatch(/^at step 1,207: .* 150.88/);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).not.toContain("from=");
    await expect.poll(() => curve.getAttribute("aria-valuemax")).toBe("4999");
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("other charts are gone through by keys, and importance owns up to few runs", async () => {
    const page = await browser.open(`${ALL}&view=scatter&across=params.lr&up=metrics.loss`);
    const chart = page.getByRole("slider", { name: "metrics.loss against params.lr of 6 runs" });
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    expect(await chart.getAttribute("aria-valuetext")).toMatch(/^run-0\nparams.lr: 0.01\nmetrics.loss: /);
    await page.getByRole("tab", { name: "Importance" }).click();
    await page.getByText("Only 6 runs").waitFor();
    const first = page
      .getByRole("table", { name: "Params by what they explain of loss" })
      .getByRole("row")
      .nth(1);
    expect(await first.getByRole("rowheader").textContent()).toBe("lr, seed");
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("box plots stand over their values, of numbers too, with how many runs have them", async () => {
    const page = await browser.open("/compare?runs=run:c0,run:c1&view=boxes");
    await page.locator("svg text", { hasText: "params.lr (runs)" }).waitFor();
    const words = await page.locator("svg text").allTextContents();
    expect(words).toEqual(expect.arrayContaining(["0.01 (1)", "0.02 (1)"]));
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test.each(["scatter&across", "boxes&by"])("what no run has both of is no empty chart: %s", async (view) => {
    for (const one of [1, 2]) {
      await browser.begat.publish.run({ run_id: `depth${one}`, params: { depth: one } });
      await browser.begat.publish.run({ run_id: `f1-${one}`, metrics: { f1: one } });
    }
    const runs = "run:depth1,run:depth2,run:f1-1,run:f1-2";
    const page = await browser.open(`/compare?runs=${runs}&view=${view}=params.depth&up=metrics.f1`);
    await page.getByText("No run has both params.depth and metrics.f1").waitFor();
    expect(await page.getByRole("slider").count()).toBe(0);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("the field of a picker is on the line of what is chosen, as long as there is room for a letter", async () => {
    const long = (length: number) => `a_${"long_".repeat(length)}name`;
    const metrics = Object.fromEntries(Array.from({ length: 12 }, (_, length) => [long(length), 1]));
    await browser.begat.publish.run({ run_id: "long", metrics });
    const page = await browser.open("/compare", { width: 380 });
    const field = page.getByRole("combobox", { name: "Metrics" });
    const rooms: number[] = [];
    for (const name of Object.keys(metrics)) {
      await page.goto(`${browser.url}/#/compare?runs=run:long,run:c0&view=curves&curves=${name}`);
      await page.locator(".mantine-MultiSelect-pill", { hasText: new RegExp(`^${name}$`) }).waitFor();
      expect((await field.evaluate(placeBesideChosen)).isBelow, name).toBe(false);
      await field.focus();
      const { room, isBelow } = await field.evaluate(placeBesideChosen);
      expect(isBelow, `${room} pixels`).toBe(room < 2);
      await field.blur();
      rooms.push(room);
    }
    expect(rooms).toContain(0);
    expect(rooms.some((room) => room > 2 && room < 90)).toBe(true);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });
});

/** How much room there is beside what was chosen last, and whether the field of its picker is beneath it. */
function placeBesideChosen(field: Element): { room: number; isBelow: boolean } {
  const [list, chosen] = [field.parentElement as Element, field.previousElementSibling as Element];
  const [all, last, its] = [list, chosen, field].map((one) => one.getBoundingClientRect()) as [
    DOMRect,
    DOMRect,
    DOMRect,
  ];
  const gap = Number.parseFloat(getComputedStyle(list).columnGap);
  return { room: Math.max(0, Math.floor(all.right - last.right - gap)), isBelow: its.top >= last.bottom };
}
