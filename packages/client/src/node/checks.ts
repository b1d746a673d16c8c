import {
  BegatError,
  canonicalId,
  canonicalize,
  checkIdOrReference,
  INPUT_RELATIONS,
  invalid,
  isInstant,
  isWellFormed,
  type JsonValue,
  type MetricValue,
} from "@begat/core";

const MAX_NAME = 250;
const MAX_PATH = 4000;
/** Of its JSON; many values go out in one message, which the server takes up to 8 MiB. */
const MAX_VALUE = 2 ** 20;
const FIRST_MS = Date.parse("0001-01-01T00:00:00.000Z");
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

/** Checks the name of a param, a tag or a metric. Throws `invalid` naming it within `field`. */
export function checkName(name: string, field: string): string {
  if (name.length >= 1 && name.length <= MAX_NAME && name !== "__proto__") return checkText(name, field);
  throw invalid(`${field}.${name.slice(0, 80)}`, `is no name; use 1 to ${MAX_NAME} characters`);
}

/** A text that can be sent: half of a surrogate pair cannot. */
export function checkText(text: string, field: string): string {
  if (isWellFormed(text)) return text;
  throw invalid(field, `${JSON.stringify(text.slice(0, 80))} is not Unicode text`);
}

/** Checks an id or a reference such as `ds:users@latest`. */
export function checkId(id: string): string {
  checkIdOrReference(canonicalId(id), "id");
  return id;
}

/** The JSON of a param or a tag. Throws `invalid` or `too_large`, naming it within `field`. */
export function checkValue(value: unknown, field: string, name: string): string {
  checkName(name, field);
  // In its place, so that what is refused there names it.
  canonicalize({ [field]: { [name]: value as JsonValue } });
  const text = canonicalize(value as JsonValue);
  if (text.length <= MAX_VALUE) return text;
  const message = `${field}.${name}: has more than the ${MAX_VALUE} characters that a value may have; keep it with logArtifact`;
  throw new BegatError("too_large", message, { field: `${field}.${name}` });
}

export function checkRelation(relation: string): void {
  if ((INPUT_RELATIONS as readonly string[]).includes(relation)) return;
  throw invalid("relation", `"${relation}" is none; give one of ${INPUT_RELATIONS.join(", ")}`);
}

export function checkStep(step: number): number {
  if (Number.isSafeInteger(step)) return step;
  throw invalid("step", `${step} is no step; give a whole number`);
}

export function checkArtifactPath(path: string | undefined): string {
  if (path !== undefined && path.length >= 1 && path.length <= MAX_PATH) return checkText(path, "path");
  throw invalid("path", "is missing or too long; say under which path the bytes are kept");
}

/** A value as it is written in JSON, where NaN and infinities are texts. */
export function metricValue(name: string, value: number): MetricValue {
  if (typeof value !== "number") throw invalid(`metrics.${name}`, "must be a number");
  return Number.isFinite(value) ? value : (String(value) as MetricValue);
}

/** The wire form of an instant. */
export function instantOf(at: Date | string | number): string | number {
  if (typeof at === "string" && !RFC3339.test(at)) {
    throw invalid(
      "at",
      `"${at.slice(0, 40)}" is no time; write RFC 3339 with its zone, such as 2026-04-28T10:00:00Z`,
    );
  }
  if (typeof at === "string") return at;
  const ms = Number(at);
  if (isInstant(ms) && ms >= FIRST_MS) return ms;
  throw invalid("at", `${ms} is no time; give whole epoch milliseconds, of the years 1 to 9999`);
}
