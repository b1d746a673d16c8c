import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awayFor, CHROMIUM, expectAccessible, expectFits, settled, TestBrowser } from "./browser.ts";
import { recordRichRun } from "./run-fixture.ts";

const RICH = "/runs/run:rich";
/** What the sandbox of a frame tells the console of the scripts that it kept from running. */
const BLOCKED = /Blocked script execution in 'blob:/;

describe.skipIf(CHROMIUM === undefined)("the page of a run", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await recordRichRun(browser.begat);
    for (const run_id of ["live", "both", "keys", "ending"])
      await browser.begat.publish.run({ run_id, name: "A run", status: "running", started_at: 0 });
  });
  afterAll(() => browser.stop());

  /** Opens a page, and closes it when what is to be seen was seen; nothing hostile ran, and nothing complained. */
  async function on(path: string, look: (page: Page) => Promise<void>, options = {}): Promise<void> {
    const page = await browser.open(path, options);
    await settled(page);
    await look(page);
    expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
    expect(browser.complaints().filter((said) => !BLOCKED.test(said))).toEqual([]);
    await page.context().close();
  }

  const section = (page: Page, name: string | RegExp) => page.getByRole("region", { name });

  test("the overview says what the run is, what went in and what came out", () =>
    on(RICH, async (page) => {
      const summary = await section(page, "Summary").textContent();
      for (const said of ["running", "exp:churn", "agent:ann", "run:parent", "so far"])
        expect(summary).toContain(said);
      expect(await section(page, /^Inputs/).textContent()).toContain(
        "ds:train:v1trained-on as trainreported",
      );
      expect(await section(page, /^Outputs/).textContent()).toContain("model:churn:v1produced");
      expect(await section(page, "Where it came from").textContent()).toContain("ds:raw:v1a source");
      expect(await section(page, /^Metrics \(2\)/).textContent()).toContain("0.92");
      expect(
        await section(page, "Notes")
          .getByText("best")
          .evaluate(({ tagName }) => tagName),
      ).toBe("STRONG");
      expect(await section(page, "Notes").locator("img, [href^='javascript']").count()).toBe(0);
    }));

  test("what ends after it was read, and before the page hears of the ledger, is read again", async () => {
    const page = await browser.open("/search");
    await settled(page);
    await browser.goMeanwhile(page, "/runs/run:ending", async () => {
      await section(page, "Summary").getByText("running").waitFor();
      await browser.begat.publish.run({ run_id: "ending", status: "finished" });
    });
    await section(page, "Summary").getByText("finished").waitFor();
    expect(browser.complaints()).toEqual([]);
    await page.context().close();
  });

  test("params are searched, and the address keeps what for", () =>
    on(RICH, async (page) => {
      await page.getByLabel("Search params and metrics").fill("param_29");
      const params = page.getByRole("table", { name: "Params" });
      await expect.poll(() => params.getByRole("row").count()).toBe(12);
      expect(page.url()).toContain("q=param_29");
      await page.reload();
      await settled(page);
      expect(await page.getByLabel("Search params and metrics").inputValue()).toBe("param_29");
      expect(await params.getByRole("row").count()).toBe(12);
      await page.goto(`${browser.url}/#${RICH}?q=param_30`);
      await expect.poll(() => page.getByLabel("Search params and metrics").inputValue()).toBe("param_30");
    }));

  test("what could not be read is read again, and what comes has the focus of the button that asked for it", async () => {
    const page = await browser.open("/");
    await settled(page);
    const comeBack = await awayFor(page, /\/nodes\/run(:|%3A)rich/);
    await page.goto(`${browser.url}/#${RICH}`);
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await comeBack();
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await section(page, "Summary").waitFor();
    await page.locator(":focus:not(body) h1", { hasText: "The rich run" }).waitFor();
    browser.complaints();
    await page.context().close();
  });

  test("notes are written while the run goes on, and nothing that is typed is lost", () =>
    on("/runs/run:live", async (page) => {
      await page.getByRole("button", { name: "Write notes" }).click();
      const notes = page.getByLabel("Notes in Markdown");
      await browser.hears(page);
      await notes.pressSequentially("It *lear");
      await browser.begat.publish.run({ run_id: "live", metrics: { auc: 0.75 }, status: "finished" });
      await page.getByRole("table", { name: "Metrics" }).getByText("0.75").first().waitFor();
      await notes.pressSequentially("ns*");
      await page.getByRole("tab", { name: "History" }).click();
      await page.getByRole("tab", { name: "Overview (unsaved notes)" }).click();
      expect(await notes.inputValue()).toBe("It *learns*");
      await notes.press("Control+Enter");
      // Whoever goes on by keys stays where they were.
      await page.locator(":focus", { hasText: "Edit notes" }).waitFor();
      expect((await browser.begat.node("run:live")).props.description).toBe("It *learns*");
    }));

  test("notes that another changed meanwhile are shown before they are written over", () =>
    on("/runs/run:both", async (page) => {
      await page.getByRole("button", { name: "Write notes" }).click();
      await page.getByLabel("Notes in Markdown").fill("mine");
      await browser.hears(page);
      await browser.begat.publish.run({ run_id: "both", description: "theirs" });
      await page.getByText("The notes were changed since you began").waitFor();
      await page.getByText("theirs").waitFor();
      expect(await page.getByLabel("Notes in Markdown").inputValue()).toBe("mine");
    }));

  test("a run is renamed, tagged, archived and restored with the keyboard alone", () =>
    on("/runs/run:keys", async (page) => {
      const press = async (button: string): Promise<void> => {
        const found = page.getByRole("button", { name: button });
        // Not while what was pressed before is still being saved.
        await found.click({ trial: true });
        await found.focus();
        await page.keyboard.press("Enter");
      };
      await press("Rename");
      // It has the focus before the next key comes, and is described by nothing but its title.
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("A run");
      expect(await page.getByRole("dialog").getAttribute("aria-describedby")).toBeNull();
      await page.keyboard.press("Control+a");
      await page.keyboard.type("A better name");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "A better name" }).waitFor();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await expect.poll(() => focused(page)).toBe("Rename");

      await page.getByLabel("Name of the tag").focus();
      await page.keyboard.type("team");
      await page.keyboard.press("Tab");
      await page.keyboard.type("risk");
      await page.keyboard.press("Enter");
      await press("Remove the tag team");
      await page.getByText("Removed team = risk").waitFor();
      // The button is gone, and the keys go on with what took its place.
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Undo");
      await page.keyboard.press("Enter");
      const remove = page.getByRole("button", { name: "Remove the tag team" });
      await expect.poll(() => remove.evaluate((button) => button === document.activeElement)).toBe(true);
      expect((await browser.begat.node("run:keys")).props.tags).toEqual({ team: "risk" });

      await press("Archive");
      await page.getByText("Lists and searches leave this run out").waitFor();
      expect((await browser.begat.node("run:keys")).hidden).toBe(true);
      await press("Restore");
      await page.getByRole("button", { name: "Archive" }).waitFor();
      expect((await browser.begat.node("run:keys")).hidden).toBe(false);
    }));

  test("the metrics are curves and numbers", () =>
    on(`${RICH}?tab=metrics`, async (page) => {
      await page.getByRole("figure", { name: "loss" }).waitFor();
      expect(await page.getByRole("figure").count()).toBe(1);
      expect(await page.getByRole("table", { name: "Metrics" }).getByText("auc").count()).toBe(1);
    }));

  test("the code is its commit, what was changed beside it, and what it ran in", () =>
    on(`${RICH}?tab=code`, async (page) => {
      await page.getByText("https://example.org/churn.git").waitFor();
      const changes = page.getByRole("region", { name: "Changes", exact: true });
      expect(await changes.locator("ins").textContent()).toBe("+lr = 0.2\n");
      expect(await changes.locator("del").textContent()).toBe("-lr = 0.1\n");
      expect(await page.getByRole("table", { name: "Packages" }).textContent()).toContain("torch2.5");
    }));

  test("what repeats the run can be copied, and its inputs verified", () =>
    on(`${RICH}?tab=reproduce`, async (page) => {
      const commands = await section(page, "Commands").textContent();
      for (const line of [
        "begat reproduce run:rich --into repeat",
        "git clone -- https://example.org/churn.git code",
        "git checkout a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
        "git apply changes.diff",
        "numpy==2.1.0",
        "python train.py --lr 0.2",
      ])
        expect(commands).toContain(line);
      expect(await page.getByRole("button", { name: /^Copy commands/ }).count()).toBeGreaterThan(3);
      expect(await section(page, /^Inputs/).textContent()).toContain("trained-on as trainbytes here");
      const artifacts = page.getByRole("table", { name: "Artifacts" });
      expect(await artifacts.getByRole("row", { name: "lost.bin" }).textContent()).toContain("not here");
      expect(await artifacts.getByRole("row", { name: "report.md" }).textContent()).toContain("bytes here");
      await page.getByRole("button", { name: "Verify train.csv" }).click();
      await page.getByText("The stored bytes have this hash").waitFor();
    }));

  test("the history has every entry, who made it and what it set", () =>
    on(`${RICH}?tab=history`, async (page) => {
      const history = section(page, "History");
      expect(await history.textContent()).toContain("agent:local");
      await history.getByText(/^set .*params/).click();
      await history.getByText("value 299").waitFor();
      const entries = await history.getByRole("listitem").all();
      expect(entries.length).toBeGreaterThan(1);
      for (const entry of entries) expect(await entry.textContent()).toMatch(/^Entry \d+.*agent:local/);
    }));

  test.each([
    ["light", 1440],
    ["dark", 380],
  ] as const)("each part is for everybody, in %s colours on %i pixels", (colors, width) =>
    on(
      RICH,
      async (page) => {
        for (const tab of await page.getByRole("tab").all()) {
          await tab.click();
          await expect.poll(() => tab.getAttribute("aria-selected")).toBe("true");
          await settled(page);
          await expectAccessible(page);
          await expectFits(page);
        }
        // The line of tabs stands at its end, and the address chooses the first.
        await page.goto(`${browser.url}/#${RICH}`);
        const chosen = page.getByRole("tab", { name: "Overview", selected: true });
        await chosen.waitFor();
        await expect.poll(() => isInView(chosen)).toBe(true);
      },
      { colors, width },
    ),
  );
});

/** Whether a tab is whole within the line of all of them. */
function isInView(tab: Locator): Promise<boolean> {
  return tab.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left >= 0 && right <= innerWidth;
  });
}

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}
