import { type Assertion, isObject } from "@begat/core";
import type { Node } from "../../store/port/nodes.ts";

/** Sets a tag of a node. */
export function setTag(
  { id }: Node,
  { key, value = "" }: { readonly key: string; readonly value?: string | undefined },
): readonly Assertion[] {
  return [{ assert: "node", id, props: { tags: { [key]: value } } }];
}

/** Removes a tag of a node; nothing when it has none of that name. */
export function deleteTag({ id, props }: Node, { key }: { readonly key: string }): readonly Assertion[] {
  const { tags } = props;
  return isObject(tags) && Object.hasOwn(tags, key)
    ? [{ assert: "node", id, props: { tags: { [key]: null } } }]
    : [];
}
