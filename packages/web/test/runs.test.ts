import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { awayFor, CHROMIUM, expectAccessible, holdAnswer, settled, type TestBrowser } from "./browser.ts";
import { COUNT, HOSTILE, onRuns } from "./runs-fixture.ts";

describe.skipIf(CHROMIUM === undefined)("the training runs", () => {
  let browser: TestBrowser;
  let page: Page;
  const { table, names, hash, go } = onRuns((opened) => {
    ({ browser, page } = opened);
  });

  test("shows the newest first with columns of theirs, and reads on when it is scrolled", async () => {
    await expect.poll(async () => (await names())[0]).toBe(`run ${COUNT - 1}`);
    const heads = await table().getByRole("columnheader").allTextContents();
    expect(heads.join(" ")).toMatch(/Run.*Status.*Started.*Duration.*metric auc.*param lr/);
    const row = table().getByRole("row", { name: `Select run ${COUNT - 1}`, exact: false });
    expect(await row.textContent()).toMatch(/finished.*1 h 30 min/);
    await page.getByText("100+ runs").waitFor();
    const more = /\/runs\?.*cursor=/;
    const comeBack = await awayFor(page, more);
    await table().evaluate((element) => element.parentElement?.scrollTo(0, 1e6));
    await page.getByRole("alert").getByText("More could not be read").waitFor();
    await expectAccessible(page);
    await comeBack();
    const held = await holdAnswer(page, more);
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await held.given;
    // What changes meanwhile is not set back by the page that comes.
    const looked = page.waitForResponse((one) => decodeURIComponent(one.url()).includes(`r${COUNT - 1}'`));
    await browser.begat.publish.run({ run_id: `r${COUNT - 1}`, status: "failed" });
    await looked;
    held.release();
    await page.getByText(`${COUNT} runs`).waitFor();
    // The browser itself says that it had no answer.
    expect(browser.complaints().every((text) => text.includes("ERR_FAILED"))).toBe(true);
    // The button is gone, and the keys go on in the table.
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Training runs");
    await table().evaluate((element) => element.parentElement?.scrollTo(0, 1e6));
    await expect.poll(async () => (await names()).at(-1)).toBe("run 0");
    await table().evaluate((element) => element.parentElement?.scrollTo(0, 0));
    await row.getByText("failed").waitFor();
  });

  test("sorts by a click and by the keyboard, by more than one with Shift", async () => {
    const head = (name: RegExp) => table().getByRole("columnheader", { name });
    await head(/auc/).getByRole("button").click();
    await expect.poll(() => head(/auc/).getAttribute("aria-sort")).toBe("descending");
    expect(hash()).toContain("order=metrics.auc DESC");
    await head(/auc/).getByRole("button").press("Enter");
    await expect.poll(async () => (await names())[0]).toBe("run 0");
    await head(/optimizer/)
      .getByRole("button")
      .press("Shift+Enter");
    await expect.poll(hash).toContain("order=metrics.auc ASC, params.optimizer DESC");
    await expect.poll(() => head(/optimizer/).getAttribute("aria-sort")).toBe("descending");
    expect(await head(/auc/).getAttribute("aria-sort")).toBe("ascending");
  });

  test("finds columns among all names, and keeps them in the address", async () => {
    await page.getByRole("button", { name: /^Columns/ }).click();
    await page.getByRole("checkbox", { name: HOSTILE }).waitFor();
    await expectAccessible(page);
    await page.getByRole("textbox", { name: "Search columns" }).fill("ONERROR");
    await page.getByRole("group", { name: "Shown" }).waitFor({ state: "detached" });
    await page.getByRole("checkbox", { name: "strange" }).waitFor({ state: "detached" });
    await page.getByRole("checkbox", { name: HOSTILE }).click();
    await table().getByRole("columnheader", { name: HOSTILE }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    expect(hash()).toContain(`metrics.${HOSTILE}`);
    await page.reload();
    await table().getByRole("columnheader", { name: HOSTILE }).getByRole("button").click();
    await expect.poll(hash).toContain(`order=metrics."${HOSTILE.replaceAll('"', '""')}" DESC`);
    expect(await page.evaluate("window.hacked")).toBeUndefined();
  });

  test("heads show long names to their end, which alone may tell one from another", async () => {
    const long = (end: string) => `metrics.validation_accuracy_of_the_holdout_by_group_${end}`;
    await go(`/runs?columns=${long("women")},${long("men")}`);
    const heads = table().getByRole("columnheader", { name: /validation/ });
    const isWhole = (head: Element) => head.scrollHeight <= head.clientHeight;
    for (const head of await heads.locator("[title^=validation]").all())
      expect(await head.evaluate(isWhole)).toBe(true);
    expect(await heads.count()).toBe(2);
    await page.getByRole("button", { name: /^Columns/ }).click();
    const label = page.getByText("metrics.validation_accuracy_of_the_holdout_by_group_women", {
      exact: true,
    });
    expect(await label.locator("wbr").count()).toBeGreaterThan(5);
  });

  test("groups by a param, opens a group, and goes on to all of its runs", async () => {
    await page.getByRole("combobox", { name: "Group by" }).fill("optim");
    // What does not match makes way for what does.
    for (const name of ["status", "lr"])
      await page.getByRole("option", { name }).waitFor({ state: "detached" });
    await page.getByRole("option", { name: "optimizer" }).click();
    const groups = page.getByRole("table", { name: "Groups of runs" });
    await groups.getByRole("row", { name: /adam.*65.*0.49/ }).waitFor();
    expect(await page.getByText(`${COUNT} runs in 3 groups`).count()).toBe(1);
    await groups.getByRole("button", { name: "adam" }).press("Enter");
    await groups.getByRole("link", { name: `run ${COUNT - 2}` }).waitFor();
    await expectAccessible(page);
    await page.reload();
    const by = page.getByRole("combobox", { name: "Group by" });
    await by.press("ArrowDown");
    expect(await by.getAttribute("aria-expanded")).toBe("true");
    await page.getByRole("option", { name: "optimizer", selected: true }).waitFor();
    await by.press("Escape");
    await groups.getByRole("button", { name: "adam" }).press("Enter");
    await groups.getByRole("link", { name: "All 65 runs of this group" }).click();
    await page.getByText("65 runs", { exact: true }).waitFor();
    expect(hash()).toContain("filter=params.optimizer = 'adam'");
  });

  test("gives a view a name and finds it again", async () => {
    await go("/runs?filter=metrics.auc > 0.9&order=metrics.auc DESC");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("textbox", { name: "Name of this view" }).fill("The best");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "The best" }).waitFor();
    await page.keyboard.press("Escape");
    await go("/runs");
    await page.reload();
    await settled(page);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("link", { name: "The best" }).click();
    await expect.poll(hash).toContain("filter=metrics.auc > 0.9&order=metrics.auc DESC");
    await expect.poll(() => page.getByRole("link", { name: "The best" }).count()).toBe(0);
  });

  test("exports all that pass, with nothing that a spreadsheet would run", async () => {
    await go("/runs?columns=params.note,metrics.auc&order=metrics.auc");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString("utf8").trimEnd().split("\r\n");
    expect(lines[0]).toBe("id,name,status,started_at,ended_at,params.note,metrics.auc");
    expect(lines).toHaveLength(COUNT + 1);
    expect(lines[1]).toMatch(/^run:r0,run 0,finished,2026-10-01T.*,"'=1\+1",0$/);
  });

  test("what has the focus is scrolled beside the pinned names and no further, on a phone", async () => {
    const other = await browser.open("/runs", { width: 380 });
    await settled(other);
    const scrolled = other.getByRole("group", { name: "Training runs" });
    expect(await scrolled.evaluate(roomBeyondPinned)).toBeCloseTo(0, 0);
    await other.context().close();
  });

  test.each([
    ["light", 1440],
    ["dark", 380],
  ] as const)("breaks no rule in %s at %i pixels", async (colors, width) => {
    for (const path of ["/runs", "/runs?group=params.optimizer&metric=metrics.auc", "/runs?hidden=only"]) {
      const other = await browser.open(path, { colors, width });
      await settled(other);
      await expectAccessible(other);
      expect(await other.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      await other.context().close();
    }
  });
});

/** How much further what has the focus is scrolled than what is pinned reaches. */
function roomBeyondPinned(scroller: Element): number {
  scroller.scrollLeft = 1e6;
  const ends = [...scroller.querySelectorAll("thead [data-pinned]")].map(
    (pinned) => pinned.getBoundingClientRect().right,
  );
  const inner = scroller.getBoundingClientRect().left + scroller.clientLeft;
  return Number.parseFloat(getComputedStyle(scroller).scrollPaddingInlineStart) - (Math.max(...ends) - inner);
}
