import { type Finding, fault, type ImportCall, left } from "../importer.ts";
import { artifactsOf } from "./artifacts.ts";
import { experimentNumber } from "./experiment-number.ts";
import { runId } from "./ids.ts";
import { LoggedModels } from "./logged-models.ts";
import { experimentMessages, modelMessages, pointMessages, runMessages } from "./messages.ts";
import { openStore } from "./open-store.ts";
import type { Entry, MlflowExperiment, MlflowRun, MlflowStore } from "./store.ts";

/** Experiments, runs with their whole history and their artifacts, logged models and the registry of an MLflow server, folder or database. */
export async function* importMlflow(call: ImportCall): AsyncGenerator<Finding> {
  const store = await openStore(call);
  const logged = new LoggedModels(call, store);
  try {
    yield* each(store.experiments(), (experiment) => experimentFindings(call, store, experiment, logged));
    yield* logged.links();
    yield* each(store.models(), async function* (model) {
      yield* modelMessages(model, logged.known);
    });
    for (const [what, number] of await store.rest())
      yield left(call.place, `${number} ${what} are not carried`);
  } finally {
    store.close();
  }
}

async function* experimentFindings(
  call: ImportCall,
  store: MlflowStore,
  experiment: MlflowExperiment,
  logged: LoggedModels,
): AsyncGenerator<Finding> {
  const number = await experimentNumber(call, experiment);
  if (number !== experiment.id) {
    yield left(
      `experiment ${experiment.id}`,
      `another one has that id here; MLflow's clients find it as ${number}`,
    );
  }
  yield* experimentMessages(experiment, number);
  yield* each(store.runs(experiment), (run) => {
    logged.note(run);
    return runFindings(call, store, experiment, run);
  });
  yield* each(store.loggedModels(experiment), (model) => logged.findings(experiment, number, model));
}

async function* runFindings(
  call: ImportCall,
  store: MlflowStore,
  experiment: MlflowExperiment,
  run: MlflowRun,
): AsyncGenerator<Finding> {
  const place = `run ${run.id}`;
  const artifacts = await artifactsOf(call, place, runId(run.id), store.files(run));
  yield* artifacts.findings;
  yield* runMessages(experiment, run, artifacts.items);
  yield* pointMessages(run, store.points(run));
}

/** What each entry comes to; one that cannot be read is a fault and stops nothing. */
async function* each<T>(
  entries: AsyncIterable<Entry<T>>,
  findings: (item: T) => AsyncIterable<Finding>,
): AsyncGenerator<Finding> {
  for await (const { place, read } of entries) {
    let item: T;
    try {
      item = await read();
    } catch (error) {
      yield fault(place, error);
      continue;
    }
    yield* findings(item);
  }
}
