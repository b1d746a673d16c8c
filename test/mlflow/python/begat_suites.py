"""A pytest plugin that runs MLflow's tests against Begat, but for those that are excluded, each with its reason."""

import json
import os
from pathlib import Path

import pytest

import mlflow
from mlflow.server import handlers

EXCLUSIONS = json.loads((Path(__file__).parents[1] / "exclusions.json").read_text())

# The servers are processes of their own: there is no store to make here.
handlers.initialize_backend_stores = lambda *_, **__: None


@pytest.fixture
def db_uri():
    return "unused"


@pytest.fixture(autouse=True)
def own_client(tmp_path, monkeypatch):
    """Each test begins without a tracking server, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    yield
    while mlflow.active_run():
        mlflow.end_run()
    mlflow.set_tracking_uri(None)
    mlflow.tracking.fluent._active_experiment_id = None


def pytest_collection_modifyitems(items):
    for item in items:
        reason = EXCLUSIONS.get(item.path.stem, {}).get(item.originalname)
        if reason is not None and "BEGAT_RUN_EXCLUDED" not in os.environ:
            item.add_marker(pytest.mark.skip(reason=reason))
