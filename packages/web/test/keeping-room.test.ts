import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, holdBack, settled, TestBrowser } from "./browser.ts";
import { story } from "./data-fixture.ts";

/** What a table's head or a line of text may be higher than expected. */
const A_ROW = 34;

describe.skipIf(CHROMIUM === undefined)("a page that is still being filled", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    const answers = await browser.begat.batch(story());
    expect(answers.filter((answer) => "error" in answer)).toEqual([]);
  });
  afterAll(() => browser.stop());

  const placeOf = async (page: Page, heading: string): Promise<number> => {
    const box = await page.getByRole("heading", { name: heading, exact: true }).boundingBox();
    return box?.y ?? Number.NaN;
  };

  test.each([
    { path: "/", held: /\/(?:health|counts|ledger)\b/, heading: "What changed" },
    { path: "/", held: /\/find\?/, heading: "Needs a look" },
    { path: "/models/model:churn", held: /\/timeline\//, heading: "Pointers" },
    { path: "/models/model:churn", held: /\/history\//, heading: "Deployments" },
  ])("$path has kept the room above “$heading”", async ({ path, held, heading }) => {
    for (const width of [1440, 380]) {
      let release = (): void => undefined;
      const before = async (page: Page): Promise<void> => {
        release = await holdBack(page, held);
      };
      const page = await browser.open(path, { width, before });
      await page.getByRole("heading", { name: heading, exact: true }).waitFor();
      const place = await placeOf(page, heading);
      release();
      await settled(page);
      expect(Math.abs((await placeOf(page, heading)) - place)).toBeLessThanOrEqual(A_ROW);
      await page.context().close();
    }
  });
});
