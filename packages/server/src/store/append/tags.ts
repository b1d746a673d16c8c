import {
  isObject,
  type JsonValue,
  kindIn,
  memberOf,
  type NodeAssertion,
  type NodeId,
  type Props,
  TAGS,
} from "@begat/core";
import { NOTHING_NAMED, resolveAlias } from "./resolve-alias.ts";
import type { State } from "./state.ts";

/** A tag of a thing or of one of its columns. */
interface Tag {
  readonly of: NodeId;
  readonly key: string;
  readonly value: string;
}

/** A tag as one list has it and the other has it not. */
export interface ChangedTag extends Tag {
  readonly isGone: boolean;
}

/**
 * The tags that are new on the lists of things after a change or have another value, and those that are no longer on them.
 * `before` is what the things were.
 */
export function changedTags(state: State, before: ReadonlyMap<NodeId, Props>): readonly ChangedTag[] {
  // A column may have the features of two things: what one of them no longer says, the other one may say from now on.
  return [...before]
    .flatMap(([of, props]) => changes(tagsIn(of, props[TAGS]), tagsIn(of, state.node(of)!.props[TAGS])))
    .sort((one, other) => Number(other.isGone) - Number(one.isGone));
}

/** The tags of nodes that follow. What somebody else set stays. */
export function tagsSaid(state: State, changed: readonly ChangedTag[]): readonly NodeAssertion[] {
  const patches = new Map<NodeId, Record<string, JsonValue>>();
  for (const { of, key, value, isGone } of changed) {
    const id = resolveAlias(state, of, NOTHING_NAMED);
    if (isGone && tagOf(state, id, key) !== value) continue;
    const patch = patches.get(id) ?? {};
    patch[key] = isGone ? null : value;
    patches.set(id, patch);
  }
  return Array.from(patches, ([id, tags]) => ({ assert: "node", id, props: { tags } }));
}

/** Those of a list, which a client may have written as it liked; of one that is given twice the last. */
function tagsIn(thing: NodeId, list: JsonValue | undefined): ReadonlyMap<string, Tag> {
  const tags = new Map<string, Tag>();
  if (!Array.isArray(list)) return tags;
  for (const { key, value, of = thing } of (list as readonly JsonValue[]).filter(isObject)) {
    if (typeof key !== "string" || key === "__proto__" || typeof value !== "string") continue;
    if (typeof of !== "string" || (of !== thing && kindIn(of) !== "Feature")) continue;
    tags.set(`${of} ${key}`, { of, key, value });
  }
  return tags;
}

function changes(was: ReadonlyMap<string, Tag>, is: ReadonlyMap<string, Tag>): readonly ChangedTag[] {
  const gone = [...was].filter(([name]) => !is.has(name));
  const come = [...is].filter(([name, { value }]) => was.get(name)?.value !== value);
  return [
    ...gone.map(([, tag]) => ({ ...tag, isGone: true })),
    ...come.map(([, tag]) => ({ ...tag, isGone: false })),
  ];
}

function tagOf(state: State, id: NodeId, key: string): JsonValue | undefined {
  const tags = state.node(id)?.props.tags;
  return isObject(tags) ? memberOf(tags, key) : undefined;
}
