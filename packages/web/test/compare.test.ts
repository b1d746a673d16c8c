import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, expectFits, settled, TestBrowser } from "./browser.ts";

const STEPS = 60;
const HOSTILE = `<img src=x onerror="document.title='hacked'">`;
const ALL = "/compare?runs=run:c0,run:c1,run:c2,run:c3,run:c4,run:c5";
const VIEWS = ["table", "curves", "parallel", "scatter", "boxes", "importance"] as const;

describe.skipIf(CHROMIUM === undefined)("comparing runs", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await record(browser);
    await browser.indexed();
  });
  afterAll(() => browser.stop());

  test.each(VIEWS)("as %s can be used by everybody, light and dark, wide and narrow", async (view) => {
    for (const look of [{ colors: "light", width: 1440 } as const, { colors: "dark", width: 380 } as const]) {
      const page = await browser.open(`${ALL}&view=${view}`, look);
      await settled(page);
      await page.getByRole("tab", { selected: true }).waitFor();
      await page
        .locator(view === "table" || view === "importance" ? "tbody tr" : "[role=slider]")
        .first()
        .waitFor();
      await expectAccessible(page);
      await expectFits(page);
      expect(await page.title()).toBe("Compare runs · Begat");
      expect(browser.complaints()).toEqual([]);
      await page.context().close();
    }
  });

  test("side by side marks the best and what differs, and lets runs come and go", async () => {
    const page = await browser.open("/compare?runs=run:c0,run:c1");
    await settled(page);
    const row = (name: string) =>
      page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
    expect(await cells(row("lr"))).toEqual(["0.01", "0.02"]);
    expect(await row("lr").getByLabel("differs").count()).toBe(1);
    expect(await cells(row("batch"))).toEqual(["4096", "4096"]);
    expect(await row("batch").getByLabel("differs").count()).toBe(0);
    // The loss of the first run is less; the name says that this is better.
    expect(await row("loss").getByRole("cell").nth(0).getByLabel("best").count()).toBe(1);
    await row("loss").getByRole("button", { name: "less is better" }).click();
    await row("loss").getByRole("button", { name: "more is better" }).waitFor();
    expect(await row("loss").getByRole("cell").nth(1).getByLabel("best").count()).toBe(1);
    expect(page.url()).toContain("flip=loss");

    await page.getByRole("switch", { name: "Only what differs" }).press("Space");
    await expect.poll(() => row("batch").count()).toBe(0);
    expect(page.url()).toContain("differing=true");

    await page.getByRole("textbox", { name: "Search names" }).fill("LO");
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(1);
    expect(page.url()).toContain("q=LO");
    await page.getByRole("button", { name: "Clear" }).click();
    await row("lr").waitFor();

    await page.getByRole("combobox", { name: "Add a run" }).fill("run-3");
    // What was suggested makes way for what is found.
    await page.getByRole("option", { name: "run-2" }).waitFor({ state: "detached" });
    await page.getByRole("option", { name: "run-3" }).click();
    await expect.poll(() => new URL(page.url()).hash).toContain(encodeURIComponent("run:c0,run:c1,run:c3"));
    await page.getByRole("button", { name: "Leave out run-1" }).click();
    await expect.poll(() => cells(row("lr"))).toEqual(["0.01", "0.04"]);
    await page.getByRole("button", { name: "Put run-3 first" }).click();
    await expect.poll(() => cells(row("lr"))).toEqual(["0.04", "0.01"]);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

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
    expect(await curve.getAttribute("aria-valuemax")).toBe("4999");
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

  test("what could not be read is read again, and the focus stays where the button was", async () => {
    const page = await browser.open("/compare");
    await settled(page);
    const asked = /\/compare\?/;
    await page.route(asked, (route) => route.abort());
    await page.goto(`${browser.url}/#/compare?runs=run:c0,run:c1`);
    await page.getByRole("button", { name: "Try again" }).waitFor({ timeout: 20_000 });
    await page.unroute(asked);
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("rowheader", { name: "loss" }).waitFor();
    await page.locator(":focus:not(body) table").waitFor();
    browser.complaints();
    await page.context().close();
  });

  test("names are told apart on a phone", async () => {
    for (const lr of [0.3, 0.1])
      await browser.begat.publish.run({
        run_id: `trees-${lr}`,
        name: `trees-depth6-lr${lr}`,
        params: { lr },
        metrics: { auc: lr },
      });
    const page = await browser.open("/compare?runs=run:trees-0.3,run:trees-0.1", { width: 380 });
    await settled(page);
    for (const lr of [0.3, 0.1])
      expect(await page.getByRole("link", { name: `trees-depth6-lr${lr}` }).evaluate(isWhole)).toBe(true);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("what has the focus is not beneath the pinned names", async () => {
    const page = await browser.open(ALL, { width: 380 });
    await settled(page);
    await page.getByRole("button", { name: "Leave out run-4" }).focus();
    const first = page.getByRole("link", { name: "run-0", exact: true });
    await first.focus();
    await expect
      .poll(() =>
        first.evaluate((link) => {
          const { left, top, height } = link.getBoundingClientRect();
          return link.contains(document.elementFromPoint(left + 2, top + height / 2));
        }),
      )
      .toBe(true);
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

  test("a run that is not there can be left out", async () => {
    const page = await browser.open("/compare?runs=run:c0,run:gone,run:c1");
    await page.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Leave out run:gone" }).click();
    await page.getByRole("rowheader", { name: "loss" }).waitFor();
    expect(await page.getByText("2 runs", { exact: true }).count()).toBe(1);
    // The browser itself says that an answer was 404.
    browser.complaints();
    await page.context().close();
  });
});

/** Whether nothing of a text is cut. */
function isWhole(text: Element): boolean {
  return text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight;
}

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

async function cells(row: ReturnType<Page["locator"]>): Promise<readonly string[]> {
  return (await row.getByRole("cell").allTextContents()).map((text) => text.trim());
}

async function record({ begat }: TestBrowser): Promise<void> {
  for (let run = 0; run < 6; run++) {
    const points = Array.from({ length: STEPS }, (_, step) => {
      const isOdd = run === 2 && (step === 20 || step === 21);
      return [
        {
          name: "loss",
          step,
          at: step * 1000,
          value: isOdd ? ("NaN" as const) : (1 + run / 10) / (1 + step / 20.6),
        },
        { name: "epoch", step, at: step * 1000, value: Math.floor(step / 10) },
      ];
    }).flat();
    await begat.publish.run({
      run_id: `c${run}`,
      name: run === 5 ? HOSTILE : `run-${run}`,
      experiment: "compare",
      params: { lr: (run + 1) / 100, seed: run, batch: 4096, optimizer: run % 2 === 0 ? "adam" : HOSTILE },
      metrics: { auc: run === 3 ? "NaN" : 0.9 - run / 100 },
      points,
    });
  }
}
