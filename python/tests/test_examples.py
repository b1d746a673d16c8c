"""Every example runs, and leaves in the record what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import begat
from conftest import ROOT

EXAMPLES = ROOT / "python/examples"


def run_example(name: str, work: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name)],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT / "python/src"), **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "begat" not in done.stderr, done.stderr
    return done.stdout


def test_every_example_is_run_here() -> None:
    here = Path(__file__).read_text()
    assert [file.name for file in EXAMPLES.glob("*.py") if f'"{file.name}"' not in here] == []


def test_the_pipeline_of_sklearn_is_one_chain(client: begat.Begat, work: Path) -> None:
    pytest.importorskip("sklearn")
    output = run_example("churn_sklearn.py", work)
    assert output.startswith("model:churn:v1 by ")
    kinds = [node["kind"] for node in client.lineage("model:churn:v1")["nodes"]]
    assert kinds.count("Run") == 1
    assert kinds.count("JobRun") == 2
    raw = next(found for found in client.find("Dataset") if found["id"].endswith("raw.csv"))
    affected = {found["id"].partition(":")[0] for found in client.impact(raw["id"])["affected"]}
    assert {"model", "run"} <= affected


def test_the_loop_records_every_batch(client: begat.Begat, work: Path) -> None:
    output = run_example("loop_torch_style.py", work)
    (run,) = client.runs("experiment = 'exp:points'")
    metrics = client.metrics(run["id"])
    assert metrics["batch_loss"]["count"] == 10 * metrics["loss"]["count"]
    assert metrics["best_loss"]["last"] < 0.01
    assert run["id"] in output
    assert client.lineage(run["id"], relations=["trained-on"])["edges"][0]["to"] == "ds:points:v1"


def test_mlflow_gets_its_data(client: begat.Begat, work: Path) -> None:
    pytest.importorskip("mlflow")
    output = run_example("mlflow_tracked.py", work, MLFLOW_TRACKING_URI=client.url)
    assert "used ds:file" in output and "users.csv" in output
    (run,) = client.runs("metrics.rate = 1 AND experiment = 'exp:churn-rate'")
    assert run["id"] in output
