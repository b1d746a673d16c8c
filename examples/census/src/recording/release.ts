import type { Begat } from "@begat/client";
import { featureColumns, modelFeatures } from "../columns.ts";
import type { FileRef } from "../files.ts";
import { find } from "./attempt.ts";
import { MODEL, OPERATOR, RELEASER } from "./catalog.ts";
import type { ServedPoint } from "./serve.ts";

/** What a model reads and says. */
const signature = {
  inputs: featureColumns
    .filter(({ feature }) => feature !== undefined && modelFeatures.includes(feature))
    .map(({ name, type, feature }) => ({ name, type, feature: `feature:${feature}` })),
  output: { name: "score", type: "number", says: "how likely the income is above 50,000 dollars, 0 to 1" },
};

/** The features of the signature, as ids. */
export const signatureFeatures = modelFeatures.map((name) => `feature:${name}`);

/** A trained model and what it takes to use it. */
export interface Candidate {
  readonly run: string;
  readonly model: FileRef;
  readonly encoder: FileRef;
  readonly description: string;
}

/** Registers a model whose files are stored, unless it is registered, and answers the id of the version. */
export async function registerModel(
  begat: Begat,
  { run, model, encoder, description }: Candidate,
): Promise<string> {
  const known = (await begat.reproduce(run)).outputs.find((id) => id.startsWith(`${MODEL}:`));
  if (known !== undefined) return known;
  const digest = digestOf(model);
  const { id } = await begat.publish.modelVersion({
    model: MODEL,
    digest,
    produced_by: run,
    features: signatureFeatures,
    signature,
    artifacts: [
      { id: digest, path: "model.json" },
      { id: digestOf(encoder), path: "encoder.json" },
    ],
    description,
    at: new Date().toISOString(),
  });
  return id;
}

/** A rollout: of which version, why, and what let it pass. */
export interface Rollout {
  readonly environment: "staging" | "production";
  readonly version: string;
  readonly cause: string;
  readonly gate: string;
  readonly description: string;
  /** What it does from its start on. */
  readonly serve: () => Promise<readonly ServedPoint[]>;
}

/** Deploys a version, unless it is deployed there already, and answers the id of the deployment. */
export async function deploy(begat: Begat, { environment, version, ...rollout }: Rollout): Promise<string> {
  for (let number = 1; ; number++) {
    const id = `deploy:census-${environment}-${number}`;
    const node = await find(begat, id);
    if (node?.props.model_version === version) return id;
    if (node !== undefined) continue;
    const started_at = new Date().toISOString();
    const points = await rollout.serve();
    await begat.publish.deployment({
      id,
      model_version: version,
      environment,
      started_at,
      status: "serving",
      description: rollout.description,
      gated_by: [rollout.gate],
      triggered_by: rollout.cause,
      approved_by: RELEASER,
      agent: OPERATOR,
      points,
    });
    return id;
  }
}

/** Ends a deployment, unless it has ended. */
export async function endDeployment(begat: Begat, id: string): Promise<void> {
  if ((await find(begat, id))?.props.ended_at !== undefined) return;
  await begat.publish.deployment({ id, status: "ended", ended_at: new Date().toISOString() });
}

/** The id of the artifact that a file is. */
export function digestOf({ sha256 }: FileRef): string {
  return `sha256:${sha256}`;
}
