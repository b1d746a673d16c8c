import type { Field } from "../field.ts";
import { labelsOf } from "./labels.ts";
import { metricOfDatabase } from "./metric.ts";
import type { Labels, MlflowPoint } from "./store.ts";

export function labels(list: Field): Labels {
  return labelsOf(list.items().map((item) => [item.get("key"), item.get("value")]));
}

/** A 64-bit integer, which some servers write as a text. */
export function integerOf(field: Field): number | undefined {
  const text = field.label();
  return text === undefined || text === "" ? undefined : Number(text);
}

export function pointOf(item: Field, name: string): MlflowPoint {
  const { value } = item.get("value");
  const number = Number(typeof value === "string" ? value.replace(/^(-?)Inf$/, "$1Infinity") : value);
  return {
    name,
    step: integerOf(item.get("step")) ?? 0,
    at: integerOf(item.get("timestamp")) ?? 0,
    value: metricOfDatabase(number),
  };
}
