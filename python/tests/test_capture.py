"""What is captured of the code and its surroundings."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import begat
from begat.runs.git_state import git_state
from conftest import git


def test_a_run_has_its_commit_its_changes_and_its_packages(client: begat.Begat, work: Path, tmp_path: Path) -> None:
    git(work, "init", "-q")
    git(work, "remote", "add", "origin", "https://ann:s3cret@git.example.org/churn.git")
    (work / "train.py").write_text("lr = 0.1\n")
    git(work, "add", "train.py")
    git(work, "commit", "-qm", "Train")
    (work / "train.py").write_text("lr = 0.2\n")
    (work / "notes.txt").write_text("private")
    with begat.start_run() as run:
        pass
    node = client.node(run.id)
    props = node["props"]
    assert props["dirty"] is True
    environment = props["environment"]
    assert environment["python"] == platform.python_version()
    assert environment["packages"]["pytest"].count(".") >= 1
    assert environment["untracked"] == ["notes.txt"]
    commit = git(work, "rev-parse", "HEAD")
    assert client.lineage(run.id)["edges"][0]["to"] == f"commit:{commit}"
    assert client.node(f"commit:{commit}")["props"]["repository"] == "https://git.example.org/churn.git"

    git(tmp_path, "clone", "-q", str(work), "again")
    diff = client.artifacts.get(props["diff"])
    subprocess.run(["git", "apply"], cwd=tmp_path / "again", input=diff, check=True)
    assert (tmp_path / "again/train.py").read_text() == "lr = 0.2\n"
    missing = [what["what"] for what in client.reproduce(run.id)["missing"]]
    assert "environment" not in missing and "dirty" not in missing


def test_a_folder_without_git_has_no_commit(work: Path) -> None:
    assert git_state(work) is None
    git(work, "init", "-q")
    assert git_state(work) is None, "no commit yet"


def test_a_clean_folder_is_clean(work: Path) -> None:
    git(work, "init", "-q")
    (work / "a").write_text("a")
    git(work, "add", "a")
    git(work, "commit", "-qm", "A")
    state = git_state(work)
    assert state is not None
    assert (state.dirty, state.diff, state.untracked, state.repository) == (False, None, [], None)


def test_a_given_commit_is_taken_in_place_of_gits(client: begat.Begat, work: Path) -> None:
    git(work, "init", "-q")
    (work / "a").write_text("a")
    git(work, "add", "a")
    git(work, "commit", "-qm", "A")
    (work / "a").write_text("b")
    with begat.start_run(commit="a1b2c3d", environment={"cluster": "gpu-1"}) as run:
        pass
    props = client.node(run.id)["props"]
    assert props["environment"]["cluster"] == "gpu-1"
    assert props["environment"]["implementation"] == sys.implementation.name.replace("cpython", "CPython")
    assert "dirty" not in props
