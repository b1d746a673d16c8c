import type { Comparison } from "@begat/client/browser";

/** A param or a metric of the runs, for charts: all numbers, or words. A run without one has null. */
export interface Dimension {
  /** Such as `params.lr`. */
  readonly key: string;
  readonly name: string;
  readonly space: "params" | "metrics";
  readonly isNumber: boolean;
  readonly values: readonly (number | string | null)[];
}

/** Every param and metric that at least two runs have and that is not the same for all, params first. */
export function dimensionsOf({ params, metrics }: Comparison): readonly Dimension[] {
  const all = [
    ...Object.entries(params).map(([name, values]) => dimensionOf("params", name, values)),
    ...Object.entries(metrics).map(([name, values]) => dimensionOf("metrics", name, values)),
  ];
  return all.filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1);
}

function dimensionOf(space: Dimension["space"], name: string, values: readonly unknown[]): Dimension {
  const key = `${space}.${name}`;
  if (space === "metrics")
    return {
      key,
      name,
      space,
      isNumber: true,
      values: values.map((value) => (typeof value === "number" ? value : null)),
    };
  const numbers = values.map(numberOf);
  const isNumber = values.every((value, place) => value === null || numbers[place] !== null);
  return { key, name, space, isNumber, values: isNumber ? numbers : values.map(wordOf) };
}

/** MLflow keeps each param as text. */
function numberOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function wordOf(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
