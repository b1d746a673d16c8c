import { isObject, type JsonValue, MOST_FACETS, type Props } from "@begat/core";
import { withoutSecrets } from "@begat/core/naming";

/** The most of one facet that is kept as it came. */
const MAX_FACET = 64 * 1024;

/** What a facet comes to: a value, null where the event deletes the facet, undefined where it says nothing. */
export type Meaning<T> = T | null | undefined;

/** The facets of one thing. What `read` has not asked for is left for `rest`. */
export class Facets {
  readonly #facets: Props;
  readonly #read = new Set<string>();

  constructor(facets: Props | null | undefined) {
    this.#facets = facets ?? {};
  }

  /** What a facet means. One that does not mean what its name promises stays in the rest. */
  read<T>(name: string, meaning: (facet: Props) => T | undefined): Meaning<T> {
    const facet = Object.hasOwn(this.#facets, name) ? this.#facets[name] : undefined;
    const deleted = isObject(facet) && facet._deleted === true;
    const value = deleted ? null : this.peek(name, meaning);
    if (value !== undefined) this.#read.add(name);
    return value;
  }

  /** The same, of a facet that is kept as it came besides. */
  peek<T>(name: string, meaning: (facet: Props) => T | undefined): T | undefined {
    const facet = Object.hasOwn(this.#facets, name) ? this.#facets[name] : undefined;
    return isObject(facet) && facet._deleted !== true ? meaning(facet) : undefined;
  }

  /** The facets that became nothing else, without their addresses; null for a deleted one. Bounded. */
  rest(): Props {
    const kept: Record<string, JsonValue> = {};
    for (const [name, facet] of Object.entries(this.#facets)) {
      if (this.#read.has(name) || facet === null || Object.keys(kept).length >= MOST_FACETS) continue;
      kept[name] = isObject(facet) && facet._deleted === true ? null : bounded(facet);
    }
    return kept;
  }
}

function bounded(facet: JsonValue): JsonValue {
  const size = JSON.stringify(facet).length;
  if (size > MAX_FACET) return { omitted: `${size} characters, of which at most ${MAX_FACET} are kept` };
  if (!isObject(facet)) return facet;
  const { _producer, _schemaURL, ...own } = facet;
  return JSON.parse(JSON.stringify(own), (_, value: JsonValue) => addressOf(value) ?? value) as Props;
}

/** A URI has no spaces; a connection string may. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\S*$|jdbc:|[a-z][a-z0-9_ ]*=[^;]*;)/i;

/** A text that is an address, without secrets, which would stay in the ledger for ever. */
function addressOf(value: JsonValue): string | undefined {
  return typeof value === "string" && ADDRESS.test(value) ? withoutSecrets(value) : undefined;
}

/** A text that says something; others are none. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The objects of a list; what is none of them is passed over. */
export function objectsOf(value: JsonValue | undefined): readonly Props[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isObject) : [];
}

/** The members of an object that are objects. */
export function membersOf(value: JsonValue | undefined): readonly (readonly [name: string, member: Props])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    isObject(member) ? [[name, member] as const] : [],
  );
}

/** The object without its undefined members; undefined when none is left. */
export function stated(members: Readonly<Record<string, JsonValue | undefined>>): Props | undefined {
  const said = Object.entries(members).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
