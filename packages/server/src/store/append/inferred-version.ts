import type { Instant, NodeAssertion, NodeId, Props } from "@begat/core";
import type { NodeState } from "./state.ts";

/** What a run that must have written a version tells of it. */
export interface Maker {
  readonly id: NodeId;
  /** When the run ended. */
  readonly at?: Instant;
  /** Undefined where the entry that had it was erased. */
  readonly location?: string;
  /** Undefined where it was told before. */
  readonly native_version?: string;
}

type Described = Pick<NodeState, "props"> | undefined;

/** Whether a rule alone says when a version came to be. */
export function isInferred(node: Described): boolean {
  return node?.props.inferred !== undefined;
}

/** Whether a rule alone says that a version is. */
function isInferredWhole(node: Described): boolean {
  return node?.props.inferred === true;
}

/** Whether runs that told when a version came to be may no longer do so: it does not say then. */
export function mayBeLeft(node: Described): boolean {
  return isInferred(node) && !isInferredWhole(node);
}

/** What the runs that must have written a version told of it, as far as that is on it. */
export function toldOn(node: NodeState | undefined): Maker | undefined {
  if (node === undefined || !isInferredWhole(node) || node.props.placeholder === true) return undefined;
  const { location } = node.props;
  return {
    id: node.id,
    ...(node.at !== null && { at: new Date(node.at).toISOString() }),
    ...(typeof location === "string" && { location }),
  };
}

/** What somebody says of a version ends what a rule says of it: of when it came to be where that is said, else that it is. */
export function restated(node: NodeState | undefined, said: NodeAssertion): NodeAssertion {
  if (said.props.inferred !== undefined || !isInferred(node)) return said;
  if (said.at === undefined && !isInferredWhole(node)) return said;
  const inferred = said.at === undefined ? "at" : null;
  const withdrawn = node?.props.placeholder === true;
  return { ...said, props: { ...said.props, inferred, ...(withdrawn && { placeholder: null }) } };
}

/**
 * What the runs that must have written a version, one at least, say of it: only what nobody else said. Its schema makes its
 * identity, and what a run says of it before its end is none of that.
 */
export function describedBy(node: NodeState | undefined, makers: readonly Maker[]): NodeAssertion {
  const { id } = makers[0]!;
  const isOpen = node === undefined || node.at === null || isInferred(node);
  const isWhole = node?.known !== true || isInferredWhole(node);
  const first = makers.flatMap(({ at }) => at ?? []).sort(byTime)[0];
  const [location] = makers.flatMap((maker) => maker.location ?? []).sort();
  const [native_version] = makers.flatMap((maker) => maker.native_version ?? []);
  const props: Props = {
    ...(isOpen && { inferred: isWhole ? true : "at" }),
    ...((node?.props.location === undefined || isInferredWhole(node)) &&
      location !== undefined && { location }),
    ...(node?.props.native_version === undefined && native_version !== undefined && { native_version }),
    ...(isInferredWhole(node) && node?.props.placeholder === true && { placeholder: null }),
  };
  return { assert: "node", ...(isOpen && first !== undefined && { at: first }), id, props };
}

/** A version of which no one else spoke is from then on before all others, as one that nobody knows. */
export function withdrawn(node: NodeState | undefined): readonly NodeAssertion[] {
  if (node === undefined || !isInferredWhole(node)) return [];
  return [{ assert: "node", id: node.id, props: { inferred: true, placeholder: true } }];
}

function byTime(one: Instant, other: Instant): number {
  return Date.parse(one) - Date.parse(other);
}
