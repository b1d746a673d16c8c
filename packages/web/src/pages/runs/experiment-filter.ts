import { type Filter, filterText, formatFilter, parseFilter } from "@begat/core";

/** The experiment that a filter demands; null when it demands none, or does not parse. */
export function experimentIn(filter: string | undefined): string | null {
  const value = conjunctsOf(filter)
    ?.map(experimentOf)
    .find((one) => one !== undefined);
  if (value === undefined) return null;
  return value.startsWith("exp:") ? value : `exp:${value}`;
}

/** The filter with another experiment demanded, or none for null. One that does not parse is left alone. */
export function withExperiment(filter: string | undefined, id: string | null): string | undefined {
  const parts = conjunctsOf(filter);
  if (parts === undefined) return filter;
  const others = parts.filter((part) => experimentOf(part) === undefined).map(asPart);
  const own = id === null ? [] : [`experiment = ${filterText(id)}`];
  const all = [...own, ...others];
  return all.length === 0 ? undefined : all.join(" AND ");
}

/** A filter and one more condition. */
export function withCondition(filter: string | undefined, condition: string): string {
  const parts = conjunctsOf(filter);
  return [...(parts ?? []).map(asPart), condition].join(" AND ");
}

function conjunctsOf(filter: string | undefined): readonly Filter[] | undefined {
  if (filter === undefined) return [];
  try {
    const parsed = parseFilter(filter);
    return parsed.kind === "and" ? parsed.of : [parsed];
  } catch {
    return undefined;
  }
}

function experimentOf(part: Filter): string | undefined {
  const isOne = part.kind === "compare" && part.op === "=" && part.field.name === "experiment";
  return isOne && part.field.space === "relation" ? String(part.value) : undefined;
}

function asPart(part: Filter): string {
  const text = formatFilter(part);
  return part.kind === "or" ? `(${text})` : text;
}
