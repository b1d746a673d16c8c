import { type Change, type NodeId, parentOf, parseId, parseReference, versionId } from "@begat/core";
import { aliasKey, type State } from "./state.ts";

/** What ids stand for within one change, by its `name` assertions. */
export type Named = ReadonlyMap<NodeId, NodeId>;

/** Where no change names anything. */
export const NOTHING_NAMED: Named = new Map();

/** The nodes that the `name` assertions of a change already name; the first one that names a node decides. */
export function namedIn(state: State, { assertions }: Change): Named {
  const named = new Map<NodeId, NodeId>();
  for (const assertion of assertions) {
    if (assertion.assert !== "name" || named.has(assertion.id)) continue;
    const known = aliased(state, assertion.scheme, assertion.value);
    if (known !== undefined) named.set(assertion.id, known);
  }
  return named;
}

/**
 * The id that a name stands for: an id, an alias of scheme `id`, or an id that the change names. A version of an aliased dataset or
 * model is a version of the real one.
 */
export function resolveAlias(state: State, name: string, named: Named): NodeId {
  const known = meant(state, name, named);
  if (known !== undefined) return known;
  if (parseReference(name) !== undefined) return name;
  const parts = parseId(name);
  const parent = parentOf(parts);
  const real = parent === undefined ? undefined : meant(state, parent, named);
  return real === undefined ? name : versionId(real, parts.version ?? "");
}

function meant(state: State, name: string, named: Named): NodeId | undefined {
  return named.get(name) ?? aliased(state, "id", name);
}

/** The node that an alias stands for. */
export function aliased(state: State, scheme: string, value: string): NodeId | undefined {
  const alias = state.aliases.current(aliasKey(scheme, value));
  return alias === undefined ? undefined : state.nodeOfKey.get(alias.node);
}
