import Type from "typebox";
import { links, node } from "./assertions.ts";
import { executionEdges, executionFields, executionProps } from "./execution.ts";
import { Ids, strict } from "./fields.ts";
import { instant } from "./instant.ts";
import { message } from "./message.ts";
import { named } from "./naming.ts";

const example = {
  run_id: "run-20260428-0001",
  commit: "a1b2c3d",
  dataset_versions: ["ds:users:v12", "ds:embeddings:v3"],
  metrics: { auc: 0.92, loss: 0.11 },
  artifacts: ["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
};

const schema = strict({
  run_id: Type.String({ minLength: 1, maxLength: 512, description: "its name, with or without run:" }),
  experiment: Type.Optional(
    Type.String({ minLength: 1, maxLength: 512, description: "with or without exp:" }),
  ),
  dataset_versions: Type.Optional(Ids),
  ...executionFields,
});

/** A training run. */
export const runMessage = message(
  { name: "run", summary: "Publish a training run, or more of what is known of it", example },
  schema,
  (said) => {
    const id = named("Run", said.run_id, "run_id");
    const experiment =
      said.experiment === undefined ? undefined : named("Experiment", said.experiment, "experiment");
    return [
      node(id, executionProps(said), instant(said.started_at, "started_at")),
      ...links(id, "run-of", experiment, "experiment"),
      ...links(id, "used", said.dataset_versions, "dataset_versions"),
      ...executionEdges(id, said),
    ];
  },
);
