import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, settled, TestBrowser } from "./browser.ts";

const ENTRIES = 260;

describe.skipIf(CHROMIUM === undefined)("the ledger", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    const { publish } = browser.begat;
    await browser.begat.batch(
      Array.from({ length: ENTRIES }, (_, index) => ({ run: { run_id: `r${index}` } })),
    );
    await publish.run({ run_id: "r0", name: "<img src=x onerror=alert(1)>", params: { lr: 0.1 } });
    await publish.run({ run_id: "r0", metrics: { auc: 0.9 }, tags: { team: "risk" } });
  });
  afterAll(() => browser.stop());

  /** Opens the page; what a server answers can be altered on its way. */
  async function open(path: string, alter?: (page: Page) => Promise<unknown>): Promise<Page> {
    const page = await browser.open("/search");
    await settled(page);
    await alter?.(page);
    await page.goto(`${browser.url}/#${path}`);
    await page.getByRole("heading", { level: 1, name: "Ledger" }).waitFor();
    return page;
  }

  test.each([
    ["light", 1440],
    ["dark", 380],
  ] as const)(
    "shows the newest entry first, and an entry with its proof: %s, %i wide",
    async (colors, width) => {
      const page = await browser.open("/ledger", { colors, width });
      await settled(page);
      await page.getByText("The ledger is whole").waitFor();
      const rows = page.getByRole("table").getByRole("row");
      await rows
        .nth(1)
        .getByRole("link", { name: `Entry ${ENTRIES + 2}` })
        .waitFor();
      await expectAccessible(page);

      await page.getByRole("link", { name: `Entry ${ENTRIES + 1}`, exact: true }).click();
      const drawer = page.getByRole("dialog", { name: `Entry ${ENTRIES + 1}` });
      await drawer.getByText("Proven: it says today what was recorded then").waitFor();
      await drawer.getByText("<img src=x onerror=alert(1)>").first().waitFor();
      expect(new URL(page.url()).hash).toBe(`#/ledger?entry=${ENTRIES + 1}`);
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await drawer.waitFor({ state: "detached" });
      expect(new URL(page.url()).hash).toBe("#/ledger");
      expect(browser.complaints()).toEqual([]);
      await page.context().close();
    },
  );

  test("leads from an agent that only records to what it recorded", async () => {
    const page = await open("/ledger");
    await page.getByRole("link", { name: "agent:local" }).first().click();
    await page.getByRole("heading", { level: 1, name: "No page for this agent" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "what it recorded" }).click();
    await page.getByRole("link", { name: `Entry ${ENTRIES + 2}`, exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe("#/ledger?actor=agent%3Alocal");
    // The browser itself says that an answer was 404.
    browser.complaints();
    await page.context().close();
  });

  test("reads on as it is scrolled, down to the first entry", async () => {
    const page = await open("/ledger");
    const table = page.getByRole("group", { name: "Entries, the newest first" });
    await table.waitFor();
    await table.focus();
    const readOn = async () => {
      await page.keyboard.press("End");
      return table.getByRole("link", { name: "Entry 1", exact: true }).count();
    };
    await expect.poll(readOn).toBe(1);
    await page.context().close();
  });

  test("shows what was said about a node, and proves it, by the keyboard alone", async () => {
    const page = await open("/ledger");
    const field = page.getByRole("textbox", { name: "About a node, or recorded by an agent" });
    await field.focus();
    await page.keyboard.type("run:r0");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Verify this history" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#/ledger?node=run%3Ar0");
    expect(await field.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: "Verify this history" }).press("Enter");
    await page.getByText("All 3 entries are proven").waitFor();
    await expect.poll(() => page.getByRole("table").getByRole("row").count()).toBe(4);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Show all" }).press("Enter");
    await expect.poll(() => field.inputValue()).toBe("");
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
    await page.getByRole("combobox", { name: "Came by" }).selectOption("MLflow");
    await page.getByText("No entry is like that").waitFor();
    expect(new URL(page.url()).hash).toBe("#/ledger?source=mlflow");
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("says that nothing is recorded under an id, and leads to the search", async () => {
    const page = await open("/ledger?node=run:churn-9");
    await page.getByText("Nothing is recorded as run:churn-9").waitFor();
    expect(await page.getByRole("button", { name: "Verify this history" }).count()).toBe(0);
    await page.getByRole("link", { name: "Search for it" }).click();
    await page.waitForURL(/#\/search\?q=churn-9$/);
    // The browser itself says that an answer was 404.
    expect(browser.complaints()).toEqual([expect.stringContaining("404")]);
    await page.context().close();
  });

  test("tells an entry that was altered on its way, or by the server", async () => {
    const page = await open("/ledger?entry=1", (tab) =>
      tab.route("**/ledger?after=0&limit=1", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.text()).replace("run:r0", "run:rX") });
      }),
    );
    await page.getByText("Altered: what it says now is not what was recorded").waitFor();
    await page.context().close();
  });

  test("tells an entry that another stands in the place of", async () => {
    const page = await open("/ledger?entry=1", (tab) =>
      tab.route("**/ledger?after=0&limit=1", async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replace(/"actor":"[^"]*"/, '"actor":"agent:else"');
        await route.fulfill({ response: answer, body });
      }),
    );
    await page.getByText("Not proven: the signed ledger has another entry in this place").waitFor();
    await page.context().close();
  });

  test("takes an entry for erased only where an erasure vouches for what is left", async () => {
    const { seq } = await browser.begat.publish.run({ run_id: "private", tags: { who: "somebody" } });
    await browser.begat.erase(seq, "asked for");
    const one = `**/ledger?after=${seq - 1}&limit=1`;
    const erased = await open(`/ledger?entry=${seq}`);
    await erased.getByText("what it said was erased").waitFor();
    await erased.context().close();

    const forged = await open(`/ledger?entry=${seq}`, (tab) =>
      tab.route(one, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({
          response: answer,
          body: (await answer.text()).replaceAll("run:private", "run:rX"),
        });
      }),
    );
    await forged.getByText("Altered: what it says now is not what was recorded").waitFor();
    await forged.context().close();
  });

  test("remembers the ledger, and compares it with a checkpoint that was kept", async () => {
    const older = await browser.begat.checkpoint();
    const page = await open("/ledger");
    await page.getByText("has seen it for the first time").waitFor();
    await browser.begat.publish.run({ run_id: "later" });
    await page.reload();
    await page.getByText(/only been added to since this browser saw it with \d+ entries/).waitFor();
    await page.getByRole("button", { name: "Checkpoint and key" }).click();
    await page.setViewportSize({ width: 380, height: 900 });
    const checkpoint = page.getByRole("figure").first();
    await expect.poll(() => checkpoint.evaluate((it) => it.getBoundingClientRect().right)).toBeLessThan(380);
    const field = page.getByRole("textbox", { name: "Compare with a checkpoint that was kept" });
    await field.fill(older);
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText(/The same ledger: its \d+ entries of then are the beginning/).waitFor();
    await field.fill(older.replace(/\n\d+\n/, "\n7\n"));
    await page.getByRole("button", { name: "Compare" }).click();
    await page
      .getByRole("alert")
      .getByText(/the signature of .* is wrong/)
      .waitFor();
    await expectAccessible(page);
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("warns when another ledger, or another key, is in the place of the one that it saw", async () => {
    const page = await open("/ledger");
    await page.getByText("has seen it for the first time").waitFor();
    const other = await TestBrowser.start();
    await other.begat.publish.run({ run_id: "other" });
    const kept = {
      note: await other.begat.checkpoint(),
      verifier: await other.begat.verifier(),
      at: new Date().toISOString(),
    };
    await other.stop();
    await page.evaluate((json) => localStorage.setItem("begat.checkpoint", json), JSON.stringify(kept));
    await page.reload();
    await page.getByRole("alert").getByText("signed by another key").waitFor();
    await page.getByRole("button", { name: "I know why; remember this one" }).click();
    await page.getByText("The ledger is whole").waitFor();
    await page.context().close();
  });

  test("explains itself", async () => {
    const page = await open("/ledger");
    await page.getByRole("button", { name: "What does this prove?" }).click();
    await page
      .getByRole("dialog", { name: "What the ledger proves" })
      .getByText("That what was recorded was true.")
      .waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
