import { invalid } from "@begat/core";
import { featureIdOf } from "@begat/core/naming";
import { type Finding, type ImportCall, message, survived } from "../importer.ts";
import { exposureFindings } from "./exposures.ts";
import { namespaceOf } from "./namespace.ts";
import { namesOf, type Relation, Relations } from "./relations.ts";
import { Results } from "./results.ts";
import { MANIFEST, openTarget, type Target } from "./target.ts";

/** The namespace of dbt's jobs where nobody says otherwise, as in OpenLineage's integration. */
const JOBS = "dbt";

/** The tables, executions, tests and exposures of a dbt project, out of the files that dbt wrote. */
export async function* importDbt({ place, options, env }: ImportCall): AsyncGenerator<Finding> {
  const target = await openTarget(place);
  yield* target.faults;
  const metadata = target.manifest.get("metadata");
  const project = metadata.get("project_name").text() ?? "dbt";
  const adapter = metadata.get("adapter_type").text();
  if (adapter === undefined)
    throw invalid(MANIFEST, "has no metadata.adapter_type; it is no manifest of dbt");
  const namespace = options.namespace ?? (await namespaceOf(adapter, target.project, env));
  const relations = new Relations(target, namespace);
  yield* survived(MANIFEST, () => datasetFindings(relations));
  yield* resultFindings(target, relations, { jobNamespace: env.OPENLINEAGE_NAMESPACE || JOBS, project });
  yield* survived(MANIFEST, async function* () {
    for (const [id, exposure] of target.manifest.get("exposures").entries())
      yield* survived(`${MANIFEST}, ${id}`, () => exposureFindings(id, exposure, relations, project));
  });
}

async function* datasetFindings(relations: Relations): AsyncGenerator<Finding> {
  for (const id of relations.ids) {
    const place = `${MANIFEST}, ${id}`;
    yield* survived(place, function* () {
      const relation = relations.of(id);
      if (relation === undefined) return;
      yield datasetMessage(place, relation, relations.namespace);
      yield* columnMessages(place, relation);
    });
  }
}

function datasetMessage(place: string, relation: Relation, namespace: string): Finding {
  const { dataset, name, node, columns } = relation;
  const tags = node
    .get("tags")
    .items()
    .map((tag) => [tag.needText(), true] as const);
  const materialized = node.get("config").get("materialized").text();
  return message(place, "node", {
    id: dataset,
    name,
    description: node.get("description").text() || undefined,
    owner:
      node.get("meta").get("owner").value === undefined
        ? undefined
        : ownerOf(node.get("meta").get("owner").value),
    tags: Object.fromEntries(tags),
    props: {
      namespace,
      ...(columns.length > 0 && { schema: columns }),
      ...(materialized !== undefined && { materialized }),
    },
    names: namesOf([relation]),
  });
}

/** What the columns mean, as features that every version of the table has. */
function* columnMessages(place: string, { dataset, columns }: Relation): Generator<Finding> {
  for (const { name, description } of columns) {
    if (description !== undefined)
      yield message(place, "node", { id: featureIdOf(dataset, name), name, description });
  }
}

function ownerOf(owner: unknown): string | undefined {
  const one = Array.isArray(owner) ? owner[0] : owner;
  return typeof one === "string" && one !== "" ? one : undefined;
}

async function* resultFindings(
  { results }: Target,
  relations: Relations,
  about: { readonly jobNamespace: string; readonly project: string },
): AsyncGenerator<Finding> {
  if (results.get("results").value === undefined) return;
  yield* survived("run_results.json", () => new Results(relations, results, about).findings());
}
