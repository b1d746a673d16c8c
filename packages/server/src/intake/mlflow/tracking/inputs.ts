import { createHash } from "node:crypto";
import { type Assertion, formatId, type NodeId, type Relation, versionId } from "@begat/core";
import { datasetIdOf, featureIdOf } from "@begat/core/naming";
import { list, Message, nested, required, text } from "../message.ts";
import { checkLength } from "../names.ts";
import { sourceUri } from "./dataset-source.ts";
import { Tag, tagMembers } from "./tag.ts";

const Dataset = new Message({
  name: required(text),
  digest: required(text),
  source_type: required(text),
  source: required(text),
  schema: text,
  profile: text,
});
const DatasetInput = new Message({ tags: list(Tag), dataset: required(nested(Dataset)) });
const ModelInput = new Message({ model_id: required(text) });

export const LogInputs = new Message({
  run_id: required(text),
  datasets: list(DatasetInput),
  models: list(ModelInput),
});

type DatasetMessage = ReturnType<typeof Dataset.read>;
type InputMessage = ReturnType<typeof DatasetInput.read>;

const LIMITS = { name: 500, digest: 36, schema: 1_048_575, source: 65_535, profile: 16_777_215 } as const;

const CONTEXT = "mlflow.data.context";
const ROLES: Readonly<Record<string, Relation>> = {
  training: "trained-on",
  train: "trained-on",
  evaluation: "evaluated-on",
  eval: "evaluated-on",
  validation: "evaluated-on",
  test: "evaluated-on",
  testing: "evaluated-on",
};

/** The datasets that a run read. */
export function logInputs(run: NodeId, inputs: readonly InputMessage[]): readonly Assertion[] {
  return inputs.flatMap(({ dataset, tags }) => {
    for (const field of ["name", "digest", "schema", "source", "profile"] as const)
      checkLength(dataset[field] ?? "", LIMITS[field], field);
    const { id, assertions } = datasetVersion(dataset);
    const context = tags.find(({ key }) => key === CONTEXT)?.value ?? "";
    const rel = ROLES[context.toLowerCase()] ?? "used";
    return [
      ...assertions,
      // For filters by role.
      ...(context === ""
        ? []
        : [{ assert: "node", id: run, props: { [`data_context:${context}`]: true } } as const]),
      {
        assert: "edge",
        from: run,
        rel,
        to: id,
        q: context,
        evidence: "reported",
        ...(tags.length === 0 ? {} : { props: { tags: tagMembers(tags) } }),
      } as const,
    ];
  });
}

/**
 * A version of the dataset that its source names, known by what MLflow knows of it. Its digest covers the first rows
 * alone: it is never taken for the hash of the content, and data whose schema or size differ are two versions.
 */
function datasetVersion(said: DatasetMessage): {
  readonly id: NodeId;
  readonly assertions: readonly Assertion[];
} {
  const { name, digest, source_type, source, schema, profile } = said;
  const uri = sourceUri(said);
  const dataset = uri === undefined ? datasetNamed(name, source) : datasetIdOf(uri);
  const shape = hash(JSON.stringify([schema ?? "", profile ?? ""])).slice(0, 8);
  const id = versionId(dataset, `mlflow-${digest}-${shape}`);
  const mlflow = {
    name,
    digest,
    source_type,
    source,
    ...(schema === undefined ? {} : { schema }),
    ...(profile === undefined ? {} : { profile }),
  };
  const props = {
    mlflow,
    mlflow_name: name,
    mlflow_digest: digest,
    ...(uri === undefined ? {} : { location: uri }),
  };
  return {
    id,
    assertions: [
      ...(uri === undefined ? [] : [{ assert: "name", id: dataset, scheme: "uri", value: uri } as const]),
      { assert: "node", id, props },
      ...columnsOf(schema).map((column): Assertion => {
        return {
          assert: "edge",
          from: id,
          rel: "has-feature",
          to: featureIdOf(dataset, column),
          q: column,
          evidence: "reported",
        };
      }),
    ],
  };
}

const MOST_COLUMNS = 1000;

/** The columns of a schema, as MLflow writes one of a table; none where it is of something else. */
export function columnsOf(schema: string | undefined): readonly string[] {
  if (schema === undefined) return [];
  const said = parseJson(schema);
  const columns = Array.isArray(said)
    ? said
    : (said as { readonly mlflow_colspec?: unknown } | null)?.mlflow_colspec;
  if (!Array.isArray(columns)) return [];
  const names = columns.map((column) => (column as { readonly name?: unknown } | null)?.name);
  return names
    .filter((name): name is string => typeof name === "string" && name !== "" && name.length <= 200)
    .slice(0, MOST_COLUMNS);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A dataset whose source has no address is known by its name and that source. */
function datasetNamed(name: string, source: string): NodeId {
  return formatId({
    kind: "Dataset",
    name: `mlflow/${encodeURIComponent(name).slice(0, 100)}-${hash(source).slice(0, 8)}`,
  });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
