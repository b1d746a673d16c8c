import {
  type AliasAssertion,
  BegatError,
  type EdgeAssertion,
  effectivePatch,
  identityConflict,
  invalid,
  kindOfId,
  mayJoin,
  type NameAssertion,
  type NodeAssertion,
  type NodeId,
  type PointerAssertion,
} from "@begat/core";
import { aliased } from "./resolve-alias.ts";
import { aliasKey, pointerKey, type State } from "./state.ts";

/** Whether a pointer stands there already. */
export function pointsAlready(state: State, { of, name, to }: PointerAssertion): boolean {
  const node = state.node(of);
  const current = node === undefined ? undefined : state.pointers.current(pointerKey(node.key, name));
  return to === (current === undefined ? null : state.nodeOfKey.get(current.target));
}

/** What of a description is new; undefined for nothing. Throws `conflict` when it gives an identity field another value. */
export function effectiveNode(state: State, assertion: NodeAssertion): NodeAssertion | undefined {
  const { id, props, at } = assertion;
  const node = state.node(id);
  if (node === undefined) return assertion;
  const conflict = identityConflict(node.kind, node.props, props);
  if (conflict !== undefined) {
    const way =
      node.kind === "Run" ? "log it under another name or start another run" : "publish a new version or id";
    throw new BegatError(
      "conflict",
      `${id}: ${conflict} is already set to another value and is part of its identity; ${way}`,
      {
        field: conflict,
        id,
      },
    );
  }
  const patch = effectivePatch(node.props, props);
  const moved = at !== undefined && Date.parse(at) !== node.at;
  if (patch === undefined && !moved && node.known) return undefined;
  if (patch === undefined) return moved ? { ...assertion, props: {} } : { assert: "node", id, props: {} };
  return node.known || Object.keys(node.props).length > 0 ? { ...assertion, props: patch } : assertion;
}

/** A name that is new becomes an alias; one that another dataset has says that both are the same. */
export function effectiveName(
  state: State,
  { id, scheme, value }: NameAssertion,
): AliasAssertion | EdgeAssertion | undefined {
  const known = aliased(state, scheme, value);
  if (known === undefined) return { assert: "alias", of: id, scheme, value };
  if (known === id || !mayJoin("same-as", kindOfId(id), kindOfId(known))) return undefined;
  const [from, to] = id < known ? [id, known] : [known, id];
  return { assert: "edge", evidence: "inferred", from, rel: "same-as", to };
}

/** An alias that is new, or the end of one that holds; undefined for neither. Throws `conflict` when it stands for another node. */
export function effectiveAlias(state: State, assertion: AliasAssertion): AliasAssertion | undefined {
  const { scheme, value, of } = assertion;
  const current = state.aliases.current(aliasKey(scheme, value));
  const known = current === undefined ? undefined : state.nodeOfKey.get(current.node);
  if (assertion.assert === "unalias") return known === of ? assertion : undefined;
  if (known === of) return undefined;
  if (known !== undefined) throw aliasConflict(assertion, known);
  if (scheme === "id") checkIdAlias(state, assertion);
  return assertion;
}

/** Another id of a node must be of the same kind, and must not be a node itself. */
function checkIdAlias(state: State, assertion: AliasAssertion): void {
  if (state.node(assertion.value) !== undefined) throw aliasConflict(assertion, assertion.value);
  const kind = kindOfId(assertion.of);
  if (kindOfId(assertion.value, "value") !== kind) {
    throw invalid(
      "value",
      `${assertion.value} is no ${kind}, as ${assertion.of} is; another id is of the same kind`,
    );
  }
}

function aliasConflict({ scheme, value }: AliasAssertion, known: NodeId): BegatError {
  return new BegatError(
    "conflict",
    `the alias ${scheme} "${value}" already stands for ${known}; remove it there first`,
    {
      field: "value",
      of: known,
    },
  );
}
