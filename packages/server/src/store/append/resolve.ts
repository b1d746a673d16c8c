import {
  type Assertion,
  BegatError,
  type BindAssertion,
  type Change,
  formatId,
  invalid,
  NEW_VERSION,
  type NodeAssertion,
  type NodeId,
  type Props,
  parseId,
  parseReference,
  type Reference,
  sameJson,
  versionId,
} from "@begat/core";
import { bindCommit } from "./commits.ts";
import { referencesOf } from "./references.ts";
import { type Named, namedIn, resolveAlias } from "./resolve-alias.ts";
import { pointerKey, type State } from "./state.ts";

/** The pointer that the ledger moves itself. */
export const LATEST = "latest";

/** What the names of one change stand for. */
export class Names {
  readonly #state: State;
  readonly #change: Change;
  readonly #named: Named;
  readonly #resolved = new Map<string, NodeId>();

  constructor(state: State, change: Change) {
    this.#state = state;
    this.#change = change;
    this.#named = namedIn(state, change);
  }

  /** The one id of a name: aliases and pointers are followed, a new version is numbered. Throws for a pointer to nothing. */
  id(name: string): NodeId {
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const reference = parseReference(name);
    const id = reference === undefined ? this.#byId(name) : this.#byReference(reference);
    this.#resolved.set(name, id);
    return id;
  }

  #byId(name: string): NodeId {
    return bindCommit(this.#state, resolveAlias(this.#state, name, this.#named));
  }

  #byReference({ of, pointer }: Reference): NodeId {
    const parent = this.#byId(of);
    if (pointer === NEW_VERSION) return this.#newVersion(parent, `${of}@${pointer}`);
    return pointedAt(this.#state, parent, pointer) ?? unknownPointer(of, pointer);
  }

  /** The latest version when its content is the same, else the next number. */
  #newVersion(parent: NodeId, name: string): NodeId {
    const latest = pointedAt(this.#state, parent, LATEST);
    const said = this.#change.assertions.find((item) => item.assert === "node" && item.id === name);
    if (latest !== undefined && said?.assert === "node") {
      const node = this.#state.node(latest);
      if (node !== undefined && sameContent(node.props, said.props)) return latest;
    }
    const key = this.#state.node(parent)?.key;
    const last = key === undefined ? 0 : (this.#state.lastNumber.get(String(key)) ?? 0);
    return versionId(parent, `v${last + 1}`);
  }
}

/** The version that a pointer of a dataset or model stands at. */
export function pointedAt(state: State, parent: NodeId, pointer: string): NodeId | undefined {
  const node = state.node(parent);
  const row = node === undefined ? undefined : state.pointers.current(pointerKey(node.key, pointer));
  return row === undefined ? undefined : state.nodeOfKey.get(row.target);
}

function unknownPointer(of: NodeId, pointer: string): never {
  throw new BegatError("not_found", `${of} has no pointer "${pointer}"; name a version, such as ${of}:v1`, {
    field: "id",
    id: `${of}@${pointer}`,
  });
}

const CONTENT_FIELDS = ["content_hash", "native_version", "digest", "schema"];

/** Whether two descriptions speak of the same content: some identity field is the same and none differs. */
function sameContent(known: Props, said: Props): boolean {
  const both = CONTENT_FIELDS.filter((field) => known[field] !== undefined && said[field] !== undefined);
  const identifying = both.some((field) => field !== "schema");
  return identifying && both.every((field) => sameJson(known[field] ?? null, said[field] ?? null));
}

/** An assertion with every name resolved; the same object when nothing had to be. */
export function resolveNames(names: Names, assertion: Assertion): Assertion {
  switch (assertion.assert) {
    case "node":
      return resolveNode(names, assertion);
    case "hide":
    case "unhide":
    case "name": {
      const id = names.id(assertion.id);
      return id === assertion.id ? assertion : { ...assertion, id };
    }
    case "edge":
    case "end": {
      const from = names.id(assertion.from);
      const to = names.id(assertion.to);
      return from === assertion.from && to === assertion.to ? assertion : { ...assertion, from, to };
    }
    case "bind":
      return resolveBind(names, assertion);
    case "alias":
    case "unalias":
    case "points": {
      const of = names.id(assertion.of);
      return of === assertion.of ? assertion : { ...assertion, of };
    }
    case "pointer": {
      const of = names.id(assertion.of);
      const to = assertion.to === null ? null : names.id(assertion.to);
      checkPointer(of, to, assertion.name);
      return of === assertion.of && to === assertion.to ? assertion : { ...assertion, of, to };
    }
    case "erase":
      throw invalid("assertions", "only an admin's erase request erases");
    default:
      return assertion satisfies never;
  }
}

function resolveNode(names: Names, assertion: NodeAssertion): NodeAssertion {
  const id = names.id(assertion.id);
  const renamed = referencesOf(assertion).flatMap(([field, name]) => {
    const meant = names.id(name);
    return meant === name ? [] : [[field, meant] as const];
  });
  if (renamed.length > 0)
    return { ...assertion, id, props: { ...assertion.props, ...Object.fromEntries(renamed) } };
  return id === assertion.id ? assertion : { ...assertion, id };
}

function resolveBind(names: Names, assertion: BindAssertion): BindAssertion {
  const from = names.id(assertion.from);
  const of = names.id(assertion.of);
  const { otherwise } = assertion;
  return { ...assertion, from, of, ...(otherwise !== undefined && { otherwise: names.id(otherwise) }) };
}

function checkPointer(of: NodeId, to: NodeId | null, name: string): void {
  if (name === LATEST || name === NEW_VERSION)
    throw invalid("name", `the pointer "${name}" is moved by the ledger; choose another name`);
  if (to === null) return;
  const target = parseId(to, "to");
  if (target.version === undefined || formatId({ kind: parseId(of).kind, name: target.name }) !== of) {
    throw invalid("to", `${to} is not a version of ${of}`);
  }
}
