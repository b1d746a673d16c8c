import { type NodeId, parentOf, parseId, parseReference, versionId } from "@begat/core";
import { aliasKey, type State } from "./state.ts";

/** The one id of an id or an alias of scheme `id`; a version of an aliased dataset or model is a version of the real one. */
export function canonicalId(state: State, name: string): NodeId {
  const known = aliased(state, name);
  if (known !== undefined) return known;
  if (parseReference(name) !== undefined) return name;
  const parts = parseId(name);
  const parent = parentOf(parts);
  const real = parent === undefined ? undefined : aliased(state, parent);
  return real === undefined ? name : versionId(real, parts.version ?? "");
}

function aliased(state: State, name: string): NodeId | undefined {
  const alias = state.aliases.current(aliasKey("id", name));
  return alias === undefined ? undefined : state.nodeOfKey.get(alias.node);
}
