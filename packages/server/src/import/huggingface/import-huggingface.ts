import type { Field } from "../field.ts";
import { type Finding, type ImportCall, survived } from "../importer.ts";
import { readCard } from "./card.ts";
import { datasetFindings } from "./dataset-card.ts";
import { modelFindings } from "./model-card.ts";
import { openRepository, type RepositoryType } from "./repository.ts";

/** The card of a model or dataset of the Hugging Face hub, on this machine. */
export async function* importHuggingface({ place, options }: ImportCall): AsyncGenerator<Finding> {
  const repository = await openRepository(place, { name: options.name, type: options.type });
  const card = await readCard(repository);
  yield* survived(repository.card, () => {
    const type = repository.type ?? typeOf(card.header);
    return type === "dataset" ? datasetFindings(repository, card) : modelFindings(repository, card);
  });
}

const OF_DATASETS = ["dataset_info", "configs", "task_categories", "size_categories", "annotations_creators"];

/** Only cards of datasets have certain words. */
function typeOf(header: Field): RepositoryType {
  return OF_DATASETS.some((word) => header.get(word).value !== undefined) ? "dataset" : "model";
}
