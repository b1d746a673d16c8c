import {
  type EdgeAssertion,
  isObject,
  type JsonValue,
  kindIn,
  type NodeId,
  OWNERS,
  type Props,
} from "@begat/core";
import { NOTHING_NAMED, resolveAlias } from "./resolve-alias.ts";
import type { State } from "./state.ts";

interface Owner {
  readonly agent: NodeId;
  readonly role: string;
}

/** An owner of a thing whom one list has and the other has not. */
export interface ChangedOwner extends Owner {
  readonly of: NodeId;
  readonly isGone: boolean;
}

/** Who is new on the lists of things after a change, and who is no longer on them. `before` is what the things were. */
export function changedOwners(state: State, before: ReadonlyMap<NodeId, Props>): readonly ChangedOwner[] {
  return [...before].flatMap(([of, props]) => {
    const [was, is] = [ownersIn(props[OWNERS]), ownersIn(state.node(of)!.props[OWNERS])];
    return [
      ...without(was, is).map((owner) => ({ ...owner, of, isGone: true })),
      ...without(is, was).map((owner) => ({ ...owner, of, isGone: false })),
    ];
  });
}

/** The edges to owners, and their ends, that follow. Whom somebody else names stays. */
export function ownersSaid(state: State, changed: readonly ChangedOwner[]): readonly EdgeAssertion[] {
  return changed
    .map((owner) => edgeTo(state, owner))
    .filter(({ assert, to }) => assert === "edge" || state.node(to) !== undefined);
}

/** Those of a list, which a client may have written as it liked. */
function ownersIn(list: JsonValue | undefined): readonly Owner[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly JsonValue[]).filter(isObject).flatMap(({ agent, role = "" }) => {
    return typeof agent === "string" && kindIn(agent) === "Agent" && typeof role === "string"
      ? [{ agent, role }]
      : [];
  });
}

function without(some: readonly Owner[], others: readonly Owner[]): readonly Owner[] {
  const keys = new Set(others.map(keyOf));
  return some.filter((owner) => !keys.has(keyOf(owner)));
}

function keyOf({ agent, role }: Owner): string {
  return `${agent} ${role}`;
}

function edgeTo(state: State, { of, agent, role, isGone }: ChangedOwner): EdgeAssertion {
  return {
    assert: isGone ? "end" : "edge",
    ...(!isGone && { evidence: "reported" }),
    from: of,
    ...(role !== "" && { q: role }),
    rel: "owned-by",
    to: resolveAlias(state, agent, NOTHING_NAMED),
  };
}
