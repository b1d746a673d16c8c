/** The tags of MLflow's clients that mean something to more than one part. */
export const MLFLOW_TAGS = {
  /** The name of a run as well. */
  runName: "mlflow.runName",
  parentRun: "mlflow.parentRunId",
  user: "mlflow.user",
  commit: "mlflow.source.git.commit",
  /** What an input was read for, such as training. */
  context: "mlflow.data.context",
  /** Tells prompts, which are registered as models are. */
  isPrompt: "mlflow.prompt.is_prompt",
  /** The versions that were registered of a logged model. */
  modelVersions: "mlflow.modelVersions",
} as const;
