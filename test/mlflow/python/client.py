"""What a user of MLflow does, by the unmodified client: run by test/mlflow/clients.test.ts, which reads the graph afterwards."""

import json
import sys
import tempfile
from pathlib import Path

import mlflow
import pandas as pd
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
from sklearn.linear_model import LogisticRegression

mlflow.set_tracking_uri(sys.argv[1])
client = MlflowClient()
is_three = not mlflow.__version__.startswith("2.")

frame = pd.DataFrame({"age": [20, 30, 40, 50], "income": [1.0, 2.0, 3.0, 4.0]})
target = [0, 0, 1, 1]
experiment = mlflow.set_experiment("clients")
requirements = {"pip_requirements": ["scikit-learn"]}


def train(**log_model):
    """A run with everything that the fluent API logs."""
    with mlflow.start_run(run_name="training", tags={"team": "risk"}) as run:
        mlflow.log_params({"C": 1.0, "solver": "lbfgs"})
        for step in range(3):
            mlflow.log_metric("loss", 1 / (step + 1), step=step)
        mlflow.log_metrics({"nan": float("nan"), "inf": float("inf")})
        if is_three:
            data = mlflow.data.from_pandas(frame, source="https://example.com/people.csv", name="people")
            mlflow.log_input(data, context="training")
        with mlflow.start_run(run_name="fold", nested=True):
            mlflow.log_metric("accuracy", 0.5)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "notes.txt").write_text("first")
            mlflow.log_artifacts(folder, "docs")
            Path(folder, "notes.txt").write_text("second")
            mlflow.log_artifacts(folder, "docs")
        model = LogisticRegression().fit(frame, target)
        signature = infer_signature(frame, model.predict(frame))
        info = mlflow.sklearn.log_model(
            model, signature=signature, registered_model_name="people", **requirements, **log_model
        )
    return run.info.run_id, info.model_uri


run_id, model_uri = train(**({"name": "model"} if is_three else {"artifact_path": "model"}))

run = client.get_run(run_id)
assert run.info.status == "FINISHED" and run.data.params == {"C": "1.0", "solver": "lbfgs"}
assert run.data.metrics["loss"] == 1 / 3 and run.data.metrics["nan"] != run.data.metrics["nan"]
assert [metric.value for metric in client.get_metric_history(run_id, "loss")] == [1, 1 / 2, 1 / 3]

assert [file.path for file in client.list_artifacts(run_id, "docs")] == ["docs/notes.txt"]
assert mlflow.artifacts.load_text(f"runs:/{run_id}/docs/notes.txt") == "second"

with mlflow.start_run(run_id=run_id):
    try:
        mlflow.log_param("C", 2.0)
        raise AssertionError("a param was changed")
    except MlflowException as error:
        assert "Changing param values is not allowed" in str(error), error

found = client.search_runs([experiment.experiment_id], "metrics.loss < 0.5 and tags.team = 'risk'")
assert [each.info.run_id for each in found] == [run_id]
children = client.search_runs([experiment.experiment_id], f"tags.`mlflow.parentRunId` = '{run_id}'")
assert [child.info.run_name for child in children] == ["fold"]
page = client.search_runs([experiment.experiment_id], max_results=1)
assert len(page) == 1 and len(client.search_runs([experiment.experiment_id], page_token=page.token)) == 1

client.delete_run(run_id)
assert client.get_run(run_id).info.lifecycle_stage == "deleted"
client.restore_run(run_id)

assert list(mlflow.sklearn.load_model(model_uri).predict(frame)) == target
assert list(mlflow.pyfunc.load_model("models:/people/1").predict(frame)) == target
client.transition_model_version_stage("people", "1", "Production")
assert [version.version for version in client.get_latest_versions("people", ["Production"])] == ["1"]
assert [version.version for version in client.search_model_versions("name = 'people'")] == ["1"]
assert [model.name for model in client.search_registered_models()] == ["people"]
if is_three:
    client.set_registered_model_alias("people", "champion", "1")
    assert client.get_model_version_by_alias("people", "champion").version == "1"
    assert len(client.search_logged_models([experiment.experiment_id])) == 1
    for template in ("Hello {{name}}", "Hi {{name}}"):
        mlflow.genai.register_prompt("greeting", template, tags={"team": "risk"})
    mlflow.genai.set_prompt_alias("greeting", "live", 1)
    assert mlflow.genai.load_prompt("prompts:/greeting@live").template == "Hello {{name}}"
    assert [prompt.name for prompt in mlflow.genai.search_prompts()] == ["greeting"]
    assert [model.name for model in client.search_registered_models()] == ["people"]

mlflow.sklearn.autolog(log_models=False)
with mlflow.start_run() as automatic:
    LogisticRegression(C=0.5).fit(frame, target)
logged = client.get_run(automatic.info.run_id).data
assert logged.params["C"] == "0.5" and "training_accuracy_score" in logged.metrics

print(json.dumps({"run_id": run_id, "experiment_id": experiment.experiment_id}))
