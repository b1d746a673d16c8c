import { formatId, type JsonValue, type NodeId } from "@begat/core";
import type { Field } from "../field.ts";
import { type Finding, fault, message } from "../importer.ts";
import { metricValue } from "../metric-value.ts";
import { type Card, hubDataset, tagsOf, texts } from "./card.ts";
import type { Repository } from "./repository.ts";

const WORDS = ["license", "language", "library_name", "pipeline_tag"];
/** The branch that a card means when it names another model. */
const MAIN = "main";

/** A model, its version, and the training that the card tells of. */
export function* modelFindings(repository: Repository, { header, version }: Card): Generator<Finding> {
  const { name, card, revision } = repository;
  const model = formatId({ kind: "Model", name });
  const run = formatId({ kind: "Run", name: `huggingface/${name}/${version}` });
  yield message(card, "node", {
    id: model,
    name: header.get("model_name").text() ?? name,
    tags: tagsOf(header, WORDS),
  });
  yield* trainingFindings(card, run, name, header);
  const bases = texts(header.get("base_model")).map((base) =>
    formatId({ kind: "ModelVersion", name: base, version: MAIN }),
  );
  yield message(card, "model-version", {
    id: formatId({ kind: "ModelVersion", name, version }),
    location: revision === undefined ? `hf://${name}` : `hf://${name}@${revision}`,
    produced_by: run,
    derived_from: bases.length === 0 ? undefined : bases,
  });
}

/** The training: the data it read, and what the model index says that it came to. */
function* trainingFindings(place: string, run: NodeId, name: string, header: Field): Generator<Finding> {
  const trained = texts(header.get("datasets")).map((dataset) => ({
    ...hubDataset(dataset),
    relation: "trained-on",
  }));
  const results = header
    .get("model-index")
    .items()
    .flatMap((entry) => entry.get("results").items())
    .map((result) => resultOf(place, result));
  const evaluated = results.flatMap(({ dataset, split }) =>
    dataset === undefined ? [] : [{ ...hubDataset(dataset), relation: "evaluated-on", q: split }],
  );
  const inputs = unique([...trained, ...evaluated]);
  yield* results.flatMap(({ faults }) => faults);
  yield message(place, "run", {
    run_id: run,
    name,
    inputs: inputs.map(({ uri: _, ...input }) => input),
    metrics: Object.fromEntries(results.flatMap(({ metrics }) => metrics)),
    names: [...new Map(inputs.map(({ id, uri }) => [id, { id, value: uri }])).values()],
  });
}

interface Input {
  readonly id: string;
  readonly uri: string;
  readonly relation: string;
  readonly q?: string;
}

function unique(inputs: readonly Input[]): readonly Input[] {
  return [
    ...new Map(inputs.map((input) => [`${input.relation} ${input.id} ${input.q ?? ""}`, input])).values(),
  ];
}

/** One result of the index. A metric is named after what it was measured on: `glue/mrpc/validation/f1`. */
function resultOf(place: string, result: Field) {
  const said = result.get("dataset");
  const dataset = said.get("type").text();
  const split = said.get("split").text() ?? "";
  const on = [dataset, said.get("config").text(), split].filter(Boolean).join("/");
  const metrics: (readonly [string, JsonValue])[] = [];
  const faults: Finding[] = [];
  for (const metric of result.get("metrics").items()) {
    try {
      const number = numberOf(metric);
      if (number === undefined) continue;
      const name = metric.get("type").text() ?? metric.get("name").needText();
      metrics.push([on === "" ? name : `${on}/${name}`, metricValue(number)]);
    } catch (error) {
      faults.push(fault(place, error));
    }
  }
  return { dataset, split, metrics, faults };
}

/** What a metric came to; a card may say it in words. */
function numberOf(metric: Field): number | undefined {
  const { value } = metric.get("value");
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number !== "number" || (Number.isNaN(number) && value !== "nan") ? undefined : number;
}
