import { isObject, type JsonValue } from "@begat/core";
import { invalidValue, missingValue } from "./refusals.ts";

/** Reads one field of a message; undefined stands for a field that is left out or null. */
export interface Field<T> {
  read(value: JsonValue | undefined, name: string): T;
  /** Whether a query string may repeat it. */
  readonly repeated?: boolean;
}

type Fields = { readonly [name: string]: Field<unknown> };

/** What a message says, field by field. */
export type Said<F extends Fields> = { readonly [N in keyof F]: F[N] extends Field<infer T> ? T : never };

/** The JSON object of a request; members of other names are passed over, as protobuf does. */
export type Members = { readonly [name: string]: JsonValue | undefined };

/** Reads a message: its fields as MLflow's server takes them, and its refusals for what it does not take. */
export class Message<F extends Fields> {
  readonly fields: F;
  readonly #names: readonly string[];

  constructor(fields: F) {
    this.fields = fields;
    this.#names = Object.keys(fields);
  }

  read(members: Members, within = ""): Said<F> {
    const said: Record<string, unknown> = {};
    for (const name of this.#names) {
      // Servers and clients before 1.0 said run_uuid.
      const value = members[name] ?? (name === "run_id" ? members.run_uuid : undefined);
      const field = this.fields[name] as Field<unknown>;
      said[name] = field.read(value ?? undefined, within + name);
    }
    return said as Said<F>;
  }
}

/** A field that must be there; an empty text is not. */
export function required<T>(field: Field<T | undefined>): Field<T> {
  return {
    ...field,
    read(value, name) {
      const read = field.read(value, name);
      if (read === undefined || read === "") throw missingValue(name);
      return read;
    },
  };
}

function optional<T>(read: (value: JsonValue) => T | undefined): Field<T | undefined> {
  return {
    read(value, name) {
      if (value === undefined) return undefined;
      const taken = read(value);
      if (taken === undefined) throw invalidValue(name, value);
      return taken;
    },
  };
}

export const text = optional((value) => (typeof value === "string" ? value : undefined));

/** A whole number; JSON writers of protobuf quote those of 64 bits. */
export const int = optional((value) => {
  const number = typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
});

export const bool = optional((value) => {
  if (typeof value === "boolean") return value;
  return value === "true" || value === "false" ? value === "true" : undefined;
});

/** A list of texts. */
export const texts: Field<readonly string[]> = {
  repeated: true,
  read(value, name) {
    if (value === undefined) return [];
    if (!Array.isArray(value) || !value.every((item) => typeof item === "string"))
      throw invalidValue(name, value);
    return value as readonly string[];
  },
};

/** A name of an enumeration, or its number, as protobuf's JSON allows. */
export function oneOf<N extends string>(names: { readonly [number: number]: N }): Field<N | undefined> {
  const known = Object.values(names);
  return optional((value) => {
    if (typeof value === "number") return names[value];
    if (typeof value !== "string") return undefined;
    return known.find((name) => name === value) ?? names[Number(value)];
  });
}

/** One message within another. */
export function nested<F extends Fields>(message: Message<F>): Field<Said<F> | undefined> {
  return {
    read(value, name) {
      if (value === undefined) return undefined;
      if (!isObject(value)) throw invalidValue(name, value);
      return message.read(value, `${name}.`);
    },
  };
}

/** A list of messages. */
export function list<F extends Fields>(message: Message<F>): Field<readonly Said<F>[]> {
  return {
    repeated: true,
    read(value, name) {
      if (value === undefined) return [];
      if (!Array.isArray(value)) throw invalidValue(name, value);
      return value.map((item: JsonValue, index) => {
        if (!isObject(item)) throw invalidValue(name, value);
        return message.read(item, `${name}[${index}].`);
      });
    },
  };
}
