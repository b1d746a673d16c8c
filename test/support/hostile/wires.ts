import type { Arbitrary } from "fast-check";
import { type Known, mlflowRequest } from "./mlflow.ts";
import { messageRequest, readRequest, searchRequest, uploadRequest } from "./native.ts";
import { openLineageRequest } from "./openlineage.ts";
import type { Reply, Request } from "./send.ts";

/** The kinds of hostile requests. */
export const WIRES = ["messages", "reads", "searches", "uploads", "MLflow", "OpenLineage"] as const;

type Wire = (typeof WIRES)[number];

/** Hostile requests of each kind for a server, after it was given something that they can name. */
export async function hostileTo(url: string): Promise<Readonly<Record<Wire, Arbitrary<Request>>>> {
  return {
    messages: messageRequest(),
    reads: readRequest(),
    searches: searchRequest(),
    uploads: uploadRequest(),
    MLflow: mlflowRequest(await seeded(url)),
    OpenLineage: openLineageRequest(),
  };
}

async function seeded(url: string): Promise<Known> {
  const said = async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const name = "hostile";
  const { experiment_id } = (await said("experiments/create", { name })) as {
    readonly experiment_id: string;
  };
  const { run } = (await said("runs/create", { experiment_id, start_time: 1 })) as {
    readonly run: { readonly info: { readonly run_id: string } };
  };
  await said("registered-models/create", { name });
  await said("model-versions/create", { name, source: "s3://b/m", run_id: run.info.run_id });
  const { model } = (await said("logged-models", { experiment_id, name })) as {
    readonly model: { readonly info: { readonly model_id: string } };
  };
  return { experiment_id, run_id: run.info.run_id, name, version: "1", model_id: model.info.model_id };
}

/** What is wrong with an answer: a fault of the server, or one that does not say what was wrong with the request. */
export function faultOf({ method }: Request, { status, text }: Reply): string | undefined {
  if (status === 0) return "no answer";
  if (status >= 500 && status !== 501) return `${status}: ${text}`;
  if (/"status":5\d\d/.test(text)) return `an item of the batch has failed: ${text}`;
  return status < 400 || method === "HEAD" || isRefusal(text) ? undefined : `no reason: ${text}`;
}

function isRefusal(text: string): boolean {
  const said = JSON.parse(text) as {
    readonly error?: { readonly message?: unknown };
    readonly message?: unknown;
  };
  return typeof (said.error ?? said).message === "string";
}
