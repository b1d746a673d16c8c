import {
  type Assertion,
  BegatError,
  type EdgeAssertion,
  effectivePatch,
  type NodeId,
  parentOf,
  parseId,
  type RecordedAssertion,
  relationSpec,
  type Warning,
  withoutField,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import type { OnConflict } from "../port/append.ts";
import type { EdgeTable } from "../tables.ts";
import { checkKinds, joinedToItself } from "./check-edge.ts";
import { mayCloseCycle, refuseCycle } from "./cycles.ts";
import { edgeKey } from "./edge-intervals.ts";
import { effectiveAlias, effectiveName, effectiveNode, pointsAlready } from "./effective.ts";
import { inferredOutputs } from "./inferred-outputs.ts";
import { becomesLatest, lastVersions } from "./latest.ts";
import { listsChanged } from "./lists.ts";
import { type EdgeTuple, isUnsought, seekEdges } from "./load.ts";
import { namesIn } from "./names-in.ts";
import { newPoints } from "./new-points.ts";
import { type EntryTime, evidenceCode, project } from "./project.ts";
import { boundReads } from "./reads.ts";
import { LATEST } from "./resolve.ts";
import { aliasKey, type State } from "./state.ts";
import { newerMembers } from "./stated.ts";
import { Touched } from "./touched.ts";
import { incompleteWarning, manyOutputsWarning } from "./warnings.ts";
import { wasSaid } from "./was-said.ts";

/** Takes the assertions of one change, one after another: what of each changes something is projected at once. */
export class Decider {
  readonly effective: RecordedAssertion[] = [];
  /** What was left out: because something else is recorded, or because it is too much. */
  readonly warnings: Warning[] = [];
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #entry: EntryTime;
  readonly #onConflict: OnConflict;
  readonly #touched: Touched;

  constructor(transaction: Transaction, state: State, entry: EntryTime, onConflict: OnConflict) {
    this.#transaction = transaction;
    this.#state = state;
    this.#entry = entry;
    this.#onConflict = onConflict;
    this.#touched = new Touched(state, entry.seq);
  }

  /** A promise only where something has to be looked up: a change may have thousands of assertions that need nothing. */
  take(assertion: Assertion): Awaitable<void> {
    for (const id of namesIn(assertion)) {
      if (takesAway(assertion)) requireKnown(this.#state, id);
      else this.#joinParent(id);
    }
    const effective = this.#unlessConflicting(assertion);
    if (effective instanceof Promise) return effective.then((said) => this.#applyAny(said));
    this.#applyAny(effective);
  }

  /** What follows from the change as a whole: who owns things, what their tags are, what runs must have written, the latest versions, and what reads are bound to. */
  async settle(): Promise<void> {
    await this.#takeAll(await listsChanged(this.#transaction, this.#state, this.#touched.listedBefore));
    const written = await inferredOutputs(this.#transaction, this.#state, this.#touched.finished);
    if (!written.areAll) this.warnings.push(manyOutputsWarning());
    await this.#takeAll(written.assertions);
    for (const version of this.#touched.versions) this.#moveLatest(version);
    const last = await lastVersions(this.#transaction, this.#state, this.#touched.movedBack);
    for (const version of last) this.#moveLatest(version);
    const { assertions, areAll } = await boundReads(this.#transaction, this.#state, this.#touched);
    if (!areAll) this.warnings.push(incompleteWarning());
    await this.#takeAll(assertions);
  }

  /** Takes what rules say. */
  async #takeAll(assertions: readonly Assertion[]): Promise<void> {
    if (assertions.length === 0) return;
    const edges = assertions.flatMap((item) => {
      const edge = item.assert === "edge" || item.assert === "end" ? this.#tuple(item) : undefined;
      return edge === undefined ? [] : [edge];
    });
    await seekEdges(this.#transaction, this.#state, edges);
    for (const assertion of assertions) await this.take(assertion);
  }

  #moveLatest(version: NodeId): void {
    const parent = parentOf(parseId(version)) as NodeId;
    if (becomesLatest(this.#state, parent, version))
      this.#apply({ assert: "pointer", name: LATEST, of: parent, to: version });
  }

  /** As `#effective`; where conflicts keep what is recorded, without what conflicts. */
  #unlessConflicting(assertion: Assertion): Awaitable<RecordedAssertion | undefined> {
    try {
      const effective = this.#effective(assertion);
      if (!(effective instanceof Promise)) return effective;
      return effective.catch((error: unknown) => this.#withoutConflict(assertion, error));
    } catch (error) {
      return this.#withoutConflict(assertion, error);
    }
  }

  #withoutConflict(assertion: Assertion, error: unknown): Awaitable<RecordedAssertion | undefined> {
    if (!(error instanceof BegatError) || error.code !== "conflict" || !this.#keeps(assertion)) throw error;
    const field = String(error.details.field);
    this.warnings.push({ code: "conflict", message: error.message, field });
    if (assertion.assert !== "node") return undefined;
    return this.#unlessConflicting({ ...assertion, props: withoutField(assertion.props, field) });
  }

  /** One commit lies in many repositories, by as many URLs: the first that was named stays. */
  #keeps(assertion: Assertion): boolean {
    const isCommit = assertion.assert === "node" && assertion.id.startsWith("commit:");
    return isCommit || this.#onConflict === "keep";
  }

  /** A short and a full sha that turned out to be one commit: the other spelling becomes an alias. */
  bindSpellings(names: readonly string[], ids: readonly NodeId[]): void {
    names.forEach((name, index) => {
      const id = ids[index] as NodeId;
      if (name === id || !name.startsWith("commit:") || id.length > name.length) return;
      if (this.#state.aliases.current(aliasKey("id", name)) !== undefined) return;
      this.#apply({ assert: "alias", of: id, scheme: "id", value: name });
      this.#apply({ assert: "node", id, props: { sha: parseId(name).name } });
    });
  }

  #applyAny(assertion: RecordedAssertion | undefined): void {
    if (assertion !== undefined) this.#apply(assertion);
  }

  #apply(assertion: RecordedAssertion): void {
    this.#touched.before(assertion);
    project(this.#state, assertion, this.#entry);
    this.effective.push(assertion);
  }

  /**
   * A version that is named for the first time joins its dataset or model. Nodes are made by projecting alone, in the
   * order of the entry's assertions, so that a replay numbers them alike.
   */
  #joinParent(id: NodeId): void {
    if (this.#state.node(id) !== undefined) return;
    const parent = parentOf(parseId(id));
    if (parent === undefined) return;
    this.#apply({ assert: "edge", evidence: "observed", from: id, rel: "version-of", to: parent });
  }

  #effective(assertion: Assertion): Awaitable<RecordedAssertion | undefined> {
    switch (assertion.assert) {
      case "name": {
        const said = effectiveName(this.#state, assertion);
        return said?.assert === "edge" ? this.#unlessSaid(said) : said;
      }
      case "bind":
        this.#touched.bind(assertion);
        return undefined;
      case "node":
        return effectiveNode(this.#state, newerMembers(this.#state.node(assertion.id), assertion));
      case "hide":
      case "unhide":
        return this.#state.node(assertion.id)?.hidden === (assertion.assert === "hide")
          ? undefined
          : assertion;
      case "edge":
      case "end":
        return this.#effectiveEdge(assertion);
      case "alias":
      case "unalias":
        return effectiveAlias(this.#state, assertion);
      case "pointer":
        return pointsAlready(this.#state, assertion) ? undefined : assertion;
      case "points":
        return newPoints(this.#transaction, this.#state, assertion);
      case "erase":
        return assertion;
      default:
        return assertion satisfies never;
    }
  }

  async #unlessSaid(join: EdgeAssertion): Promise<EdgeAssertion | undefined> {
    const tuple = this.#tuple(join);
    const isSaid = tuple !== undefined && (await wasSaid(this.#transaction, this.#state, tuple));
    return isSaid ? undefined : this.#effectiveEdge(join);
  }

  #effectiveEdge(assertion: EdgeAssertion): Awaitable<EdgeAssertion | undefined> {
    checkKinds(assertion);
    const tuple = this.#tuple(assertion);
    const isToLookUp = (tuple !== undefined && isUnsought(this.#state, tuple)) || mayCloseCycle(assertion);
    return isToLookUp ? this.#lookedUpEdge(assertion, tuple) : this.#changedEdge(assertion, tuple);
  }

  async #lookedUpEdge(
    assertion: EdgeAssertion,
    tuple: EdgeTuple | undefined,
  ): Promise<EdgeAssertion | undefined> {
    if (tuple !== undefined) await seekEdges(this.#transaction, this.#state, [tuple]);
    const changed = this.#changedEdge(assertion, tuple);
    const isNew = changed !== undefined && this.#currentEdge(tuple) === undefined;
    if (isNew && mayCloseCycle(assertion)) await refuseCycle(this.#transaction, this.#state, assertion);
    return changed;
  }

  #changedEdge(assertion: EdgeAssertion, tuple: EdgeTuple | undefined): EdgeAssertion | undefined {
    const current = this.#currentEdge(tuple);
    if (assertion.assert === "end") return current === undefined ? undefined : assertion;
    if (current !== undefined) return revises(assertion, current) ? assertion : undefined;
    if (assertion.rel !== "derived-from" && assertion.from === assertion.to) throw joinedToItself(assertion);
    return assertion;
  }

  #currentEdge(tuple: EdgeTuple | undefined): EdgeTable | undefined {
    return tuple === undefined ? undefined : this.#state.edges.current(edgeKey(...tuple));
  }

  /** Undefined where an end of the edge is not recorded. */
  #tuple({ from, rel, to, q = "" }: EdgeAssertion): EdgeTuple | undefined {
    const source = this.#state.node(from);
    const target = this.#state.node(to);
    if (source === undefined || target === undefined) return undefined;
    return [source.key, relationSpec(rel).code, target.key, q];
  }
}

type Awaitable<T> = T | Promise<T>;

/** Whether an assertion only makes sense about what is already recorded. */
function takesAway(assertion: Assertion): boolean {
  const { assert } = assertion;
  if (assert === "pointer") return assertion.to === null;
  return assert === "end" || assert === "unalias" || assert === "hide" || assert === "unhide";
}

function requireKnown(state: State, id: NodeId): void {
  if (state.node(id) === undefined)
    throw new BegatError("not_found", `${id} is not recorded`, { field: "id", id });
}

/** Whether an edge that holds already is said with stronger evidence or other properties. */
function revises({ evidence, props }: EdgeAssertion, current: EdgeTable): boolean {
  if (evidenceCode(evidence) < current.evidence) return true;
  return props !== undefined && effectivePatch(JSON.parse(current.props ?? "{}"), props) !== undefined;
}
