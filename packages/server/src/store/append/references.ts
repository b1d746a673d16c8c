import { kindOfId, kindSpec, type NodeAssertion, parseReference } from "@begat/core";

/** The properties of a node that name another one, by field. */
export function referencesOf({
  id,
  props,
}: NodeAssertion): readonly (readonly [field: string, name: string])[] {
  // Only versions are named by a reference, and theirs name no other node.
  if (parseReference(id) !== undefined) return [];
  const fields = kindSpec(kindOfId(id)).references ?? [];
  return fields.flatMap((field) => {
    const name = props[field];
    return typeof name === "string" ? [[field, name] as const] : [];
  });
}
