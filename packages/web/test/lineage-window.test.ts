import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, settled, TestBrowser } from "./browser.ts";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 380, height: 800 };

describe.skipIf(CHROMIUM === undefined)("the drawing of a lineage, as its window changes", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await record(browser);
  });
  afterAll(() => browser.stop());

  test("is opened anew: all of it where it fits, else where it begins", async () => {
    const page = await open(browser);
    const whole = await placeOf(page, "ds:users");
    await page.setViewportSize(NARROW);
    await expect.poll(() => fromMiddle(page, "ds:users")).toEqual({ right: 0, down: 0 });
    await page.setViewportSize(WIDE);
    await expect.poll(() => placeOf(page, "ds:users")).toEqual(whole);
    for (const id of ["ds:raw", "model:churn"]) expect(await isInView(page, id)).toBe(true);
    await page.setViewportSize({ width: 800, height: 380 });
    await expect.poll(() => fromMiddle(page, "ds:users")).toEqual({ right: 0, down: 0 });
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("keeps its middle where somebody moved it", async () => {
    const page = await open(browser);
    const before = await fromMiddle(page, "ds:users");
    await page.mouse.move(700, 700);
    await page.mouse.down();
    await page.mouse.move(640, 660, { steps: 4 });
    await page.mouse.up();
    const moved = { right: before.right - 60, down: before.down - 40 };
    await expect.poll(() => fromMiddle(page, "ds:users")).toEqual(moved);
    await page.setViewportSize({ width: 1000, height: 700 });
    await expect.poll(() => fromMiddle(page, "ds:users")).toEqual(moved);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("stays where it is when it becomes known how far back time can go", async () => {
    const page = await browser.open("/search");
    await settled(page);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/health", (route) => held.then(() => route.continue()));
    await page.goto(`${browser.url}/#/lineage/ds:users`);
    await hasOpened(page);
    const before = await placeOf(page, "ds:users");
    expect(await page.getByRole("slider").count()).toBe(0);
    release();
    await page.getByRole("slider").waitFor();
    expect(await placeOf(page, "ds:users")).toEqual(before);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("leaves the slider of time its room on a phone", async () => {
    const page = await browser.open("/lineage/ds:users?as_of=7", { width: NARROW.width });
    await page.getByText(/entry 7, recorded/).waitFor();
    const track = page.locator(".mantine-Slider-root");
    const box = await track.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(160);
    const label = await page.getByText("As of", { exact: true }).boundingBox();
    expect((box?.x ?? 0) - ((label?.x ?? 0) + (label?.width ?? 0))).toBeGreaterThan(5);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("is zoomed by its buttons on a phone though details are shown", async () => {
    const page = await browser.open("/lineage/ds:users?node=ds:users", { width: NARROW.width });
    await page.getByRole("complementary", { name: "Details of users" }).waitFor();
    for (const name of ["Zoom In", "Zoom Out", "Fit View"]) {
      const button = page.getByRole("button", { name });
      const isSeen = await button.evaluate((it) => {
        const { left, top, width, height } = it.getBoundingClientRect();
        return it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      expect(isSeen, name).toBe(true);
    }
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("as a table names its nodes in two lines on a phone, which begin at one edge, so that they are told apart", async () => {
    const page = await browser.open("/lineage/ds:users?view=table", { width: NARROW.width });
    await settled(page);
    for (const name of ["users_of_this_year", "users_of_the_year_before"]) {
      const node = page.getByRole("button", { name });
      expect(await node.evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
      expect(await node.evaluate((it) => getComputedStyle(it).textAlign)).not.toBe("center");
    }
    await page.context().close();
  });

  test("stays where it is when details come up beside it, so that a second click meets the same node", async () => {
    const page = await open(browser);
    const before = await placeOf(page, "ds:users");
    await page.locator('[id="lineage:ds:users"]').click();
    await page.getByRole("complementary", { name: "Details of users" }).waitFor();
    expect(await placeOf(page, "ds:users")).toEqual(before);
    await page.context().close();
  });
});

/** Opens the drawing in a wide window. */
async function open(browser: TestBrowser): Promise<Page> {
  const before = (page: Page) => page.setViewportSize(WIDE);
  const page = await browser.open("/lineage/ds:users", { before });
  await settled(page);
  await hasOpened(page);
  return page;
}

/** Waits until all of the drawing is in view: then it has its first and its last card as far from its middle. */
async function hasOpened(page: Page): Promise<void> {
  const aside = async (): Promise<number> => {
    const [first, last] = [await fromMiddle(page, "ds:raw"), await fromMiddle(page, "model:churn")];
    return Math.abs(first.right + last.right);
  };
  await expect.poll(aside).toBeLessThanOrEqual(1);
}

/** Where a card is on the page, in whole pixels. */
async function placeOf(page: Page, id: string) {
  return page.locator(`[id="lineage:${id}"]`).evaluate((card) => {
    const { left, top } = card.getBoundingClientRect();
    return { left: Math.round(left), top: Math.round(top) };
  });
}

/** How far the middle of a card is from that of the drawing, in whole pixels. */
async function fromMiddle(page: Page, id: string) {
  return page.locator(`[id="lineage:${id}"]`).evaluate((card) => {
    const [its, frame] = [card, card.closest("[role=application]") as Element].map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }) as [DOMPoint, DOMPoint];
    // Of no sign, as zero has two of them.
    return { right: Math.round(its.x - frame.x) + 0, down: Math.round(its.y - frame.y) + 0 };
  });
}

async function isInView(page: Page, id: string): Promise<boolean> {
  return page.locator(`[id="lineage:${id}"]`).evaluate((card) => {
    const its = card.getBoundingClientRect();
    const frame = card.closest("[role=application]")?.getBoundingClientRect();
    return frame !== undefined && its.left >= frame.left && its.right <= frame.right;
  });
}

/** From a dataset through three others to a model: more than a phone shows so that it can be read. */
async function record({ begat }: TestBrowser): Promise<void> {
  const { publish } = begat;
  await publish.node({ id: "ds:raw", name: "users_of_the_year_before" });
  await publish.node({ id: "ds:clean", name: "users_of_this_year" });
  const names = ["raw", "clean", "users", "train"];
  for (const [index, name] of names.entries()) {
    const before = names[index - 1];
    await publish.datasetVersion({
      id: `ds:${name}:v1`,
      content_hash: `sha256:${String(index + 1).repeat(64)}`,
      ...(before !== undefined && { derived_from: [`ds:${before}:v1`] }),
    });
  }
  await publish.run({
    run_id: "r1",
    experiment: "churn",
    inputs: [{ id: "ds:train:v1", relation: "trained-on" }],
  });
  await publish.modelVersion({ id: "model:churn:v1", produced_by: "run:r1" });
}
