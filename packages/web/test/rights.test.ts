import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, expectAccessible, expectFits, holdBack, settled, TestBrowser } from "./browser.ts";

type Scope = "read" | "write" | "owner";

/** What changes something, by the page that has it. */
const CHANGES: readonly (readonly [path: string, buttons: readonly RegExp[]])[] = [
  ["/runs?selected=run:one", [/^Tag$/, /^Archive$/, /^Delete…$/]],
  ["/runs/run:one", [/^Rename$/, /^Archive$/, /^Delete…$/, /^Edit notes$/, /^Set tag$/, /^Remove the tag/]],
  ["/datasets?tab=unlinked", [/^Join /]],
  ["/datasets/ds:a/users", [/^Undo: /]],
  ["/models/model:m", [/^Move a pointer$/]],
];

describe.skipIf(CHROMIUM === undefined)("who may do what", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start("tokens");
    const { publish } = browser.begat;
    await publish.run({ run_id: "one", description: "Why.", tags: { team: "risk" } });
    await publish.modelVersion({ id: "model:m:v1" });
    await publish.node({ id: "ds:a/users", props: {} });
    await publish.node({ id: "ds:b/users", props: {} });
    await publish.edge({ from: "ds:a/users", rel: "same-as", to: "ds:b/users" });
    await publish.datasetVersion({ id: "ds:orders:v1", produced_by: "jobrun:write" });
    await publish.run({ run_id: "two", inputs: [{ id: "ds:hive/orders", relation: "trained-on" }] });
  });
  afterAll(() => browser.stop());
  afterEach(() => expect(browser.complaints()).toEqual([]));

  async function signIn(page: Page, scope: Scope): Promise<void> {
    const token = await browser.token(scope);
    await page.addInitScript((it) => sessionStorage.setItem("begat.token", it), token);
  }

  async function openAs(scope: Scope, path: string, width = 1440): Promise<Page> {
    const page = await browser.open(path, { before: (page) => signIn(page, scope), width });
    await settled(page);
    return page;
  }

  test.each(CHANGES)("offers what changes something at %s to who may write alone", async (path, buttons) => {
    const writer = await openAs("write", path);
    for (const name of buttons) await writer.getByRole("button", { name }).first().waitFor();
    await writer.context().close();

    const reader = await openAs("read", path);
    await reader.getByText("agent:someone may only read").waitFor();
    await expectAccessible(reader);
    for (const name of buttons) expect(await reader.getByRole("button", { name }).count()).toBe(0);
    await reader.context().close();
  });

  test("offers tokens to the owner alone, and asks for none that would be refused", async () => {
    const make = { name: "Make a token" };
    const owner = await openAs("owner", "/connect");
    await owner.getByRole("button", make).first().waitFor();
    await owner.context().close();

    const writer = await openAs("write", "/connect");
    await writer.getByText("Only an owner sees and makes tokens").waitFor();
    await writer.getByText("agent:someone may read and write").waitFor();
    expect(await writer.getByRole("button", make).count()).toBe(0);
    await writer.context().close();
  });

  test("says nothing of tokens until it is known who asks", async () => {
    let release = (): void => undefined;
    const page = await browser.open("/connect", {
      before: async (page) => {
        await signIn(page, "owner");
        release = await holdBack(page, /\/whoami$/);
      },
    });
    const tokens = page.getByRole("region", { name: "Tokens" });
    await tokens.getByRole("status", { name: "Loading" }).waitFor();
    expect(await tokens.getByText("Only an owner").count()).toBe(0);
    release();
    await tokens.getByRole("button", { name: "Make a token" }).waitFor();
    await page.context().close();
  });

  test("says on a phone, too, what one may", async () => {
    const page = await openAs("read", "/runs/run:one", 380);
    await page.getByRole("button", { name: "Navigation" }).click();
    await page.getByText("agent:someone may only read").waitFor();
    await expectFits(page);
    await expectAccessible(page);
    await page.context().close();
  });
});
