"""An ordinary training script of scikit-learn with MLflow. Nothing in it knows of Begat: its tracking URI comes from the environment."""

import sys

import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression

features = pd.DataFrame({"age": range(40), "visits": [n % 7 for n in range(40)], "churned": [n % 2 for n in range(40)]})

mlflow.set_experiment("churn")
mlflow.sklearn.autolog(log_datasets=False)
with mlflow.start_run() as run:
    data = mlflow.data.from_pandas(features, source=sys.argv[1], targets="churned", name="features")
    mlflow.log_input(data, context="training")
    model = LogisticRegression().fit(features[["age", "visits"]], features["churned"])
    mlflow.sklearn.log_model(
        model,
        "classifier",
        registered_model_name="churn",
        input_example=features[["age", "visits"]][:2],
        # MLflow would load everything once more in a process of its own, to find out.
        pip_requirements=["scikit-learn"],
    )
print(run.info.run_id)
