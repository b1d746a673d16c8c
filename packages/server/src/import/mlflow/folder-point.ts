import { invalid } from "@begat/core";
import { metricValue } from "../metric-value.ts";
import type { MlflowPoint } from "./store.ts";

/** A line of a metric: instant, value, step; the oldest have no step. */
export function pointOf(line: string, name: string, file: string): MlflowPoint {
  const [at, value = "", step = "0"] = line.trim().split(/\s+/);
  const point = { name, step: Number(step), at: Number(at), value: metricValue(numberOf(value)) };
  if (Number.isSafeInteger(point.step) && Number.isSafeInteger(point.at) && /\d|inf|nan/i.test(value))
    return point;
  throw invalid(file, `"${line.slice(0, 80)}" is no point; a line has an instant, a value and a step`);
}

/** A number as Python writes it. */
function numberOf(text: string): number {
  const [, sign, infinite] = /^([+-]?)(inf(?:inity)?)$/i.exec(text) ?? [];
  if (infinite !== undefined) return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}
