import { formatMetric } from "../../parts/format-metric.ts";

const BASELINES = ["champion", "production", "latest"];

/** The pointer whose version the others are compared with: the first of these that the model has. */
export function baselineOf<P extends { readonly name: string }>(pointers: readonly P[]): P | undefined {
  return BASELINES.flatMap((name) => pointers.find((pointer) => pointer.name === name) ?? [])[0];
}

/** The difference to the champion's value, with its sign; undefined where either is no number. */
export function differenceOf(value: unknown, champion: unknown): string | undefined {
  if (typeof value !== "number" || typeof champion !== "number") return undefined;
  const difference = value - champion;
  if (difference === 0) return "±0";
  return `${difference > 0 ? "+" : "−"}${formatMetric(Math.abs(difference))}`;
}
