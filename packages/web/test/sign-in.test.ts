import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, settled, TestBrowser } from "./browser.ts";

describe.skipIf(CHROMIUM === undefined)("a server that asks for tokens", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start("tokens");
    await browser.begat.publish.node({ id: "ds:lake/users", props: {} });
  });
  afterAll(() => browser.stop());

  test("lets somebody in with a token, and out again", async () => {
    const page = await browser.open("/datasets", { colors: "dark" });
    await page.getByRole("heading", { level: 1, name: "Sign in to Begat" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.type("bgt_wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("the token is unknown").waitFor();

    await page.getByLabel("Token", { exact: true }).fill(` ${await browser.token("read")} `);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "lake/users" }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "lake/users" }).waitFor();
    await page.getByRole("link", { name: "Training runs" }).click();
    await page.getByText('-H "authorization: Bearer $BEGAT_TOKEN"').waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in to Begat" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Sign in to Begat" }).waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      "bgt_",
    );
    await page.context().close();
  });

  test("asks again when the token is no longer good", async () => {
    const page = await browser.open("/datasets");
    const token = await browser.token("read");
    await page.getByLabel("Token", { exact: true }).fill(token);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "lake/users" }).waitFor();
    await settled(page);
    const { items } = await browser.begat.tokens.list();
    await browser.begat.tokens.revoke(items.find(({ id }) => token.startsWith(id))?.id as string);
    await page.getByRole("link", { name: "Models" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in to Begat" }).waitFor();
    await page.context().close();
  });
});
