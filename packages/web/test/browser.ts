import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BegatApi } from "@begat/client/browser";
import type { AxeResults, RunOptions } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterEach, beforeEach, expect } from "vitest";
import { type App, createApp } from "../../server/dist/main.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE_MS = 60_000;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Where Chromium is; undefined when it is not installed, so that its tests are skipped. */
export const CHROMIUM = process.env.BEGAT_TEST_CHROMIUM;

export interface PageOptions {
  readonly colors?: "light" | "dark";
  /** 1440 pixels when it is left out. */
  readonly width?: number;
  /** Whether the browser was told to save data. */
  readonly savesData?: boolean;
  /** What is done with the page before it goes to its address. */
  readonly before?: (page: Page) => Promise<void>;
}

/** What a page must stand: light and dark, wide and on a phone, each once. */
export const LOOKS: readonly Required<Pick<PageOptions, "colors" | "width">>[] = [
  { colors: "light", width: 1440 },
  { colors: "dark", width: 380 },
];

/** A real server in a folder of its own, and one browser that looks at it. */
export class TestBrowser {
  readonly url: string;
  /** Records what a test needs. */
  readonly begat: BegatApi;
  readonly #app: App;
  readonly #folder: string;
  readonly #browser: Browser;
  readonly #complaints: string[] = [];
  readonly #hearing = new WeakMap<Page, Promise<void>>();

  private constructor(app: App, folder: string, browser: Browser) {
    this.#app = app;
    this.#folder = folder;
    this.#browser = browser;
    this.url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;
    this.begat = new BegatApi({ url: this.url, token: app.secret });
  }

  /** With `tokens`, the server asks every caller for one. */
  static async start(access: "loopback" | "tokens" = "loopback"): Promise<TestBrowser> {
    const folder = await mkdtemp(join(tmpdir(), "begat-web-"));
    const app = await createApp({ data: join(folder, "data"), access });
    await app.http.listen({ host: "127.0.0.1", port: 0 });
    // The sandbox of Chromium refuses to run as root, as tests in a container do.
    const browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ["--no-sandbox"] });
    return new TestBrowser(app, folder, browser);
  }

  /** Waits until the search has what was recorded. */
  indexed(): Promise<void> {
    return this.#app.indexed();
  }

  /** A token for somebody. */
  async token(scope: "read" | "write" | "owner"): Promise<string> {
    return (await this.#app.tokens.create({ agent: "agent:someone", scope, expires_at: null })).token;
  }

  /** Opens a page at an address behind the hash, such as `/runs`, in a tab that shares nothing with others. */
  async open(
    path: string,
    { colors = "light", width = 1440, savesData = false, before }: PageOptions = {},
  ): Promise<Page> {
    const context = await this.#browser.newContext({
      colorScheme: colors,
      viewport: { width, height: 900 },
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (savesData)
      await context.addInitScript(() =>
        Object.defineProperty(navigator, "connection", { value: { saveData: true } }),
      );
    const page = await context.newPage();
    page.on("pageerror", (error) => this.#complaints.push(`${path}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        this.#complaints.push(`${path}: ${message.text()}`);
    });
    this.#hearing.set(
      page,
      new Promise((resolve) => {
        page.on(
          "response",
          (answer) => void (new URL(answer.url()).pathname === "/events" && answer.ok() && resolve()),
        );
      }),
    );
    await before?.(page);
    await page.goto(`${this.url}/#${path}`);
    return page;
  }

  /** Waits until a tab, at the first page that it shows, is told of whatever is recorded from then on. */
  async hears(page: Page): Promise<void> {
    await this.#hearing.get(page);
  }

  /** Goes to another page, and does something after that was read, but before it hears of what is recorded. */
  async goMeanwhile(page: Page, path: string, work: () => Promise<void>): Promise<void> {
    await page.route("**/health", (route) => work().then(() => route.continue()), { times: 1 });
    await page.goto(`${this.url}/#${path}`);
  }

  /** What the console of the pages said since the last time: errors, warnings, breaches of the policy. */
  complaints(): readonly string[] {
    return this.#complaints.splice(0);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#app.close();
    await rm(this.#folder, { recursive: true });
  }
}

/**
 * Opens a page of its own for each test of a block, at one address, and tells of it once it shows what it has. After each
 * test expects that the console said nothing.
 */
export function onEachPage(browser: () => TestBrowser, path: string, use: (page: Page) => void): void {
  let page: Page;
  beforeEach(async () => {
    page = await browser().open(path);
    await settled(page);
    use(page);
  });
  afterEach(async () => {
    expect(browser().complaints()).toEqual([]);
    await page.context().close();
  });
}

/** Waits until a page shows what it has: its heading, and nothing that is still read. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[role="status"][aria-label="Loading"]') === null);
}

/** Holds back what the server answers to addresses of a pattern; what it answers lets it come. */
export async function holdBack(page: Page, pattern: RegExp): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(pattern, (route) => held.then(() => route.continue()));
  return release;
}

/** Holds back one answer: `given` is over once the server gave it, and `release` lets it come. */
export async function holdAnswer(
  page: Page,
  pattern: RegExp,
): Promise<{ readonly given: Promise<void>; release(): void }> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let note = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    note = resolve;
  });
  await page.route(
    pattern,
    async (route) => {
      const response = await route.fetch();
      note();
      await held;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return { given, release };
}

/**
 * Has the server be away for addresses of a pattern; what it answers lets it be back for them. Whether it is back the page asks
 * in vain, so that it reads nothing again by itself.
 */
export async function awayFor(page: Page, pattern: RegExp): Promise<() => Promise<void>> {
  await page.route("**/health", () => undefined);
  await page.route(pattern, (route) => route.abort());
  return () => page.unroute(pattern);
}

/** Expects that a page breaks no rule of WCAG 2.2 AA that axe can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // The policy of the page lets no script of ours in, but what a debugger evaluates.
  await page.evaluate(AXE);
  const options: RunOptions = { runOnly: { type: "tag", values: RULES } };
  const { violations } = (await page.evaluate(
    // biome-ignore lint/suspicious/noExplicitAny: axe makes itself a global of the page
    (run) => (globalThis as any).axe.run(run),
    options,
  )) as AxeResults;
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((at) => `${at.html} ${at.failureSummary}`).join(" ")}`,
    ),
  ).toEqual([]);
}

/** Expects that a page is no wider than its window: what is wide scrolls inside itself. */
export async function expectFits(page: Page): Promise<void> {
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(needs).toBeLessThanOrEqual(has as number);
}
