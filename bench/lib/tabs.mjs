import { ms, quantile } from "./table.mjs";

const ROUNDS = 7;
const PATIENCE_MS = 180_000;

/** A tab that has nothing kept, as that of somebody who comes for the first time. */
export async function inTab(browser, act) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
}

/** What some rounds answer, each in a tab of its own. */
export async function rounds(browser, act, count = ROUNDS) {
  const answers = [];
  for (let round = 0; round < count; round++) answers.push(await inTab(browser, act));
  return answers;
}

/** How many milliseconds something takes. */
export async function timed(act) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/**
 * Waits until an element of a selector has a text and is seen. Looks at every frame: the waiting of a locator would make
 * multiples of its pauses of what is measured.
 */
export const untilSeen = (page, seen) => page.waitForFunction(isSeen, seen, { polling: "raf" });

/**
 * How long a page takes from a click or a key until it has painted what is waited for, by the page's own clock: what a driver
 * takes to find an element and to press it is not the page's. `isThere` runs in the page, at every frame.
 * @param {(arg: unknown) => boolean} isThere
 */
export async function sinceInput(page, input, isThere, arg) {
  await page.evaluate(() => {
    for (const type of ["pointerdown", "keydown"])
      addEventListener(type, ({ timeStamp }) => (globalThis.began ??= timeStamp), {
        capture: true,
        once: true,
      });
  });
  await input();
  await page.waitForFunction(isThere, arg, { polling: "raf" });
  // In the next frame this one is painted.
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => resolve(performance.now() - globalThis.began));
      }),
  );
}

/** Whether an element of a selector has a text and is seen; runs in the page. */
export const isSeen = ([wanted, pattern = ""]) =>
  [...document.querySelectorAll(wanted)].some(
    (element) => element.getClientRects().length > 0 && new RegExp(pattern).test(element.textContent),
  );

/** How long it takes each time from the address until an element, given as for `untilSeen`, is seen. */
export const opening = (browser, address, seen, count) =>
  rounds(
    browser,
    (page) =>
      timed(async () => {
        await page.goto(address, { waitUntil: "commit" });
        await untilSeen(page, seen);
      }),
    count,
  );

/** How long each frame of a page takes while something is done. */
export async function framesOf(page, act) {
  await page.evaluate(() => {
    let before = performance.now();
    globalThis.frames = [];
    const tick = (now) => {
      globalThis.frames.push(now - before);
      before = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await act();
  return page.evaluate(() => globalThis.frames.slice(1));
}

/** A row of the table: how long something took. */
export const row = (what, wanted, times) => [what, wanted, ms(quantile(times, 0.5)), ms(Math.max(...times))];

/** A row of the table: how long frames took. */
export const frameRow = (what, frames) => [
  what,
  "17 ms",
  ms(quantile(frames, 0.5)),
  `${ms(quantile(frames, 0.99))} (p99)`,
];
