import {
  type BindAssertion,
  type EdgeAssertion,
  kindOfId,
  type NodeAssertion,
  type NodeId,
  parentOf,
  parseId,
  type RecordedAssertion,
  type Relation,
  relationSpec,
} from "@begat/core";
import type { NodeState, State } from "./state.ts";

/** The relations from an execution or a check to the data that it read. */
const READ_RELATIONS: readonly Relation[] = ["used", "trained-on", "evaluated-on", "checks"];

/** The same as the database has them. */
export const READS = READ_RELATIONS.map((name) => relationSpec(name).code);

/** When an execution began, as far as is known: the version that it read is not a later one. Null when nothing tells. */
export function readTime({ at, props }: Pick<NodeState, "at" | "props">): number | null {
  return at ?? instantIn(props.started_at) ?? instantIn(props.ended_at);
}

function instantIn(value: unknown): number | null {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** What a change touches of what was recorded before it. */
export interface Known {
  /** Executions whose reads may be others now. */
  readonly executions: readonly NodeId[];
  /** Versions of known datasets and models that are new, or have another time. */
  readonly placed: readonly NodeId[];
  /** Those of them that had a place in time before. */
  readonly moved: readonly NodeId[];
  readonly datasets: readonly NodeId[];
}

/** What a change touches of that on which latest versions and the binding of reads depend. */
export class Touched {
  readonly versions = new Set<NodeId>();
  /** Versions whose time is earlier than it was. */
  readonly movedBack = new Set<NodeId>();
  /** Datasets that are said to be the same as another, or no longer. */
  readonly datasets = new Set<NodeId>();
  /** Those of them that are no longer the same as another. */
  readonly parted = new Set<NodeId>();
  readonly binds: BindAssertion[] = [];
  readonly #state: State;
  readonly #seq: number;
  /** Executions whose reads somebody stated, or of which somebody says that they made a version that others may have read. */
  readonly #executions = new Set<NodeId>();
  readonly #timesBefore = new Map<NodeId, number | null>();
  /** The times that known versions had of their own. */
  readonly #placesBefore = new Map<NodeId, number | null>();

  constructor(state: State, seq: number) {
    this.#state = state;
    this.#seq = seq;
  }

  bind(assertion: BindAssertion): void {
    this.binds.push(assertion);
  }

  /** Takes note of an assertion that is about to be projected. */
  before(assertion: RecordedAssertion): void {
    if (assertion.assert === "node") this.#described(assertion);
    if (assertion.assert !== "edge" && assertion.assert !== "end") return;
    const { from, rel, to } = assertion;
    if (rel === "version-of" || rel === "produced-by") this.#version(from);
    if (rel === "produced-by" && this.#isKnown(from)) this.#executions.add(to);
    else if (rel === "same-as" && kindOfId(from) === "Dataset") this.#joined(assertion);
    else if (READ_RELATIONS.includes(rel) && assertion.evidence !== "inferred") this.#executions.add(from);
  }

  /** What of it was recorded before this change: only on that can reads hang already. */
  known(): Known {
    const dated = [...this.#timesBefore].filter(([id, before]) => readTime(this.#node(id)) !== before);
    const executions = [
      ...this.#executions,
      ...dated.map(([id]) => id),
      ...this.binds.map(({ from }) => from),
    ];
    const hasMoved = (id: NodeId): boolean => {
      const before = this.#placesBefore.get(id);
      return before !== undefined && before !== this.#node(id).at;
    };
    const versions = [...this.versions].filter((id) => this.#isKnown(parentOf(parseId(id)) as NodeId));
    return {
      executions: [...new Set(executions)].filter((id) => this.#isKnown(id)),
      placed: versions.filter((id) => !this.#isKnown(id) || hasMoved(id)),
      moved: versions.filter(hasMoved),
      datasets: [...this.datasets],
    };
  }

  #isKnown(id: NodeId): boolean {
    const node = this.#state.node(id);
    return node !== undefined && node.created_seq < this.#seq;
  }

  #node(id: NodeId): NodeState {
    return this.#state.node(id) as NodeState;
  }

  #described({ id, at }: NodeAssertion): void {
    const node = this.#state.node(id);
    if (at !== undefined) this.#version(id);
    if (node === undefined) return;
    if (at !== undefined && node.at !== null && Date.parse(at) < node.at) this.movedBack.add(id);
    if ((node.kind === "JobRun" || node.kind === "Run") && !this.#timesBefore.has(id))
      this.#timesBefore.set(id, readTime(node));
    if (
      at !== undefined &&
      this.versions.has(id) &&
      node.created_seq < this.#seq &&
      !this.#placesBefore.has(id)
    )
      this.#placesBefore.set(id, node.at);
  }

  #joined({ assert, from, to }: EdgeAssertion): void {
    this.datasets.add(from).add(to);
    if (assert === "end") this.parted.add(from).add(to);
  }

  #version(id: NodeId): void {
    if (parentOf(parseId(id)) !== undefined) this.versions.add(id);
  }
}
