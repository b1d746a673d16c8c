import type { Comparison } from "@begat/client/browser";
import { byName } from "../../parts/by-name.ts";
import { isLowerBetter } from "./direction.ts";

/** A line of the table: one thing, with what each run has of it; null where a run has nothing. */
export interface Row {
  readonly key: string;
  readonly space: "run" | "param" | "metric" | "input";
  readonly name: string;
  readonly values: readonly unknown[];
  readonly differs: boolean;
  /** Of a metric: whether less is better, and the runs that have the best value. */
  readonly lowerIsBetter?: boolean;
  readonly best?: readonly number[];
}

/** The lines of a comparison: the runs themselves, params, metrics, inputs. */
export function rowsOf(comparison: Comparison, flipped: readonly string[]): readonly Row[] {
  const { runs, params, metrics, inputs, differs } = comparison;
  const different = new Set(differs);
  const facts = (["status", "started_at", "ended_at"] as const).map((name): Row => {
    const values = runs.map(({ at, props }) => (name === "started_at" ? at : (props[name] ?? null)));
    return { key: name, space: "run", name, values, differs: new Set(values).size > 1 };
  });
  const row = (space: "param" | "metric", name: string, values: readonly unknown[]): Row => {
    const key = `${space}s.${name}`;
    return { key, space, name, values, differs: different.has(key) };
  };
  return [
    ...facts.filter(({ values }) => values.some((value) => value !== null)),
    ...Object.entries(params)
      .sort(byName)
      .map(([name, values]) => row("param", name, values)),
    ...Object.entries(metrics)
      .sort(byName)
      .map(([name, values]) => {
        const lowerIsBetter = isLowerBetter(name) !== flipped.includes(name);
        return { ...row("metric", name, values), lowerIsBetter, best: bestOf(values, lowerIsBetter) };
      }),
    ...inputs.map(({ id, relation, q, of }): Row => {
      const name = q === "" ? relation : `${relation} (${q})`;
      const values = of.map((has) => (has ? id : null));
      return { key: `${relation} ${id} ${q}`, space: "input", name, values, differs: of.includes(false) };
    }),
  ];
}

/** The places of the best number; none where all that have one have the same. */
function bestOf(values: readonly unknown[], lowerIsBetter: boolean): readonly number[] {
  const numbers = values.filter((value): value is number => typeof value === "number");
  if (new Set(numbers).size < 2) return [];
  const best = lowerIsBetter ? Math.min(...numbers) : Math.max(...numbers);
  return values.flatMap((value, place) => (value === best ? [place] : []));
}
