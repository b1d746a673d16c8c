"""A script for MLflow as people have it, and two lines for Begat: what it reads becomes its lineage."""

import mlflow
import pandas as pd

import begat

begat.track()

pd.DataFrame({"age": [42, 17, 55], "churned": [1, 0, 1]}).to_csv("users.csv", index=False)
users = pd.read_csv("users.csv")

mlflow.set_experiment("churn-rate")
with mlflow.start_run() as run:
    mlflow.log_param("minimum", 18)
    mlflow.log_metric("rate", users[users.age >= 18].churned.mean())

for edge in begat.default_client().lineage(f"run:{run.info.run_id}", relations=["used"])["edges"]:
    print(edge["from"], edge["rel"], edge["to"])
