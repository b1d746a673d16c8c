import type { OrderBy } from "@begat/core";
import { identifier } from "./clauses.ts";
import { refuse, Scanner } from "./scanner.ts";
import type { Subject } from "./subject.ts";

const MAX_ORDERS = 10;

/** The order of a search, as MLflow writes it: `metrics.acc DESC`, `attributes.start_time`. */
export function parseOrders(texts: readonly string[], subject: Subject): readonly OrderBy[] {
  if (texts.length > MAX_ORDERS) throw refuse(`Invalid order_by: at most ${MAX_ORDERS} clauses`);
  return texts.map((text) => parseOrder(text, subject));
}

function parseOrder(text: string, subject: Subject): OrderBy {
  if (text.trim() === "") throw refuse(`Error on parsing order_by clause '${text}'`);
  const scanner = new Scanner(text);
  const { entity, key } = identifier(scanner);
  const descending = scanner.word("DESC");
  if (!descending) scanner.word("ASC");
  if (!scanner.isAtEnd) throw refuse(`Invalid order_by clause '${text}'. Could not be parsed.`);
  const about = subject.orders(entity, key);
  if (about === undefined)
    throw refuse(`Invalid order_by entity '${entity}' or attribute key '${key}' specified.`);
  return { field: about, direction: descending ? "desc" : "asc" };
}
