"""A small pipeline with scikit-learn: raw data, a clean table, a grid of models, and the way back from the best one."""

import pickle
from pathlib import Path

import pandas as pd
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

import begat

begat.track()


@begat.step(job="churn/collect")
def collect(rows: int, seed: int) -> Path:
    """Stands for an export of a database."""
    features, labels = make_classification(rows, n_features=6, random_state=seed)
    frame = pd.DataFrame(features, columns=[f"f{n}" for n in range(6)]).assign(churned=labels)
    frame.to_csv("raw.csv", index=False)
    return Path("raw.csv")


@begat.step(job="churn/clean")
def clean(raw: Path) -> Path:
    """Takes outliers out."""
    frame = pd.read_csv(raw)
    frame[frame.drop(columns="churned").abs().max(axis=1) < 4].to_parquet("clean.parquet")
    return Path("clean.parquet")


def train(table: Path, strength: float) -> tuple[str, str]:
    """One run: what it reads is tracked, what it makes is logged."""
    with begat.start_run("churn", params={"C": strength}) as run:
        frame = pd.read_parquet(table)
        train, test = train_test_split(frame, random_state=0)
        model = LogisticRegression(C=strength).fit(train.drop(columns="churned"), train["churned"])
        scores = model.predict_proba(test.drop(columns="churned"))[:, 1]
        run.log_metric("auc", roc_auc_score(test["churned"], scores))
        digest = run.log_artifact(pickle.dumps(model), "model.pkl")
    return run.id, digest


if __name__ == "__main__":
    table = clean(collect(rows=400, seed=7))
    made = dict(train(table, strength) for strength in (0.01, 0.1, 1.0))

    client = begat.default_client()
    best = next(iter(client.runs("experiment = 'exp:churn'", order_by="metrics.auc DESC", limit=1)))
    version = client.publish.model_version(model="model:churn", digest=made[best["id"]], produced_by=best["id"])
    print(version["id"], "by", best["props"]["params"], "auc", f"{best['metrics']['auc']:.3f}")
    for edge in client.lineage(version["id"], relations=["produced-by", "used", "run-of"])["edges"]:
        print("  ", edge["from"], edge["rel"], edge["to"])
