import { BegatError } from "@begat/core";
import type { Operator } from "./clauses.ts";

/** A refusal in MLflow's words. */
export function refuse(message: string): BegatError {
  return new BegatError("invalid", message.slice(0, 1000));
}

const SPACE = /\s*/y;
const PREFIX = /(?:`(\w+)`|(\w+))\./y;
const KEY = /`([^`]+)`|"([^"]+)"|'([^']+)'|([^\s=!<>(),'"`]+)/y;
const OPERATOR = /!=|<>|<=|>=|=|<|>|(?:LIKE|ILIKE|NOT\s+IN|IN|IS\s+NOT\s+NULL|IS\s+NULL)(?!\w)/iy;
const TEXT = /'((?:[^']|'')*)'|"((?:[^"]|"")*)"/y;
const NUMBER = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?![\w.])/iy;

/** Reads a text of MLflow's filter language from left to right. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#take(SPACE);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** What is still to be read. */
  get rest(): string {
    return this.#text.slice(this.#at);
  }

  is(mark: string): boolean {
    return this.#text.startsWith(mark, this.#at);
  }

  mark(mark: string): boolean {
    if (!this.is(mark)) return false;
    this.#at += mark.length;
    this.#take(SPACE);
    return true;
  }

  /** Takes a word in any case of letters. */
  word(word: string): boolean {
    return this.#take(new RegExp(`${word}(?!\\w)`, "iy")) !== undefined && this.#take(SPACE) !== undefined;
  }

  identifier(): { readonly prefix: string | undefined; readonly key: string } {
    const prefix = this.#take(PREFIX);
    const key = this.#take(KEY);
    if (key === undefined)
      throw refuse(`Invalid comparison clause. Expected 'Identifier' found '${this.rest}'`);
    this.#take(SPACE);
    return { prefix: prefix?.[1] ?? prefix?.[2], key: (key[1] ?? key[2] ?? key[3] ?? key[4]) as string };
  }

  operator(): Operator | undefined {
    const taken = this.#take(OPERATOR)?.[0];
    this.#take(SPACE);
    if (taken === undefined) return undefined;
    return (taken === "<>" ? "!=" : taken.toUpperCase().replace(/\s+/g, " ")) as Operator;
  }

  /** Takes a text in quotes, or a number. */
  value(): string | number {
    const text = this.#take(TEXT);
    const number = text === undefined ? this.#take(NUMBER) : undefined;
    this.#take(SPACE);
    if (text !== undefined) return text[1]?.replaceAll("''", "'") ?? text[2]?.replaceAll('""', '"') ?? "";
    if (number !== undefined) return Number(number[0]);
    throw refuse(
      "Parameter value is either not quoted or unidentified quote types used for string value " +
        `${this.rest}. Use either single or double quotes.`,
    );
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }
}
