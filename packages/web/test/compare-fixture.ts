import type { Locator } from "playwright-core";
import type { TestBrowser } from "./browser.ts";

export const STEPS = 60;
const HOSTILE = `<img src=x onerror="document.title='hacked'">`;
/** All of them beside one another. */
export const ALL = "/compare?runs=run:c0,run:c1,run:c2,run:c3,run:c4,run:c5";

/** Six runs with curves, of which one is hostile by its name and one has what is no number. */
export async function recordCompared({ begat }: TestBrowser): Promise<void> {
  for (let run = 0; run < 6; run++) {
    const points = Array.from({ length: STEPS }, (_, step) => {
      const isOdd = run === 2 && (step === 20 || step === 21);
      return [
        {
          name: "loss",
          step,
          at: step * 1000,
          value: isOdd ? ("NaN" as const) : (1 + run / 10) / (1 + step / 20.6),
        },
        { name: "epoch", step, at: step * 1000, value: Math.floor(step / 10) },
      ];
    }).flat();
    await begat.publish.run({
      run_id: `c${run}`,
      name: run === 5 ? HOSTILE : `run-${run}`,
      experiment: "compare",
      params: { lr: (run + 1) / 100, seed: run, batch: 4096, optimizer: run % 2 === 0 ? "adam" : HOSTILE },
      metrics: { auc: run === 3 ? "NaN" : 0.9 - run / 100 },
      points,
    });
  }
}

/** What the cells of a row say. */
export async function cells(row: Locator): Promise<readonly string[]> {
  return (await row.getByRole("cell").allTextContents()).map((text) => text.trim());
}
