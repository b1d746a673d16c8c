import type { NodeId } from "@begat/core";
import { expect, test } from "vitest";
import type { CarriedModel } from "../../src/import/mlflow/logged-model-messages.ts";
import { modelMessages } from "../../src/import/mlflow/messages.ts";
import type { MlflowModelVersion } from "../../src/import/mlflow/store.ts";

const version = (said: Partial<MlflowModelVersion>): MlflowModelVersion => ({
  version: "1",
  runId: undefined,
  source: "models:/m-1",
  storage: undefined,
  deleted: false,
  stage: undefined,
  status: undefined,
  description: undefined,
  user: undefined,
  createdAt: undefined,
  tags: {},
  ...said,
});

const carried: CarriedModel = {
  node: "model:exp/net:m-1" as NodeId,
  files: "mlflow-artifacts:/0/models/m-1/artifacts",
  sourceRun: "logged",
  signature: undefined,
};

/** Which run made the one version of a model. */
function makerOf(said: Partial<MlflowModelVersion>, logged: ReadonlyMap<string, CarriedModel>): unknown {
  const model = { name: "net", description: undefined, tags: {}, aliases: {}, versions: [version(said)] };
  const bodies = [...modelMessages(model, logged)].flatMap((finding) =>
    finding.found === "message"
      ? [finding.message as Readonly<Record<string, { produced_by?: string }>>]
      : [],
  );
  return bodies.find((body) => "model-version" in body)?.["model-version"]?.produced_by;
}

test("a version was made by the run that it names, else by the one that logged its model", () => {
  const logged = new Map([["m-1", carried]]);
  expect(makerOf({ runId: "registered" }, logged)).toBe("run:registered");
  // MLflow 3 leaves the run empty where a version is registered by the address of a logged model.
  expect(makerOf({ runId: "" }, logged)).toBe("run:logged");
  expect(makerOf({}, new Map())).toBeUndefined();
});
