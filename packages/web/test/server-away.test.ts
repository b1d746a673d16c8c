import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, TestBrowser } from "./browser.ts";

describe.skipIf(CHROMIUM === undefined)("a server that is away", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
    await browser.begat.publish.node({ id: "model:churn", props: {} });
  });
  afterAll(() => browser.stop());

  test("is named with what helps in a browser, and read once it is back", async () => {
    const away = /\/(?:models\?|health|events)/;
    const page = await browser.open("/models", {
      before: async (page) => {
        await page.route(away, (route) => route.abort());
      },
    });
    const alert = page.getByRole("alert");
    await alert.getByText(`cannot reach Begat at ${browser.url}`).waitFor();
    expect(await alert.innerText()).not.toContain("BEGAT_URL");
    await expectAccessible(page);
    await page.unroute(away);
    await page.getByRole("link", { name: "churn" }).waitFor();
    expect(await alert.count()).toBe(0);
    browser.complaints();
    await page.context().close();
  });
});
