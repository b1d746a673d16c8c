import { type Token, tokenize } from "./lexer.ts";
import { FILTER_LIMITS } from "./limits.ts";
import { refuse, type Source } from "./refuse.ts";

/** Reads the tokens of one text from left to right. */
export class TokenStream {
  readonly #source: Source;
  readonly #tokens: readonly Token[];
  #at = 0;

  /** @throws BegatError `invalid` where the text does not split into tokens. */
  constructor(source: Source) {
    this.#source = source;
    this.#tokens = tokenize(source);
  }

  /** The token that comes next, in the end the one of kind `end`. */
  get next(): Token {
    return this.#tokens[this.#at]!;
  }

  /** Where the last taken token ended. */
  get taken(): number {
    return this.#tokens[this.#at - 1]!.span.end;
  }

  /** Takes the next token, once it is known not to be the end. */
  advance(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Takes the next token if it is this word, in any case of letters. */
  takeWord(word: string): boolean {
    const taken = this.next.kind === "word" && this.next.value.toUpperCase() === word;
    if (taken) this.#at += 1;
    return taken;
  }

  takeMark(mark: "(" | ")" | ","): boolean {
    const taken = this.next.kind === "mark" && this.next.value === mark;
    if (taken) this.#at += 1;
    return taken;
  }

  /** @throws BegatError `invalid` that points at the token. */
  refuse(expected: string, token: Token = this.next): never {
    return refuse(this.#source, token.span.start, expected, token.text);
  }

  /** @throws BegatError `invalid` for a name or literal that is longer than the limit. */
  checkLength(token: Token, value: string): void {
    if (value.length > FILTER_LIMITS.literal)
      this.refuse(`at most ${FILTER_LIMITS.literal} characters`, token);
  }
}
