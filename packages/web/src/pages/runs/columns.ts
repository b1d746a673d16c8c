import { type OrderBy, parseOrderBy } from "@begat/core";

const SPACE = /^(metrics|params|tags|props)\.(.+)$/s;

/** The space and the name of a column: `metrics.auc` is `auc` of the metrics. */
export function partsOf(column: string): { readonly space: string; readonly name: string } {
  const [, space = "props", name = column] = SPACE.exec(column) ?? [];
  return { space, name };
}

/** A column as filters and orders write it: `metrics."val auc"`. */
export function fieldOf(column: string): string {
  const { space, name } = partsOf(column);
  if (column === name || /^[\p{L}\p{M}\p{N}_.:@/-]+$/u.test(name)) return column;
  return `${space}."${name.replaceAll('"', '""')}"`;
}

/** The column that a field of a filter is. */
function columnOf({ space, name }: OrderBy["field"]): string {
  return space === "metrics" || space === "params" || space === "tags" ? `${space}.${name}` : name;
}

/** The metric to begin with: the one that is sorted by, else the first that is shown. */
export function metricOf(order: string | undefined, columns: readonly string[]): string | undefined {
  return [...directionsOf(order).keys(), ...columns].find((column) => column.startsWith("metrics."));
}

export type Direction = OrderBy["direction"];

/** The direction in which each column is sorted, by an order as it is written. Nothing for one that does not parse. */
export function directionsOf(order: string | undefined): ReadonlyMap<string, Direction> {
  if (order === undefined) return new Map();
  try {
    return new Map(parseOrderBy(order).map(({ field, direction }) => [columnOf(field), direction]));
  } catch {
    return new Map();
  }
}

/** The order after a column's head was used: first its own direction, then the other, then none. `more` keeps the others. */
export function nextOrder(order: string | undefined, column: string, more: boolean): string | undefined {
  const directions = directionsOf(order);
  const first: Direction = column === "name" || column === "status" ? "asc" : "desc";
  const second: Direction = first === "asc" ? "desc" : "asc";
  const now = directions.get(column);
  const next = now === undefined ? first : now === first ? second : undefined;
  const others = more ? [...directions].filter(([other]) => other !== column) : [];
  const orders = [...others, ...(next === undefined ? [] : [[column, next] as const])];
  return orders.length === 0
    ? undefined
    : orders.map(([name, direction]) => `${fieldOf(name)} ${direction.toUpperCase()}`).join(", ");
}
