import type { Filter } from "./ast.ts";
import type { Token } from "./lexer.ts";
import { FILTER_LIMITS } from "./limits.ts";
import { parseTerm } from "./term-parser.ts";
import { TokenStream } from "./token-stream.ts";

/**
 * Parses a filter, for example `metrics.auc > 0.9 AND tags.team = 'risk'`; docs/filter.md has the grammar.
 * Nested ANDs and ORs come out flat.
 * @throws BegatError `invalid` with the details `field`, `offset`, `expected` and `pointer`.
 */
export function parseFilter(text: string): Filter {
  const parser = new Parser(new TokenStream({ field: "filter", text }));
  return parser.parse();
}

/** Recursive descent: or > and > not > group or term. */
class Parser {
  readonly #tokens: TokenStream;
  #depth = 0;
  #terms = 0;

  constructor(tokens: TokenStream) {
    this.#tokens = tokens;
  }

  parse(): Filter {
    const filter = this.#or();
    if (this.#tokens.next.kind !== "end") this.#tokens.refuse("AND, OR or the end of the filter");
    return filter;
  }

  #or(): Filter {
    return this.#chain("or", () => this.#and());
  }

  #and(): Filter {
    return this.#chain("and", () => this.#not());
  }

  #chain(kind: "and" | "or", operand: () => Filter): Filter {
    const first = operand();
    const of = flat(kind, first);
    while (this.#tokens.takeWord(kind.toUpperCase())) of.push(...flat(kind, operand()));
    return of.length === 1 ? first : { kind, of };
  }

  #not(): Filter {
    const token = this.#tokens.next;
    if (!this.#tokens.takeWord("NOT")) return this.#group();
    return this.#nest(token, () => ({ kind: "not", of: this.#not() }));
  }

  #group(): Filter {
    const token = this.#tokens.next;
    if (!this.#tokens.takeMark("(")) return this.#term();
    const filter = this.#nest(token, () => this.#or());
    if (!this.#tokens.takeMark(")")) this.#tokens.refuse("AND, OR or )");
    return filter;
  }

  #term(): Filter {
    const token = this.#tokens.next;
    const term = parseTerm(this.#tokens);
    this.#terms += term.kind === "and" || term.kind === "or" ? term.of.length : 1;
    if (this.#terms > FILTER_LIMITS.terms) {
      this.#tokens.refuse(`at most ${FILTER_LIMITS.terms} conditions`, token);
    }
    return term;
  }

  #nest(token: Token, inner: () => Filter): Filter {
    this.#depth += 1;
    if (this.#depth > FILTER_LIMITS.nesting) {
      this.#tokens.refuse(`at most ${FILTER_LIMITS.nesting} nested ( and NOT`, token);
    }
    const filter = inner();
    this.#depth -= 1;
    return filter;
  }
}

const flat = (kind: "and" | "or", filter: Filter): Filter[] =>
  filter.kind === kind ? [...filter.of] : [filter];
