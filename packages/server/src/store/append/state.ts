import {
  type Change,
  type Kind,
  kindOfId,
  type NodeId,
  type Props,
  parseId,
  projectPrefixes,
} from "@begat/core";
import type {
  AliasTable,
  AttributeTable,
  EdgeTable,
  MetricPointTable,
  MetricTable,
  PointerTable,
} from "../tables.ts";
import { leafWrite } from "./attributes.ts";
import { EdgeIntervals } from "./edge-intervals.ts";
import { Intervals } from "./intervals.ts";
import { StoredEdges } from "./stored-edges.ts";
import { Versions } from "./versions.ts";
import { Working } from "./working.ts";

/** A node as a transaction sees it. */
export interface NodeState {
  readonly key: number;
  readonly id: NodeId;
  readonly kind: Kind;
  readonly project: string;
  readonly known: boolean;
  readonly hidden: boolean;
  readonly at: number | null;
  readonly props: Props;
  readonly created_seq: number;
  readonly updated_seq: number;
}

export interface Counters {
  readonly lastNode: number;
  readonly lastMetric: number;
}

/** Neither part has a NUL. */
export const aliasKey = (scheme: string, value: string): string => `${scheme}\0${value}`;
export const pointerKey = (node: number, name: string): string => `${node} ${name}`;
export const metricKey = (node: number, name: string): string => `${node} ${name}`;

/** An attribute to write, or one to delete when `row` is undefined. */
export interface AttributeWrite {
  readonly key: readonly [node: number, space: string, name: string];
  readonly row?: AttributeTable;
}

/** A version and its place in time: later is greater, and of two at one time the one with the greater id. */
export interface Moment {
  readonly key: number;
  readonly id: NodeId;
  readonly at: number;
}

/** The latest versions of a dataset in the database that are not later than a time, the latest first. */
export interface Listed {
  readonly moments: readonly Moment[];
  /** Whether there is none before them. */
  readonly areAll: boolean;
}

/** The rows that the changes of one transaction touch, with a savepoint for the change at hand. */
export class State {
  readonly nodes = new Working<NodeState>();
  readonly nodeOfKey = new Map<number, NodeId>();
  readonly edges = new EdgeIntervals();
  readonly storedEdges = new StoredEdges();
  /** The newest versions of datasets in the database, and the latest ones by times, as far as they were looked up. */
  readonly newest = new Map<number, Listed>();
  readonly latestBy = new Map<string, Listed>();
  /** Who read versions in the database, as binding goes, or made them, as far as it was looked up: executions since a time. */
  readonly bound = new Map<number, { readonly since: number; readonly edges: EdgeTable[] }>();
  /** How many reads the changes so far have looked at. */
  reviewed = 0;
  readonly aliases = new Intervals<AliasTable>();
  readonly pointers = new Intervals<PointerTable>();
  readonly versions = new Versions();
  /** Datasets, models, jobs and experiments whose last version or run may be another one now. */
  readonly parents = new Working<number>();
  /** Nodes that were given a time since they were recorded: runs that may be the last of something, and readers of versions. */
  readonly dated = new Working<number>();
  /** The largest version number of a dataset or model, by node key, of those that get a new version. */
  readonly lastNumber = new Working<number>();
  readonly attributes = new Working<AttributeWrite>();
  readonly metrics = new Working<MetricTable>();
  readonly history = new Working<readonly [node: number, seq: number]>();
  /** Points of committed changes that are not written yet. */
  points: MetricPointTable[] = [];
  /** Points of the change at hand. */
  draftPoints: MetricPointTable[] = [];
  #counters: Counters;
  #draftCounters: Counters;
  /** Every commit that the transaction has seen. */
  readonly commits = new Set<NodeId>();
  /** What was looked for in the database, so that its absence is known. */
  readonly sought = new Set<string>();
  /** Whether the database has, or had, edges between things that share a name, as far as it was looked up. */
  readonly said = new Map<string, boolean>();
  /** Whether any read is bound; undefined until somebody asks. */
  anyBound: boolean | undefined;
  /** The ids that each change was loaded for, and how many aliases had changed by then. */
  readonly loadedFor = new Map<Change, { readonly ids: readonly NodeId[]; readonly aliasChanges: number }>();
  /** How many aliases the changes so far have made or taken away. */
  aliasChanges = 0;
  /** Largest node key in the database when the transaction began. */
  readonly firstNewNode: number;

  constructor(counters: Counters) {
    this.#counters = counters;
    this.#draftCounters = counters;
    this.firstNewNode = counters.lastNode + 1;
  }

  get counters(): Counters {
    return this.#counters;
  }

  node(id: NodeId): NodeState | undefined {
    return this.nodes.get(id);
  }

  /** The node of an id, made when there is none. */
  ensureNode(id: NodeId, seq: number): NodeState {
    const existing = this.nodes.get(id);
    if (existing !== undefined) return existing;
    const node: NodeState = {
      key: this.#draftCounters.lastNode + 1,
      id,
      kind: kindOfId(id),
      project: projectPrefixes(parseId(id)).at(-1) ?? "",
      known: false,
      hidden: false,
      at: null,
      props: {},
      created_seq: seq,
      updated_seq: seq,
    };
    this.#draftCounters = { ...this.#draftCounters, lastNode: node.key };
    this.nodes.set(id, node);
    this.nodeOfKey.set(node.key, id);
    if (node.kind === "Commit") this.commits.add(id);
    if (node.kind === "Dataset") {
      const leaf = leafWrite(node.key, id);
      this.attributes.set(leaf.key.join(" "), leaf);
    }
    return node;
  }

  /** Takes note of a version's number, where the largest one is known by now. */
  noteNumber(parent: number, number: number): void {
    const last = this.lastNumber.get(String(parent)) ?? (parent < this.firstNewNode ? undefined : 0);
    if (last !== undefined && number > last) this.lastNumber.set(String(parent), number);
  }

  newMetricKey(): number {
    this.#draftCounters = { ...this.#draftCounters, lastMetric: this.#draftCounters.lastMetric + 1 };
    return this.#draftCounters.lastMetric;
  }

  addPoint(point: MetricPointTable): void {
    this.draftPoints.push(point);
  }

  /** Whether a node was made by this transaction, so that the database knows nothing of it. */
  isNew(node: NodeState): boolean {
    return node.key >= this.firstNewNode;
  }

  commit(): void {
    for (const rows of this.#all()) rows.commit();
    for (const point of this.draftPoints) this.points.push(point);
    this.draftPoints = [];
    this.#counters = this.#draftCounters;
  }

  rollback(): void {
    for (const rows of this.#all()) rows.rollback();
    this.draftPoints = [];
    this.#draftCounters = this.#counters;
  }

  #all(): readonly { commit(): void; rollback(): void }[] {
    return [
      this.nodes,
      this.edges,
      this.aliases,
      this.pointers,
      this.versions,
      this.parents,
      this.dated,
      this.lastNumber,
      this.attributes,
      this.metrics,
      this.history,
    ];
  }
}
