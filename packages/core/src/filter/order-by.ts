import type { OrderBy } from "./ast.ts";
import { parseField } from "./field-parser.ts";
import { SPACE_RULES } from "./fields.ts";
import { FILTER_LIMITS } from "./limits.ts";
import { TokenStream } from "./token-stream.ts";

/**
 * Parses an order, for example `metrics.auc DESC, started_at ASC NULLS LAST`; docs/filter.md has the grammar.
 * @throws BegatError `invalid` with the details `field`, `offset`, `expected` and `pointer`.
 */
export function parseOrderBy(text: string): readonly OrderBy[] {
  const tokens = new TokenStream({ field: "order_by", text });
  const orders: OrderBy[] = [];
  do {
    if (orders.length === FILTER_LIMITS.orders) tokens.refuse(`at most ${FILTER_LIMITS.orders} fields`);
    orders.push(parseOrder(tokens));
  } while (tokens.takeMark(","));
  if (tokens.next.kind !== "end") tokens.refuse("ASC, DESC, NULLS LAST, a comma or the end");
  return orders;
}

function parseOrder(tokens: TokenStream): OrderBy {
  const token = tokens.next;
  const field = parseField(tokens);
  if (!SPACE_RULES[field.space].ordered) tokens.refuse(`another field, as ${field.name} has no order`, token);
  const descending = tokens.takeWord("DESC");
  if (!descending) tokens.takeWord("ASC");
  if (tokens.takeWord("NULLS") && !tokens.takeWord("LAST")) {
    tokens.refuse("LAST, as missing values always come last");
  }
  return { field, direction: descending ? "desc" : "asc" };
}
