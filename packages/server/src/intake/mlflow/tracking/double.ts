import type { JsonValue, MetricValue } from "@begat/core";
import type { Field } from "../message.ts";
import { invalidValue } from "../refusals.ts";

const SPECIAL = new Set<JsonValue>(["NaN", "Infinity", "-Infinity"]);

/** A double as protobuf's JSON has it: a number, a number in quotes, or the name of what is no finite number. */
export const double: Field<MetricValue | undefined> = {
  read(value, name) {
    if (value === undefined || typeof value === "number") return value;
    if (SPECIAL.has(value)) return value as MetricValue;
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
    if (Number.isFinite(number)) return number;
    throw invalidValue(name, value);
  },
};
