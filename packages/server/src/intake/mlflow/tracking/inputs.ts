import { createHash } from "node:crypto";
import {
  type Assertion,
  type BindAssertion,
  formatId,
  MLFLOW_TAGS,
  type NodeId,
  type Props,
  versionId,
} from "@begat/core";
import { datasetIdOf, featureIdOf } from "@begat/core/naming";
import { list, Message, nested, required, text } from "../message.ts";
import { checkCount, checkLength } from "../names.ts";
import { shownSource, sourceUri } from "./dataset-source.ts";
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

/** As many as MLflow's clients send at once. */
const MAX_DATASETS = 1000;
const LIMITS = { name: 500, digest: 36, schema: 1_048_575, source: 65_535, profile: 16_777_215 } as const;

const ROLES: Readonly<Record<string, BindAssertion["rel"]>> = {
  training: "trained-on",
  train: "trained-on",
  evaluation: "evaluated-on",
  eval: "evaluated-on",
  validation: "evaluated-on",
  test: "evaluated-on",
  testing: "evaluated-on",
};

/**
 * The datasets that a run read. One whose source has an address is bound to the version that the record knows of it by
 * then; what MLflow says of the data stays beside the read. One without an address is the version that MLflow describes.
 */
export function logInputs(run: NodeId, inputs: readonly InputMessage[]): readonly Assertion[] {
  checkCount("datasets", MAX_DATASETS, inputs.length);
  const filters: Props = {};
  const reads = inputs.flatMap(({ dataset, tags }) => {
    for (const field of ["name", "digest", "schema", "source", "profile"] as const)
      checkLength(dataset[field] ?? "", LIMITS[field], field);
    const context = tags.find(({ key }) => key === MLFLOW_TAGS.context)?.value ?? "";
    Object.assign(filters, forFilters(dataset, context));
    return readOf(run, dataset, context, tags.length === 0 ? {} : { tags: tagMembers(tags) });
  });
  // The run is described once: each time would cost as much as all that is said of it.
  return inputs.length === 0 ? reads : [{ assert: "node", id: run, props: filters }, ...reads];
}

/** What filters ask of a run's inputs. */
function forFilters({ name, digest }: DatasetMessage, context: string): Props {
  return {
    [`data_name:${name}`]: true,
    [`data_digest:${digest}`]: true,
    ...(context === "" ? {} : { [`data_context:${context}`]: true }),
  };
}

function readOf(from: NodeId, dataset: DatasetMessage, context: string, props: Props): readonly Assertion[] {
  const rel = ROLES[context.toLowerCase()] ?? "used";
  const uri = sourceUri(dataset);
  const of = uri === undefined ? datasetNamed(dataset) : datasetIdOf(uri);
  const id = versionId(of, `mlflow-${dataset.digest}-${shapeOf(dataset)}`);
  const said = described(dataset);
  if (uri === undefined) {
    return [
      { assert: "node", id, props: said },
      ...featuresOf(of, id, dataset.schema),
      { assert: "edge", from, rel, to: id, q: context, evidence: "reported", props },
    ];
  }
  return [
    { assert: "name", id: of, scheme: "uri", value: uri },
    { assert: "node", id, props: { ...said, location: uri, placeholder: true } },
    ...featuresOf(of, id, dataset.schema),
    { assert: "bind", from, rel, of, q: [context, dataset.digest].join("/"), otherwise: id, props },
  ];
}

/**
 * MLflow's digest covers the first rows alone: it is never taken for the hash of the content, and data whose schema or
 * size differ are two versions.
 */
function shapeOf({ schema = "", profile = "" }: DatasetMessage): string {
  return hash(JSON.stringify([schema, profile])).slice(0, 8);
}

function described({ name, digest, source_type, source, schema, profile }: DatasetMessage): Props {
  const mlflow = {
    name,
    digest,
    source_type,
    source: shownSource(source),
    ...(schema === undefined ? {} : { schema }),
    ...(profile === undefined ? {} : { profile }),
  };
  return { mlflow, mlflow_name: name, mlflow_digest: digest };
}

function featuresOf(dataset: NodeId, from: NodeId, schema: string | undefined): readonly Assertion[] {
  return columnsOf(schema).map((column) => ({
    assert: "edge",
    from,
    rel: "has-feature",
    to: featureIdOf(dataset, column),
    q: column,
    evidence: "reported",
  }));
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
function datasetNamed({ name, source }: DatasetMessage): NodeId {
  return formatId({
    kind: "Dataset",
    name: `mlflow/${encodeURIComponent(name).slice(0, 100)}-${hash(source).slice(0, 8)}`,
  });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
