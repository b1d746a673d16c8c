/**
 * One measured value against its limits (inclusive). A failed `gate` stops the pipeline; a failed `notice` is
 * something to know.
 */
export interface Check {
  readonly name: string;
  readonly kind: "quality" | "fairness";
  readonly level: "gate" | "notice";
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly passed: boolean;
}

export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** A check of quality. NaN never passes. */
export function check(name: string, value: number, limits: Limits, level: Check["level"] = "gate"): Check {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits;
  return { name, kind: "quality", level, value, ...limits, passed: value >= min && value <= max };
}

/** A check of fairness. */
export function fairness(name: string, value: number, limits: Limits, level: Check["level"]): Check {
  return { ...check(name, value, limits, level), kind: "fairness" };
}

export function failedGates(checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ level, passed }) => level === "gate" && !passed);
}

/** A gate failed: what came before stands, nothing after it runs. */
export class GateError extends Error {
  readonly step: string;
  readonly checks: readonly Check[];

  constructor(step: string, checks: readonly Check[]) {
    const reasons = checks.map(({ name, value, min, max }) => {
      const limits = [
        min === undefined ? [] : `at least ${min}`,
        max === undefined ? [] : `at most ${max}`,
      ].flat();
      return `${name} is ${value}, must be ${limits.join(" and ")}`;
    });
    super(`step "${step}" failed its checks: ${reasons.join("; ")}`);
    this.name = "GateError";
    this.step = step;
    this.checks = checks;
  }
}
