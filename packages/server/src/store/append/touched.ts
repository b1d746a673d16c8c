import {
  type BindAssertion,
  BOUND_RELATIONS,
  type EdgeAssertion,
  isObject,
  type Kind,
  kindOfId,
  type NodeAssertion,
  type NodeId,
  OWNERS,
  type Props,
  parentOf,
  parseId,
  type RecordedAssertion,
  relationSpec,
  STATED,
  TAGS,
} from "@begat/core";
import { edgeKey } from "./edge-intervals.ts";
import { INFERRED } from "./read.ts";
import type { NodeState, State } from "./state.ts";
import { versionKey } from "./versions.ts";

/** The relations of reads as the database has them. */
export const READS = Array.from(BOUND_RELATIONS, (name) => relationSpec(name).code);

/** The kinds of what reads data. */
const READERS: ReadonlySet<Kind> = new Set<Kind>(["JobRun", "Run", "Deployment", "Check"]);

/** Whether it reads data: when it began tells which version. */
export function isReader({ kind }: Pick<NodeState, "kind">): boolean {
  return READERS.has(kind);
}

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
  /** Versions of known datasets that are new, or have another place in time. */
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
  /** Datasets, and concepts of them, that are said to be the same as another, or no longer. */
  readonly datasets = new Set<NodeId>();
  /** Those that are no longer the same as another. */
  readonly parted = new Set<NodeId>();
  /** Runs that are or were over, of which somebody says what tells what they wrote. */
  readonly finished = new Set<NodeId>();
  /** What things were of which a source says all owners or all tags. */
  readonly listedBefore = new Map<NodeId, Props>();
  readonly binds: BindAssertion[] = [];
  readonly #state: State;
  readonly #seq: number;
  /** Executions whose reads somebody stated, or of which somebody says that they made a version that others may have read. */
  readonly #executions = new Set<NodeId>();
  readonly #timesBefore = new Map<NodeId, number | null>();
  /** The places that known versions had in time; undefined for when they were recorded, which the database alone knows. */
  readonly #placesBefore = new Map<NodeId, number | null | undefined>();

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
    if (rel === "version-of") this.#placed(from);
    else if (rel === "produced-by") this.#produced(assertion);
    else if (rel === "same-as" && kindOfId(to) === "Dataset") this.#joined(assertion);
    else if (BOUND_RELATIONS.has(rel) && assertion.evidence !== "inferred") this.#stated(assertion);
  }

  /** What of it was recorded before this change: only on that can reads hang already. */
  known(): Known {
    const dated = [...this.#timesBefore].filter(([id, before]) => readTime(this.#node(id)) !== before);
    const executions = [
      ...this.#executions,
      ...dated.map(([id]) => id),
      ...this.binds.map(({ from }) => from),
    ];
    const moved = new Set(Array.from(this.#placesBefore.keys()).filter((id) => this.#hasMoved(id)));
    const placed = [...this.versions].filter((id) => moved.has(id) || !this.#isKnown(id));
    const ofKnown = (id: NodeId) => isDatasetVersion(id) && this.#isKnown(parentOf(parseId(id)) as NodeId);
    return {
      executions: [...new Set(executions)].filter((id) => this.#isKnown(id)),
      placed: placed.filter(ofKnown),
      moved: [...moved].filter(ofKnown),
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

  #described({ id, props, at }: NodeAssertion): void {
    if (at !== undefined || props.placeholder !== undefined) this.#placed(id);
    const node = this.#state.node(id);
    if (tellsLists(props) && !this.listedBefore.has(id)) this.listedBefore.set(id, node?.props ?? {});
    if (tellsWrites(props) && (isFinished(node) || isOver(props))) this.finished.add(id);
    if (node === undefined) return;
    const isEarlier = at !== undefined && node.at !== null && Date.parse(at) < node.at;
    const isWithdrawn = props.placeholder === true && this.#isKnown(id);
    if ((isEarlier || isWithdrawn) && this.versions.has(id)) this.movedBack.add(id);
    if (isReader(node) && !this.#timesBefore.has(id)) this.#timesBefore.set(id, readTime(node));
  }

  /** Takes note of a version that is about to get a place in time. */
  #placed(id: NodeId): void {
    this.#version(id);
    if (this.versions.has(id) && this.#isKnown(id) && !this.#placesBefore.has(id))
      this.#placesBefore.set(id, this.#placeOf(id));
  }

  #hasMoved(id: NodeId): boolean {
    return this.#placesBefore.get(id) !== this.#placeOf(id);
  }

  /** Where a version is in time; undefined where the database alone knows. */
  #placeOf(id: NodeId): number | null | undefined {
    const { key, at, props } = this.#node(id);
    const parent = this.#state.node(parentOf(parseId(id)) as NodeId);
    const changed = parent === undefined ? undefined : this.#state.versions.get(versionKey(parent.key, key));
    if (changed !== undefined) return changed.at;
    return props.placeholder === true ? null : (at ?? undefined);
  }

  #produced(edge: EdgeAssertion): void {
    const { from, to, evidence } = edge;
    this.#version(from);
    const isRule = evidence === "inferred" || this.#endsInferred(edge);
    if (!isRule && isFinished(this.#state.node(to))) this.finished.add(to);
    if (isDatasetVersion(from) && this.#isKnown(from)) this.#executions.add(to);
  }

  /** Who ends what a rule concluded knows better: it is not to be concluded anew from the same words. */
  #endsInferred({ assert, from, rel, to, q = "" }: EdgeAssertion): boolean {
    if (assert !== "end") return false;
    const [src, dst] = [this.#state.node(from)?.key, this.#state.node(to)?.key];
    if (src === undefined || dst === undefined) return false;
    return this.#state.edges.current(edgeKey(src, relationSpec(rel).code, dst, q))?.evidence === INFERRED;
  }

  #stated({ from, to }: EdgeAssertion): void {
    if (isDatasetVersion(to)) this.#executions.add(from);
  }

  #joined({ assert, from, to }: EdgeAssertion): void {
    this.datasets.add(from).add(to);
    if (assert === "end") this.parted.add(from).add(to);
  }

  #version(id: NodeId): void {
    if (parentOf(parseId(id)) !== undefined) this.versions.add(id);
  }
}

/** Whether a run came to its end with all that it wrote. */
export function isFinished(run: Pick<NodeState, "props"> | undefined): boolean {
  return run?.props.status === "finished";
}

/** Whether a run is said to have come to an end. That it was finished before may be erased. */
function isOver({ status }: Props): boolean {
  return status !== undefined && status !== "running";
}

/** Whether what is said of a run bears on what it must have written. */
function tellsWrites({ status, ended_at, outputs }: Props): boolean {
  return status !== undefined || ended_at !== undefined || outputs !== undefined;
}

/** Whether a source says who owns a thing or what its tags are; what others keep by those names is theirs. */
function tellsLists({ [STATED]: stated }: Props): boolean {
  return isObject(stated) && (stated[OWNERS] !== undefined || stated[TAGS] !== undefined);
}

function isDatasetVersion(id: NodeId): boolean {
  return kindOfId(id) === "DatasetVersion";
}
