import {
  type AliasAssertion,
  type Assertion,
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
  needsDescription,
  type PointerAssertion,
  parentOf,
  parseId,
  type Receipt,
  type RecordedAssertion,
  relationSpec,
  type Warning,
  withoutField,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import type { OnConflict, Submission } from "../port.ts";
import type { EdgeTable } from "../tables.ts";
import { aliased } from "./canonical-id.ts";
import { commitsMeant } from "./commits.ts";
import { refuseCycle } from "./cycles.ts";
import { checkExpected } from "./expected.ts";
import { becomesLatest } from "./latest.ts";
import { loadWhatChanged, namesIn, seekEdges } from "./load.ts";
import { newPoints } from "./new-points.ts";
import { type EntryTime, evidenceCode, project } from "./project.ts";
import { boundReads } from "./reads.ts";
import { LATEST, Names, resolveNames } from "./resolve.ts";
import { aliasKey, edgeKey, pointerKey, type State } from "./state.ts";
import { newerMembers } from "./stated.ts";
import { Touched } from "./touched.ts";

/** What a change comes to: the assertions that change something, already projected, and the receipt. */
export interface Decision {
  readonly assertions: readonly RecordedAssertion[];
  readonly receipt: Receipt;
}

/**
 * Decides on one change as an entry: resolves its names, refuses what conflicts, drops what is already so, and
 * projects the rest onto the state. Throws `BegatError`; the caller rolls the state back then.
 */
export async function decide(
  transaction: Transaction,
  state: State,
  { change, strict, onConflict, expects }: Submission,
  entry: EntryTime,
): Promise<Decision> {
  await loadWhatChanged(transaction, state, change);
  if (expects !== undefined) checkExpected(state, expects);
  const names = new Names(state, change);
  const decider = new Decider(transaction, state, entry, onConflict);
  // Before the first is taken: a pointer means what it meant when the change came, whatever the change itself moves.
  const resolved = change.assertions.map((assertion) => resolveNames(names, assertion));
  for (const [index, assertion] of resolved.entries()) {
    await decider.take(assertion);
    decider.bindSpellings(namesIn(change.assertions[index] as Assertion), namesIn(assertion));
  }
  await decider.settle();
  const mentioned = new Set(resolved.flatMap(namesIn));
  const [subject] = mentioned;
  if (subject === undefined) throw invalid("assertions", "a change says at least one thing");
  const warnings = [
    ...decider.conflicts,
    ...unresolvedWarnings(state, mentioned, strict),
    ...ambiguousWarnings(state, mentioned),
  ];
  return {
    assertions: decider.effective,
    receipt: receiptOf(state, subject, decider.effective, entry.seq, warnings),
  };
}

class Decider {
  readonly effective: RecordedAssertion[] = [];
  /** What was left out, because something else is recorded. */
  readonly conflicts: Warning[] = [];
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

  async take(assertion: Assertion): Promise<void> {
    for (const id of namesIn(assertion)) {
      if (takesAway(assertion)) requireKnown(this.#state, id);
      else this.#joinParent(id);
    }
    const effective = await this.#unlessConflicting(assertion);
    if (effective !== undefined) this.#apply(effective);
  }

  /** What follows from the change as a whole: the latest versions, and the reads that are bound to others now. */
  async settle(): Promise<void> {
    for (const version of this.#touched.versions) {
      const parent = parentOf(parseId(version)) as NodeId;
      if (becomesLatest(this.#state, parent, version))
        this.#apply({ assert: "pointer", name: LATEST, of: parent, to: version });
    }
    for (const assertion of await boundReads(this.#transaction, this.#state, this.#touched))
      await this.take(assertion);
  }

  /** As `#effective`; where conflicts keep what is recorded, without what conflicts. */
  async #unlessConflicting(assertion: Assertion): Promise<RecordedAssertion | undefined> {
    try {
      return await this.#effective(assertion);
    } catch (error) {
      if (!(error instanceof BegatError) || error.code !== "conflict" || !this.#keeps(assertion)) throw error;
      const field = String(error.details.field);
      this.conflicts.push({ code: "conflict", message: error.message, field });
      if (assertion.assert !== "node") return undefined;
      return this.#unlessConflicting({ ...assertion, props: withoutField(assertion.props, field) });
    }
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
      this.#apply({ assert: "alias", scheme: "id", value: name, of: id });
      this.#apply({ assert: "node", id, props: { sha: parseId(name).name } });
    });
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
    this.#apply({ assert: "edge", from: id, rel: "version-of", to: parent, evidence: "observed" });
  }

  async #effective(assertion: Assertion): Promise<RecordedAssertion | undefined> {
    switch (assertion.assert) {
      case "name": {
        const said = effectiveName(this.#state, assertion);
        return said?.assert === "edge" ? this.#effectiveEdge(said) : said;
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

  async #effectiveEdge(assertion: EdgeAssertion): Promise<EdgeAssertion | undefined> {
    checkKinds(assertion);
    const current = await this.#currentEdge(assertion);
    if (assertion.assert === "end") return current === undefined ? undefined : assertion;
    if (current !== undefined) return revises(assertion, current) ? assertion : undefined;
    if (assertion.rel === "derived-from") await refuseCycle(this.#transaction, this.#state, assertion);
    return assertion;
  }

  async #currentEdge({ from, rel, to, q = "" }: EdgeAssertion): Promise<EdgeTable | undefined> {
    const source = this.#state.node(from);
    const target = this.#state.node(to);
    if (source === undefined || target === undefined) return undefined;
    const tuple = [source.key, relationSpec(rel).code, target.key, q] as const;
    const inDatabase = !this.#state.isNew(source) && !this.#state.isNew(target);
    if (inDatabase) await seekEdges(this.#transaction, this.#state, [tuple]);
    return this.#state.edges.current(edgeKey(...tuple));
  }
}

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

function checkKinds({ rel, from, to }: EdgeAssertion): void {
  const source = kindOfId(from);
  const target = kindOfId(to);
  if (mayJoin(rel, source, target)) return;
  throw new BegatError("invalid", `${rel} cannot join a ${source} (${from}) to a ${target} (${to})`, {
    field: "rel",
    from,
    to,
  });
}

/** Whether an edge that holds already is said with stronger evidence or other properties. */
function revises({ evidence, props }: EdgeAssertion, current: EdgeTable): boolean {
  if (evidenceCode(evidence) < current.evidence) return true;
  return props !== undefined && effectivePatch(JSON.parse(current.props ?? "{}"), props) !== undefined;
}

function pointsAlready(state: State, { of, name, to }: PointerAssertion): boolean {
  const node = state.node(of);
  const current = node === undefined ? undefined : state.pointers.current(pointerKey(node.key, name));
  return to === (current === undefined ? null : state.nodeOfKey.get(current.target));
}

function effectiveNode(state: State, assertion: NodeAssertion): NodeAssertion | undefined {
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
function effectiveName(
  state: State,
  { id, scheme, value }: NameAssertion,
): AliasAssertion | EdgeAssertion | undefined {
  const known = aliased(state, scheme, value);
  if (known === undefined) return { assert: "alias", scheme, value, of: id };
  if (known === id || !mayJoin("same-as", kindOfId(id), kindOfId(known))) return undefined;
  const [from, to] = id < known ? [id, known] : [known, id];
  return { assert: "edge", from, rel: "same-as", to, evidence: "inferred" };
}

function effectiveAlias(state: State, assertion: AliasAssertion): AliasAssertion | undefined {
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

function unresolvedWarnings(
  state: State,
  mentioned: ReadonlySet<NodeId>,
  strict: boolean,
): readonly Warning[] {
  const unknown = [...mentioned].filter((id) => {
    const node = state.node(id);
    return node !== undefined && !node.known && needsDescription(node.kind);
  });
  if (strict && unknown.length > 0) {
    throw new BegatError(
      "not_found",
      `nobody has described ${unknown.join(", ")}; publish it first or leave out strict`,
      {
        field: "strict",
        ids: unknown,
      },
    );
  }
  return unknown.map((id) => ({
    code: "unresolved",
    message: `${id} is named but not yet described`,
    field: id,
  }));
}

function ambiguousWarnings(state: State, mentioned: ReadonlySet<NodeId>): readonly Warning[] {
  return [...mentioned]
    .filter((id) => commitsMeant(state, id).length > 1)
    .map((id) => ({
      code: "ambiguous",
      message: `${id} begins more than one known commit; write it in full`,
      field: id,
    }));
}

function receiptOf(
  state: State,
  id: NodeId,
  effective: readonly Assertion[],
  seq: number,
  warnings: readonly Warning[],
): Receipt {
  const node = state.node(id);
  if (effective.length === 0) return { id, seq: node?.updated_seq ?? 0, status: "unchanged", warnings };
  return { id, seq, status: node?.created_seq === seq ? "created" : "updated", warnings };
}
