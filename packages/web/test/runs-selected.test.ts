import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, type TestBrowser } from "./browser.ts";
import { COUNT, onRuns } from "./runs-fixture.ts";

describe.skipIf(CHROMIUM === undefined)("the training runs", () => {
  let browser: TestBrowser;
  let page: Page;
  const { table, names, hash, go } = onRuns((opened) => {
    ({ browser, page } = opened);
  });

  test("selects by the mouse and by the keyboard, and opens the comparison", async () => {
    const box = (name: string) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
    await box(`run ${COUNT - 1}`).click();
    await box(`run ${COUNT - 4}`).click({ modifiers: ["Shift"] });
    await page.getByText("4 selected").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByText("5 selected").waitFor();
    expect(await box(`run ${COUNT - 5}`).isChecked()).toBe(true);
    await box(`run ${COUNT - 2}`).click();
    await page.getByText("4 selected").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByRole("heading", { name: "Compare runs" }).waitFor();
    expect(hash()).toBe(`#/compare?runs=${[1, 3, 4, 5].map((back) => `run:r${COUNT - back}`).join(",")}`);
  });

  test("tags what is selected", async () => {
    await go("/runs?columns=tags.reviewed&filter=id IN ('run:r3', 'run:r4')");
    await page.getByRole("checkbox", { name: "Select all" }).click();
    await page.getByRole("button", { name: "Tag", exact: true }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("reviewed");
    await page.getByRole("textbox", { name: "Value" }).fill("yes");
    await page.keyboard.press("Enter");
    await table().getByText("yes").nth(1).waitFor();
    expect((await browser.begat.node("run:r3")).props.tags).toMatchObject({ reviewed: "yes" });
  });

  test("archives, undoes that, and restores", async () => {
    await go("/runs?filter=id IN ('run:r6', 'run:r7', 'run:r8')");
    await page.getByRole("checkbox", { name: "Select run 7" }).click();
    await page.getByRole("button", { name: "Archive" }).click();
    await expect.poll(names).toEqual(["run 8", "run 6"]);
    expect((await browser.begat.node("run:r7")).hidden).toBe(true);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(names).toEqual(["run 8", "run 7", "run 6"]);
    expect((await browser.begat.node("run:r7")).hidden).toBe(false);

    await page.getByRole("checkbox", { name: "Select run 8" }).click();
    await page.getByRole("button", { name: "Archive" }).click();
    await expect.poll(names).toEqual(["run 7", "run 6"]);
    await page.getByRole("switch", { name: "Archived" }).click();
    await expect.poll(names).toEqual(["run 8"]);
    await page.getByRole("checkbox", { name: "Select run 8" }).click();
    await page.getByRole("button", { name: "Restore" }).click();
    await page.getByText("No archived run passes").waitFor();
    expect((await browser.begat.node("run:r8")).hidden).toBe(false);
  });
});
