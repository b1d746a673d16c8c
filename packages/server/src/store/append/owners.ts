import {
  type EdgeAssertion,
  isObject,
  type JsonValue,
  kindIn,
  type NodeId,
  OWNERS,
  type Props,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import { canonicalId, NOTHING_NAMED } from "./canonical-id.ts";
import { loadMeant } from "./load-nodes.ts";
import type { State } from "./state.ts";

interface Owner {
  readonly agent: NodeId;
  readonly role: string;
}

/**
 * The edges to owners that follow from their lists after a change: those who are new on a list, and the ends of those who are no
 * longer on it. Whom somebody else names stays. `before` is what the things were.
 */
export async function ownersChanged(
  transaction: Transaction,
  state: State,
  before: ReadonlyMap<NodeId, Props>,
): Promise<readonly EdgeAssertion[]> {
  const lists = [...before].map(([of, props]) => {
    const [was, is] = [ownersIn(props[OWNERS]), ownersIn(state.node(of)!.props[OWNERS])];
    return { of, gone: without(was, is), come: without(is, was) };
  });
  const agents = lists.flatMap(({ gone, come }) => [...gone, ...come].map(({ agent }) => agent));
  await loadMeant(transaction, state, agents);
  return lists.flatMap(({ of, gone, come }) => [
    ...gone.map((owner) => edgeTo(state, "end", of, owner)).filter(({ to }) => state.node(to) !== undefined),
    ...come.map((owner) => edgeTo(state, "edge", of, owner)),
  ]);
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
  return some.filter(({ agent, role }) => !others.some((o) => o.agent === agent && o.role === role));
}

function edgeTo(state: State, assert: "edge" | "end", from: NodeId, { agent, role }: Owner): EdgeAssertion {
  return {
    assert,
    ...(assert === "edge" && { evidence: "reported" }),
    from,
    ...(role !== "" && { q: role }),
    rel: "owned-by",
    to: canonicalId(state, agent, NOTHING_NAMED),
  };
}
