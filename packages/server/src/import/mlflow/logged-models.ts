import { loggedModelNode } from "../../intake/mlflow/logged-models/logged-model.ts";
import { type Finding, type ImportCall, survived } from "../importer.ts";
import { artifactsOf } from "./artifacts.ts";
import { experimentId } from "./ids.ts";
import { type NamedDataset, trainingDataset } from "./input-messages.ts";
import { type CarriedModel, carriedAs, linkMessages, loggedModelMessages } from "./logged-model-messages.ts";
import { SignatureReader } from "./signature.ts";
import type { MlflowExperiment, MlflowLoggedModel, MlflowRun, MlflowStore } from "./store.ts";

/** The logged models of a store, and what runs and registered versions have to do with them. */
export class LoggedModels {
  readonly #call: ImportCall;
  readonly #store: MlflowStore;
  readonly #models = new Map<string, CarriedModel>();
  readonly #datasets = new Map<string, NamedDataset>();
  readonly #linked: Pick<MlflowRun, "id" | "outputs" | "modelInputs">[] = [];

  constructor(call: ImportCall, store: MlflowStore) {
    this.#call = call;
    this.#store = store;
  }

  get known(): ReadonlyMap<string, CarriedModel> {
    return this.#models;
  }

  /** Notes what a run says of logged models, which may be of an experiment that comes later. */
  note(run: MlflowRun): void {
    const { id, outputs, modelInputs } = run;
    const dataset = trainingDataset(run);
    if (dataset !== undefined) this.#datasets.set(id, dataset);
    if (outputs.length + modelInputs.length > 0) this.#linked.push({ id, outputs, modelInputs });
  }

  findings(experiment: MlflowExperiment, number: string, model: MlflowLoggedModel): AsyncGenerator<Finding> {
    const place = `logged model ${model.id}`;
    return survived(place, () => this.#modelFindings(place, experiment, number, model));
  }

  async *#modelFindings(
    place: string,
    experiment: MlflowExperiment,
    number: string,
    model: MlflowLoggedModel,
  ): AsyncGenerator<Finding> {
    const node = loggedModelNode(experimentId(experiment), model.name, model.id);
    const reader = new SignatureReader(this.#store.modelFiles(model));
    const artifacts = await artifactsOf(this.#call, place, node, reader.files());
    yield* artifacts.findings;
    const carried = carriedAs(model, node, number, await reader.read(this.#datasets));
    this.#models.set(model.id, carried);
    yield* loggedModelMessages(model, carried, number, artifacts.items);
  }

  /** What runs made and read, when all experiments were gone through. */
  *links(): Generator<Finding> {
    for (const run of this.#linked) yield* linkMessages(run, this.#models);
  }
}
