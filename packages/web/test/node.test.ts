import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hrefOf } from "../src/app/places.ts";
import { CHROMIUM, expectAccessible, expectFits, LOOKS, settled, TestBrowser } from "./browser.ts";

const RUNS = 1200;
const HOSTILE = `"><img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`;

describe.skipIf(CHROMIUM === undefined)("the page of a node", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    const { publish } = browser.begat;
    await publish.node({ id: "exp:churn", name: "Churn", description: "who leaves", tags: { team: "risk" } });
    await publish.node({ id: "exp:churn", description: "who leaves, and when", props: { note: HOSTILE } });
    await publish.alias({ scheme: "wiki", value: "Churn_2026", of: "exp:churn" });
    await publish.edge({
      from: "exp:churn",
      rel: "has-artifact",
      to: `sha256:${"a".repeat(64)}`,
      q: "plan.md",
    });
    await publish.node({ id: "agent:o%27neil@example.com", name: HOSTILE });
    await browser.begat.batch(
      Array.from({ length: RUNS }, (_, run) => ({
        run: { run_id: `r${run}`, experiment: "churn", agent: "agent:o%27neil@example.com" },
      })),
    );
  });
  afterAll(() => browser.stop());

  test("shows what is recorded of it, its other names, its history, and leads on", async () => {
    const page = await browser.open("/nodes/exp:churn");
    await page.getByRole("heading", { level: 1, name: "Churn" }).waitFor();
    await page.getByText("who leaves, and when", { exact: true }).first().waitFor();
    await page.getByText("team: risk").waitFor();
    await page.getByText("Churn_2026").waitFor();
    const history = page.getByRole("region", { name: "History" });
    await history.getByText("Begat's own API").first().waitFor();
    const entries = await history.getByRole("listitem").allTextContents();
    expect(entries.map((text) => text.slice(0, 7))).toEqual(["Entry 4", "Entry 2", "Entry 1"]);
    expect(entries[0]).toContain("has-artifact as plan.md");
    expect(entries[1]).toMatch(/set .*note/);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy id exp:churn" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("exp:churn");
    const ledger = page.getByRole("link", { name: "Ledger", exact: true }).last();
    expect(await ledger.getAttribute("href")).toBe("/#/ledger?node=exp%3Achurn");
    await page.getByRole("link", { name: "Entry 1", exact: true }).waitFor();
    await page.getByRole("link", { name: "Impact", exact: true }).last().click();
    await page.getByRole("heading", { level: 1, name: "Impact of exp:churn" }).waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("shows some of many neighbours, and all when asked", async () => {
    const page = await browser.open("/nodes/exp:churn");
    await page.getByRole("button", { name: "Show all 1,200" }).click();
    const table = page.getByRole("table", { name: "has-run" });
    await table.waitFor();
    expect(await table.getAttribute("aria-rowcount")).toBe(String(RUNS + 1));
    expect(await table.getByRole("row").count()).toBeLessThan(100);
    await page.getByRole("button", { name: "Show fewer" }).click();
    await table.waitFor({ state: "detached" });
    await page.context().close();
  });

  test("says what to do where there is nothing", async () => {
    const page = await browser.open("/datasets/ds:nobody");
    await page.getByRole("heading", { level: 1, name: "No such dataset" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Search for it" }).click();
    await page.getByRole("heading", { level: 1, name: "Search" }).waitFor();
    expect(page.url()).toContain("q=nobody");
    await page.goto(`${browser.url}/#/nodes/exp:churn`);
    await page.getByRole("heading", { level: 1, name: "Churn" }).waitFor();
    await page.keyboard.press("Control+k");
    const seen = page.getByRole("group", { name: "Looked at last" }).getByRole("option");
    await seen.first().waitFor();
    expect(await seen.allTextContents()).toEqual(["exp:churn"]);
    browser.complaints();
    await page.context().close();
  });

  test("has an address for every id, and shows hostile names as text", async () => {
    const page = await browser.open("/nodes/exp:churn");
    await settled(page);
    await page.goto(`${browser.url}/#/runs/run:r1`);
    const agent = page.getByRole("link", { name: "agent:o'neil@example.com" });
    expect(await agent.getAttribute("href")).toBe(hrefOf("agent:o%27neil@example.com"));
    await agent.click();
    await page.getByRole("heading", { level: 1, name: HOSTILE }).waitFor();
    expect(await page.title()).toBe(`${HOSTILE} · Begat`);
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test.each(LOOKS)("stands $colors at $width pixels", async (look) => {
    const page = await browser.open("/nodes/exp:churn", look);
    await settled(page);
    await expectAccessible(page);
    await expectFits(page);
    if (look.width < 500) {
      await page.getByRole("button", { name: "Navigation" }).click();
      await page.waitForFunction(
        () => (document.querySelector("nav a")?.getBoundingClientRect().left ?? -1) >= 0,
      );
      await expectAccessible(page);
      await page.getByRole("link", { name: "Datasets" }).click();
      await page.getByRole("heading", { level: 1, name: "Datasets" }).waitFor();
      await page.getByRole("link", { name: "Models" }).waitFor({ state: "hidden" });
    }
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });
});
