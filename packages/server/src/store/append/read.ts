import {
  type BindAssertion,
  INITIAL_VERSION,
  type NodeId,
  type Props,
  parentOf,
  parseId,
  type Relation,
  relationOfCode,
  versionId,
} from "@begat/core";
import type { EdgeTable } from "../tables.ts";
import { evidenceCode } from "./project.ts";
import type { State } from "./state.ts";

/** A dataset that an execution read, and the version that the read is bound to by now. */
export interface Read {
  readonly execution: NodeId;
  readonly rel: Relation;
  readonly q: string;
  readonly dataset: NodeId;
  /** The placeholder that it is bound to while no version is known by then. */
  readonly otherwise: NodeId;
  readonly props: Props;
  readonly bound?: NodeId;
}

/** What the edge of bound reads says of them. */
interface BoundProps {
  readonly dataset?: NodeId;
  readonly otherwise?: NodeId;
  /** What it says of the others, where datasets that were read are the same by now. */
  readonly also?: readonly (Props & BoundProps)[];
}

/** The read that somebody asks to be bound. */
export function readOf({ from, rel, of, q = "", otherwise, props = {} }: BindAssertion): Read {
  return {
    execution: from,
    rel,
    q,
    dataset: of,
    otherwise: otherwise ?? versionId(of, INITIAL_VERSION),
    props: { ...props, dataset: of, ...(otherwise !== undefined && { otherwise }) },
  };
}

/** Of a read that is both asked for and bound, the bound one. */
export function distinct(reads: readonly Read[]): readonly Read[] {
  const byKey = new Map(
    reads.map((read) => [`${read.execution} ${read.rel} ${read.dataset} ${read.q}`, read]),
  );
  return [...byKey.values()];
}

/** The reads that an edge bound. Its nodes are loaded. */
export function readsOnEdge({ nodeOfKey }: State, { src, rel, dst, q, props }: EdgeTable): readonly Read[] {
  const bound = nodeOfKey.get(dst) as NodeId;
  const { also = [], ...first } = JSON.parse(props ?? "{}") as Props & BoundProps;
  return [first, ...also].map((said) => {
    // Erasing an entry leaves no properties: then it is the dataset of the version.
    const dataset = said.dataset ?? (parentOf(parseId(bound)) as NodeId);
    return {
      execution: nodeOfKey.get(src) as NodeId,
      rel: relationOfCode(rel),
      q,
      dataset,
      otherwise: said.otherwise ?? versionId(dataset, INITIAL_VERSION),
      props: { ...said, dataset },
      bound,
    };
  });
}

/** What one edge says of all reads that it binds. */
export function propsOf(reads: readonly Read[]): Props {
  const [first, ...others] = reads
    .toSorted((one, other) => (one.dataset < other.dataset ? -1 : 1))
    .map(({ props }) => props);
  return others.length === 0 ? { ...first } : { ...first, also: others };
}

/** The evidence of an edge that a rule made. */
export const INFERRED = evidenceCode("inferred");

/** Whether a rule made an edge. */
export function isBound({ evidence }: EdgeTable): boolean {
  return evidence === INFERRED;
}
