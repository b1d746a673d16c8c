import { refuse, Scanner } from "./scanner.ts";

export type Operator =
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "LIKE"
  | "ILIKE"
  | "IN"
  | "NOT IN"
  | "IS NULL"
  | "IS NOT NULL";

/** What a clause, or an order, is about: `metrics.acc` is the key `acc` of the entity `metric`. */
export interface Identifier {
  readonly entity: Entity;
  readonly key: string;
}

/** One condition of MLflow's filter language. */
export interface Clause extends Identifier {
  readonly operator: Operator;
  /** One, or those of a list; none for `IS NULL`. */
  readonly values: readonly (string | number)[];
}

export type Entity = "metric" | "parameter" | "tag" | "attribute" | "dataset";

const ENTITIES: Readonly<Record<string, Entity>> = {
  metric: "metric",
  metrics: "metric",
  parameter: "parameter",
  parameters: "parameter",
  param: "parameter",
  params: "parameter",
  tag: "tag",
  tags: "tag",
  attribute: "attribute",
  attributes: "attribute",
  attr: "attribute",
  run: "attribute",
  dataset: "dataset",
  datasets: "dataset",
};

const MAX_FILTER = 100_000;
const MAX_CLAUSES = 200;

/** The clauses of a filter, all of which must hold: MLflow knows no OR. Throws MLflow's refusals. */
export function parseClauses(text: string): readonly Clause[] {
  if (text.length > MAX_FILTER)
    throw refuse(`Invalid filter string: it has at most ${MAX_FILTER} characters`);
  const scanner = new Scanner(text);
  const clauses: Clause[] = [];
  if (scanner.isAtEnd) return clauses;
  do {
    if (clauses.length >= MAX_CLAUSES)
      throw refuse(`Invalid filter string: it has at most ${MAX_CLAUSES} clauses`);
    clauses.push(clause(scanner));
  } while (scanner.word("AND"));
  if (!scanner.isAtEnd) throw refuse(`Invalid clause(s) in filter string: '${scanner.rest}'`);
  return clauses;
}

function clause(scanner: Scanner): Clause {
  const about = identifier(scanner);
  const operator = scanner.operator();
  if (operator === undefined)
    throw refuse(`Invalid comparison clause. Expected comparison found '${scanner.rest}'`);
  return { ...about, operator, values: valuesOf(scanner, operator) };
}

function valuesOf(scanner: Scanner, operator: Operator): readonly (string | number)[] {
  if (operator === "IS NULL" || operator === "IS NOT NULL") return [];
  if (operator !== "IN" && operator !== "NOT IN") return [scanner.value()];
  if (!scanner.mark("(")) throw refuse(`Expected a list of quoted string values. Found '${scanner.rest}'`);
  const values = [scanner.value()];
  while (scanner.mark(",")) if (!scanner.is(")")) values.push(scanner.value());
  if (!scanner.mark(")")) throw refuse(`Expected a list of quoted string values. Found '${scanner.rest}'`);
  return values;
}

/** What an order or a clause begins with. */
export function identifier(scanner: Scanner): Identifier {
  const { prefix, key } = scanner.identifier();
  if (prefix === undefined) return { entity: "attribute", key };
  const entity = Object.hasOwn(ENTITIES, prefix) ? ENTITIES[prefix] : undefined;
  if (entity !== undefined) return { entity, key };
  throw refuse(
    `Invalid entity type '${prefix}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']`,
  );
}
