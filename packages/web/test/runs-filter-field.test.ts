import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, type TestBrowser } from "./browser.ts";
import { onRuns } from "./runs-fixture.ts";

describe.skipIf(CHROMIUM === undefined)("the training runs", () => {
  let browser: TestBrowser;
  let page: Page;
  const { table, filter, hash, go } = onRuns((opened) => {
    ({ browser, page } = opened);
  });

  test("completes fields, operators and values by the keyboard alone", async () => {
    await filter().focus();
    await page.keyboard.type("optim");
    await page.getByRole("option", { name: "params.optimizer" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await filter().inputValue()).toBe("params.optimizer ");
    await page.getByRole("option", { name: "=", exact: true }).waitFor();
    await page.keyboard.type("= ");
    await page.getByRole("option", { name: "'adam'" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "AND" }).waitFor();
    await page.keyboard.type("AND lr > 0.05 ");
    await page.keyboard.press("Enter");
    await expect.poll(hash).toContain("filter=params.optimizer = 'adam' AND lr > 0.05");
    await page.getByText("No run passes the filter").waitFor();
    await filter().fill("params.optimizer = 'adam' AND metrics.auc >= 0.9");
    await filter().press("Enter");
    await page.getByText("6 runs").waitFor();
    // What is typed before the address says what was applied stays.
    await filter().fill("metrics.auc >= 0.9");
    await filter().evaluate((input: HTMLInputElement) => {
      input.form?.requestSubmit();
      document.execCommand("insertText", false, " AND");
    });
    await page.getByText("13 runs").waitFor();
    expect(await filter().inputValue()).toBe("metrics.auc >= 0.9 AND");
  });

  test("places the caret behind what was chosen before another key can come", async () => {
    await filter().fill(" > 0.05");
    await filter().press("Home");
    await page.keyboard.type("optim");
    const option = page.getByRole("option", { name: "params.optimizer" });
    const caret = await option.evaluate((element) => {
      (element as HTMLElement).click();
      return (document.activeElement as HTMLInputElement).selectionStart;
    });
    expect(await filter().inputValue()).toBe("params.optimizer > 0.05");
    expect(caret).toBe("params.optimizer ".length);
  });

  test("shows what is wrong with a filter at its character", async () => {
    await filter().fill("metrics.auc => 0.9");
    await filter().press("Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("at character 13");
    expect(await alert.locator("pre").textContent()).toBe(`metrics.auc => 0.9\n${" ".repeat(12)}^`);
    await expectAccessible(page);
    // The browser itself says that an answer was a refusal.
    expect(browser.complaints().every((text) => text.includes("400"))).toBe(true);
    await filter().fill("metrics.auc > 0.9");
    await filter().press("Enter");
    await table().waitFor();
    expect(await alert.count()).toBe(0);
  });

  test("chooses an experiment, which is a part of the filter", async () => {
    await browser.begat.publish.node({ id: "exp:second", name: "The second one" });
    await browser.indexed();
    await go("/runs?filter=metrics.auc > 0.5");
    const select = page.getByRole("combobox", { name: "Experiment" });
    await select.click();
    const second = page.getByRole("option", { name: "The second one", exact: true });
    await second.click();
    await expect.poll(hash).toContain("filter=experiment = 'exp:second' AND metrics.auc > 0.5");
    await expect.poll(() => select.inputValue()).toBe("The second one");
    // Chosen again, it is chosen no longer.
    await select.click();
    await second.click();
    await expect.poll(hash).toMatch(/filter=metrics.auc > 0.5$/);
  });
});
