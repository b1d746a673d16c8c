import type { NodeId } from "@begat/core";
import { datasetIdOf, datasetUri } from "@begat/core/naming";
import type { Field } from "../field.ts";
import type { Target } from "./target.ts";

/** The kinds of node that are tables or views. */
const DATA = ["model", "seed", "snapshot", "source"];

/** A table or view of dbt, by the name that OpenLineage's integration gives it too. */
export interface Relation {
  readonly dataset: NodeId;
  readonly uri: string;
  /** `database.schema.table` */
  readonly name: string;
  readonly node: Field;
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
}

/** What a dbt project has in its database, by the unique id of each. */
export class Relations {
  readonly namespace: string;
  readonly #target: Target;

  constructor(target: Target, namespace: string) {
    this.#target = target;
    this.namespace = namespace;
  }

  /** The unique ids of all that may be tables and views. */
  get ids(): readonly string[] {
    const { manifest } = this.#target;
    return ["nodes", "sources"].flatMap((member) => Object.keys(manifest.get(member).members() ?? {}));
  }

  node(id: string): Field {
    return this.#target.manifest.get(id.startsWith("source.") ? "sources" : "nodes").get(id);
  }

  /** Undefined for what is no table or view. Throws `invalid` for a manifest that lacks its name. */
  of(id: string): Relation | undefined {
    const node = this.node(id);
    if (node.value === undefined || !isData(node)) return undefined;
    const table = id.startsWith("source.")
      ? (node.get("identifier").text() ?? node.get("name").needText())
      : (node.get("alias").text() ?? node.get("name").needText());
    const name = [node.get("database").text(), node.get("schema").text(), table].filter(Boolean).join(".");
    const uri = datasetUri(this.namespace, name);
    return { dataset: datasetIdOf(uri), uri, name, node, columns: this.#columns(id, node) };
  }

  /** What a node depends on; models that are no table of their own are looked through. */
  parents(id: string): readonly Relation[] {
    const seen = new Set<string>();
    const found: Relation[] = [];
    const waiting = this.#dependsOn(id).toReversed();
    for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      const relation = this.of(parent);
      if (relation !== undefined) found.push(relation);
      else for (const further of this.#dependsOn(parent).toReversed()) waiting.push(further);
    }
    return found;
  }

  #dependsOn(id: string): readonly string[] {
    const node = id.startsWith("exposure.") ? this.#target.manifest.get("exposures").get(id) : this.node(id);
    return node
      .get("depends_on")
      .get("nodes")
      .items()
      .map((item) => item.needText());
  }

  /** The columns: their types out of the catalog, what they mean out of the manifest. */
  #columns(id: string, node: Field): readonly Column[] {
    const found = this.#target.catalog.get(id.startsWith("source.") ? "sources" : "nodes").get(id);
    const typed = [...found.get("columns").entries()].sort(
      ([, a], [, b]) => (a.get("index").number() ?? 0) - (b.get("index").number() ?? 0),
    );
    const described = new Map(
      node
        .get("columns")
        .entries()
        .map(([name, column]) => [name.toLowerCase(), column]),
    );
    const names = typed.length > 0 ? typed : node.get("columns").entries();
    return names.map(([name, column]) => {
      const said = described.get(name.toLowerCase());
      const type = column.get("type").text() ?? said?.get("data_type").text();
      const description = said?.get("description").text() || column.get("comment").text();
      return { name, ...(type && { type }), ...(description && { description }) };
    });
  }
}

function isData(node: Field): boolean {
  const isEphemeral = node.get("config").get("materialized").value === "ephemeral";
  return DATA.includes(node.get("resource_type").text() ?? "") && !isEphemeral;
}

/** The URI of each relation, for a message that speaks of their datasets. */
export function namesOf(relations: readonly Relation[]) {
  return relations.map(({ dataset, uri }) => ({ id: dataset, value: uri }));
}
