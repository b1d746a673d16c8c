import {
  canonicalize,
  type Instant,
  isObject,
  type JsonValue,
  type Kind,
  kindOfId,
  kindSpec,
  MOST_FACETS,
  memberOf,
  mergePatch,
  type NodeAssertion,
  type Props,
  STATED,
} from "@begat/core";
import { isInferred, restated } from "./inferred-version.ts";
import { MOST_OUTPUTS } from "./named-outputs.ts";
import type { NodeState } from "./state.ts";

/**
 * The objects whose members are said one by one, each by whoever knows it; other objects are one value. And how many members of
 * them are kept: a run that names more with each message is not written whole each time. One more output than
 * become versions tells that there are more.
 */
const KEPT: Readonly<Record<string, number>> = {
  facets: MOST_FACETS,
  input_facets: MOST_OUTPUTS,
  output_facets: MOST_OUTPUTS,
  outputs: MOST_OUTPUTS + 1,
};

/**
 * What a statement leaves of itself beside what the node has already: the properties that were said later, as a patch
 * that replaces them whole, and when they were said. Any order of the same statements ends in the same node; between two of
 * one instant the greater text wins. Identity fields keep their first value, as ever.
 */
export function newerMembers(node: NodeState | undefined, statement: NodeAssertion): NodeAssertion {
  const { stated_at, ...assertion } = statement;
  // The same object: what is recorded as it was given is not hashed again.
  if (stated_at === undefined) return restated(node, statement);
  const kind = kindOfId(assertion.id);
  const merge = new Merge(node?.props ?? {}, stated_at);
  for (const [name, value] of Object.entries(assertion.props)) {
    if (isIdentity(kind, name)) merge.props[name] = value;
    else if (Object.hasOwn(KEPT, name) && isObject(value)) merge.takeMembers(name, value, KEPT[name]!);
    else merge.take(name, value);
  }
  return restated(node, earliest(node, { ...assertion, props: merge.patch() }));
}

function isIdentity(kind: Kind, name: string): boolean {
  return kindSpec(kind).identity.some((field) => field === "*" || field.split(".")[0] === name);
}

function earliest(node: NodeState | undefined, { assert, at, ...rest }: NodeAssertion): NodeAssertion {
  const isLast = node?.at == null || isInferred(node);
  const earlier = at !== undefined && (isLast || Date.parse(at) < node.at);
  return earlier ? { assert, at, ...rest } : { assert, ...rest };
}

class Merge {
  readonly props: Record<string, JsonValue> = {};
  readonly #current: Props;
  readonly #known: Props;
  readonly #stated_at: Instant;
  readonly #stated: Record<string, JsonValue> = {};

  constructor(current: Props, stated_at: Instant) {
    const known = current[STATED];
    this.#current = current;
    this.#known = isObject(known) ? known : {};
    this.#stated_at = stated_at;
  }

  takeMembers(name: string, members: Props, most: number): void {
    const known = memberOf(this.#current, name);
    const taken: Record<string, JsonValue> = {};
    for (const [member, value] of Object.entries(members)) {
      const current = isObject(known) ? memberOf(known, member) : undefined;
      if (this.#isNewer(`${name}.${member}`, current, value)) taken[member] = replacement(current, value);
    }
    if (Object.keys(taken).length === 0) return;
    this.props[name] = taken;
    this.#keepFirst(name, taken, most);
  }

  /** Leaves out the members that come last by name: in any order of the statements the same ones are left. */
  #keepFirst(name: string, taken: Props, most: number): void {
    const current = memberOf(this.#current, name);
    const known = isObject(current) ? current : {};
    const names = Object.entries({ ...known, ...taken }).flatMap(([member, value]) =>
      value === null ? [] : [member],
    );
    if (names.length <= most) return;
    const last = new Set(names.sort().slice(most));
    const kept = Object.entries(taken).filter(([member]) => !last.has(member));
    const gone = [...last].filter((member) => Object.hasOwn(known, member));
    this.props[name] = Object.fromEntries([...kept, ...gone.map((member) => [member, null] as const)]);
    for (const member of last) delete this.#stated[`${name}.${member}`];
    for (const member of gone) this.#stated[`${name}.${member}`] = null;
  }

  take(name: string, value: JsonValue): void {
    const current = memberOf(this.#current, name);
    if (this.#isNewer(name, current, value)) this.props[name] = replacement(current, value);
  }

  /** In the order of canonical JSON, as all that is recorded: it is written much faster. */
  patch(): Props {
    if (Object.keys(this.#stated).length === 0) return this.props;
    const patch: Record<string, JsonValue> = { ...this.props, [STATED]: this.#stated };
    return Object.fromEntries(
      Object.keys(patch)
        .sort()
        .map((name) => [name, patch[name] as JsonValue]),
    );
  }

  /** Whether this is the last word so far; notes when it was said. */
  #isNewer(key: string, current: JsonValue | undefined, value: JsonValue): boolean {
    const last = String(memberOf(this.#known, key) ?? "");
    const newer =
      last === this.#stated_at
        ? canonicalize(asKept(value)) > canonicalize(current ?? null)
        : last < this.#stated_at;
    if (newer) this.#stated[key] = this.#stated_at;
    return newer;
  }
}

/** A value as the node has it once it was said: without the members that it deletes. */
function asKept(value: JsonValue): JsonValue {
  return isObject(value) ? mergePatch({}, value) : value;
}

/** A merge patch that turns one value into another. */
function replacement(current: JsonValue | undefined, next: JsonValue): JsonValue {
  if (!isObject(current) || !isObject(next)) return next;
  const patch: Record<string, JsonValue> = {};
  for (const name of Object.keys(current)) patch[name] = null;
  for (const [name, value] of Object.entries(next)) patch[name] = replacement(memberOf(current, name), value);
  return patch;
}
