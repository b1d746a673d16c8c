import {
  type Assertion,
  type Change,
  type Instant,
  invalid,
  type JsonValue,
  MAX_ASSERTIONS,
  type NodeId,
  type Props,
  type Relation,
  type Warning,
} from "@begat/core";
import { datasetIdOf, datasetUri, jobIdOf, withoutSecrets } from "@begat/core/naming";

import { stated } from "./facets.ts";

/** A dataset or a job as OpenLineage names it. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** What an event comes to, and what of it is left out. */
export interface Translation {
  readonly change: Change;
  readonly warnings: readonly Warning[];
}

/**
 * Gathers what one event says, all of it said at one time. Throws `invalid` where it says more than a change may.
 * The members of assertions are in the order of their canonical text, which is then written without sorting.
 */
export class Statement {
  readonly at: Instant;
  readonly #assertions: Assertion[] = [];
  readonly #names: Assertion[] = [];
  readonly #named = new Set<string>();
  readonly #warnings: Warning[] = [];
  /** By namespace and name: column lineage names the same few datasets for each column. */
  readonly #datasets = new Map<string, NodeId>();

  constructor(at: Instant) {
    this.at = at;
  }

  /** The id of a dataset, by which all wires know it. */
  dataset({ namespace, name }: Named): NodeId {
    const key = `${namespace}\0${name}`;
    const known = this.#datasets.get(key);
    if (known !== undefined) return known;
    const uri = datasetUri(namespace, name);
    const id = this.#name(datasetIdOf(uri), "uri", uri);
    this.#datasets.set(key, id);
    return id;
  }

  /** Another name of a dataset. */
  alsoNamed(id: NodeId, { namespace, name }: Named): void {
    this.#name(id, "uri", datasetUri(namespace, name));
  }

  job({ namespace, name }: Named): NodeId {
    return this.#name(jobIdOf(namespace, name), "job", `${withoutSecrets(namespace)}/${name}`);
  }

  /** What a node is said to be; members that are undefined are left out, null deletes. */
  node(
    id: NodeId,
    props: Readonly<Record<string, JsonValue | undefined>>,
    { at, stated_at = this.at }: { readonly at?: Instant | undefined; readonly stated_at?: Instant } = {},
  ): void {
    const said = stated(props) ?? {};
    this.#say({ assert: "node", ...(at !== undefined && { at }), id, props: said, stated_at });
  }

  edge(
    from: NodeId,
    rel: Relation,
    to: NodeId,
    { q, props }: { readonly q?: string | undefined; readonly props?: Props | undefined } = {},
  ): void {
    this.#say({
      assert: "edge",
      evidence: "reported",
      from,
      ...(props !== undefined && { props }),
      ...(q !== undefined && { q }),
      rel,
      to,
    });
  }

  /** An execution or a check read a dataset in a version that nobody named. */
  read(from: NodeId, dataset: NodeId, rel: "used" | "checks" = "used"): void {
    this.#say({ assert: "bind", from, of: dataset, rel });
  }

  /** Something of the event is more than is kept. */
  leftOut(message: string, field: NodeId): void {
    this.#warnings.push({ code: "incomplete", message, field });
  }

  /** All of it; first what the event is about. */
  translation(): Translation {
    const assertions = [...this.#assertions, ...this.#names];
    return { change: { source: "openlineage", assertions }, warnings: this.#warnings };
  }

  #name(id: NodeId, scheme: string, value: string): NodeId {
    const key = `${scheme} ${value} ${id}`;
    if (!this.#named.has(key)) this.#say({ assert: "name", id, scheme, value }, this.#names);
    this.#named.add(key);
    return id;
  }

  #say(assertion: Assertion, among = this.#assertions): void {
    if (this.#assertions.length + this.#names.length >= MAX_ASSERTIONS)
      throw invalid("assertions", `an event says at most ${MAX_ASSERTIONS} things; send several`);
    among.push(assertion);
  }
}
