import { checkIdOrReference, invalid, type MetricValue } from "@begat/core";

const MAX_NAME = 250;
const MAX_PATH = 4000;

/** Checks the name of a param, a tag or a metric. Throws `invalid` naming it within `field`. */
export function checkName(name: string, field: string): string {
  if (name.length >= 1 && name.length <= MAX_NAME && name !== "__proto__") return name;
  throw invalid(`${field}.${name.slice(0, 80)}`, `is no name; use 1 to ${MAX_NAME} characters`);
}

/** Checks an id or a reference such as `ds:users@latest`. */
export function checkId(id: string): string {
  // `sha256://…` is another spelling of `sha256:…`.
  checkIdOrReference(id.replace(/^sha256:\/\//, "sha256:"), "id");
  return id;
}

export function checkStep(step: number): number {
  if (Number.isSafeInteger(step)) return step;
  throw invalid("step", `${step} is no step; give a whole number`);
}

export function checkArtifactPath(path: string | undefined): string {
  if (path !== undefined && path.length >= 1 && path.length <= MAX_PATH) return path;
  throw invalid("path", "is missing or too long; say under which path the bytes are kept");
}

/** A value as it is written in JSON, where NaN and infinities are texts. */
export function metricValue(name: string, value: number): MetricValue {
  if (typeof value !== "number") throw invalid(`metrics.${name}`, "must be a number");
  return Number.isFinite(value) ? value : (String(value) as MetricValue);
}

/** The wire form of an instant. */
export function instantOf(at: Date | string | number): string | number {
  if (!(at instanceof Date)) return at;
  if (Number.isNaN(at.getTime())) throw invalid("at", "is no valid date");
  return at.getTime();
}
