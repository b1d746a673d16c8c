import { invalid } from "@begat/core";

/**
 * A value out of a file that somebody else wrote, and where it stands there. Asking for a shape that it has not throws
 * `invalid`, naming the file and the place; what is absent is undefined, or an empty list.
 */
export class Field {
  readonly value: unknown;
  readonly path: string;
  readonly file: string | undefined;

  constructor(value: unknown, path = "", file?: string) {
    this.value = value === null ? undefined : value;
    this.path = path;
    this.file = file;
  }

  get(name: string): Field {
    const members = this.members();
    const value = members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
    return new Field(value, this.path === "" ? name : `${this.path}.${name}`, this.file);
  }

  /** The members of an object, by name. */
  entries(): readonly (readonly [string, Field])[] {
    return Object.keys(this.members() ?? {}).map((name) => [name, this.get(name)]);
  }

  items(): readonly Field[] {
    if (this.value === undefined) return [];
    if (!Array.isArray(this.value)) throw this.#not("a list");
    return this.value.map((item, index) => new Field(item, `${this.path}[${index}]`, this.file));
  }

  text(): string | undefined {
    if (this.value === undefined || typeof this.value === "string") return this.value;
    throw this.#not("a text");
  }

  /** A text, or a number or a switch in its own spelling. */
  label(): string | undefined {
    const { value } = this;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return this.text();
  }

  number(): number | undefined {
    if (this.value === undefined || Number.isFinite(this.value)) return this.value as number | undefined;
    throw this.#not("a number");
  }

  needText(): string {
    const text = this.text();
    if (text === undefined) throw this.#fault("is missing");
    return text;
  }

  members(): Readonly<Record<string, unknown>> | undefined {
    if (this.value === undefined) return undefined;
    if (typeof this.value !== "object" || Array.isArray(this.value)) throw this.#not("an object");
    return this.value as Readonly<Record<string, unknown>>;
  }

  #not(what: string): Error {
    return this.#fault(`must be ${what}`);
  }

  #fault(what: string): Error {
    const place = [this.file, this.path].filter((part) => part !== undefined && part !== "");
    return invalid(place.join(": ") || "the file", what);
  }
}
