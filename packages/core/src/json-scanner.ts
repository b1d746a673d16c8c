import { BegatError } from "./error.ts";
import { codeUnits, formatPath, isWellFormed } from "./json-text.ts";

const FEW = 16;
const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Reads a text once and throws at the first fault; builds nothing, as the engine's parser does that faster. */
export class JsonScanner {
  readonly text: string;
  readonly units: Uint16Array;
  readonly maxDepth: number;
  /** The keys of the open containers; undefined where no key is read yet. */
  readonly path: (string | number | undefined)[] = [];
  at = 0;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.units = codeUnits(text);
    this.maxDepth = maxDepth;
  }

  document(): void {
    this.space();
    this.value();
    this.space();
    if (this.at < this.text.length) throw this.expected("nothing after the value");
  }

  value(): void {
    const c = this.units[this.at]!;
    if (c === QUOTE) this.string();
    else if (c === MINUS || isDigit(c)) this.number();
    else if (c === OPEN_BRACE) this.object();
    else if (c === OPEN_BRACKET) this.array();
    else this.literal();
  }

  object(): void {
    const depth = this.enter();
    const names = new Names();
    while (this.next(CLOSE_BRACE, names.few.length === 0)) {
      this.path[depth] = undefined;
      this.space();
      const start = this.at;
      const name = this.name();
      this.path[depth] = name;
      if (name === "__proto__") throw this.fault('the key "__proto__" is not allowed, rename it', start);
      if (!names.add(name)) throw this.fault("this key is given twice, keep one", start);
      this.space();
      if (this.units[this.at] !== COLON) throw this.expected('":"');
      this.at++;
      this.space();
      this.value();
    }
    this.path.pop();
  }

  array(): void {
    const depth = this.enter();
    for (let index = 0; this.next(CLOSE_BRACKET, index === 0); index++) {
      this.path[depth] = index;
      this.space();
      this.value();
    }
    this.path.pop();
  }

  /** Passes the opening bracket. */
  enter(): number {
    const depth = this.path.length;
    if (depth >= this.maxDepth) throw this.fault(`nested deeper than ${this.maxDepth} levels, flatten it`);
    this.path.push(undefined);
    this.at++;
    return depth;
  }

  /** Passes what stands between members: true when another one follows, false at the closing bracket. */
  next(close: number, first: boolean): boolean {
    this.space();
    const c = this.units[this.at]!;
    if (c === close) {
      this.at++;
      return false;
    }
    if (first) return true;
    if (c !== COMMA) throw this.expected(`"," or "${String.fromCharCode(close)}"`);
    this.at++;
    return true;
  }

  name(): string {
    const start = this.at;
    if (this.units[start] !== QUOTE) throw this.expected("a key in double quotes");
    const plain = this.string();
    return plain ? this.text.slice(start + 1, this.at - 1) : JSON.parse(this.text.slice(start, this.at));
  }

  /** Passes a string; answers whether it stands for itself: no escapes, no surrogates. */
  string(): boolean {
    const { units } = this;
    const start = this.at;
    let plain = true;
    let i = start + 1;
    for (let c = units[i]!; c !== QUOTE; c = units[i]!) {
      if (c === BACKSLASH) {
        plain = false;
        i += this.escape(i);
      } else if (c >= SPACE) {
        if ((c & 0xf800) === 0xd800) plain = false;
        i++;
      } else throw this.brokenString(start, i);
    }
    this.at = i + 1;
    if (!plain && !isWellFormed(JSON.parse(this.text.slice(start, this.at)))) {
      throw this.fault("the text has a lone surrogate, which UTF-8 cannot carry", start);
    }
    return plain;
  }

  /** The length of the escape at an offset. */
  escape(at: number): number {
    const kind = this.text.charAt(at + 1);
    if (kind === "u" && /^[0-9a-fA-F]{4}$/.test(this.text.slice(at + 2, at + 6))) return 6;
    if (kind !== "" && '"\\/bfnrt'.includes(kind)) return 2;
    throw this.fault('an escape that JSON does not know, write "\\\\" for a backslash', at);
  }

  brokenString(start: number, at: number): BegatError {
    if (at >= this.text.length) return this.fault("this text has no closing quote", start);
    return this.fault(`${this.show(at)} inside a text, write it as an escape`, at);
  }

  number(): void {
    const start = this.at;
    if (this.units[this.at] === MINUS) this.at++;
    if (this.units[this.at] === ZERO) this.at++;
    else this.digits();
    const whole = this.at;
    if (this.units[this.at] === POINT) {
      this.at++;
      this.digits();
    }
    const mantissa = this.at;
    if ((this.units[this.at]! | 0x20) === 0x65) {
      const sign = this.units[++this.at]!;
      if (sign === PLUS || sign === MINUS) this.at++;
      this.digits();
    }
    // Up to 15 digits are always safe: few numbers are converted here.
    if (this.at - start > 15 && whole === this.at) this.integer(start);
    else if (this.at !== mantissa || this.at - start > 300) this.double(start);
  }

  digits(): void {
    const start = this.at;
    while (isDigit(this.units[this.at]!)) this.at++;
    if (this.at === start) throw this.expected("a digit");
  }

  integer(start: number): void {
    if (Number.isSafeInteger(Number(this.text.slice(start, this.at)))) return;
    throw this.fault(
      "an integer beyond ±9007199254740991, write it as a string, or as 1e20 if it need not be exact",
      start,
    );
  }

  double(start: number): void {
    if (Number.isFinite(Number(this.text.slice(start, this.at)))) return;
    throw this.fault('a number beyond the range of a double, write it as "Infinity" or "-Infinity"', start);
  }

  literal(): void {
    for (const word of ["true", "false", "null"]) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return;
      }
    }
    throw this.expected("a value");
  }

  space(): void {
    for (;;) {
      const c = this.units[this.at]!;
      if (c !== SPACE && c !== NEWLINE && c !== RETURN && c !== TAB) return;
      this.at++;
    }
  }

  expected(what: string): BegatError {
    if (["NaN", "Infinity"].some((word) => this.text.startsWith(word, this.at))) {
      return this.fault(
        'NaN and infinities are not JSON, write them as text: "NaN", "Infinity", "-Infinity"',
      );
    }
    return this.fault(`expected ${what}, found ${this.show(this.at)}`);
  }

  show(at: number): string {
    const c = this.text.codePointAt(at);
    if (c === undefined) return "the end of the text";
    if (c > SPACE && c < 0x7f) return `"${String.fromCodePoint(c)}"`;
    return `U+${c.toString(16).toUpperCase().padStart(4, "0")}`;
  }

  fault(problem: string, offset = this.at): BegatError {
    const path = formatPath(this.path.filter((key) => key !== undefined));
    const before = this.text.slice(0, offset);
    const line = before.split("\n").length;
    const column = offset - before.lastIndexOf("\n");
    const message = `${path || "the document"}: ${problem} (line ${line}, column ${column})`;
    return new BegatError("invalid", message, { path, offset });
  }
}

/** The keys of one object. An array is fastest while they are few, a set keeps many from being quadratic. */
class Names {
  readonly few: string[] = [];
  many: Set<string> | undefined;

  /** Answers false when the name is there already. */
  add(name: string): boolean {
    if (this.many) return this.many.size < this.many.add(name).size;
    for (let i = 0; i < this.few.length; i++) if (this.few[i] === name) return false;
    if (this.few.push(name) > FEW) this.many = new Set(this.few);
    return true;
  }
}

function isDigit(c: number): boolean {
  return c >= ZERO && c <= NINE;
}
