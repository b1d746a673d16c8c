"""Runs and steps on a real server."""

from __future__ import annotations

import json
import math
from datetime import datetime, timezone
from pathlib import Path

import pytest

import begat
from begat.tracking.recorder import Found


def test_a_run_is_recorded_with_all_that_was_logged(client: begat.Begat, work: Path) -> None:
    (work / "users.csv").write_text("age,churned\n42,1\n")
    users = client.datasets.add("runs/users", "users.csv", split="train")
    with begat.start_run("runs", params={"lr": 0.01}, tags={"team": "risk"}) as run:
        run.log_param("layers", (64, 32))
        run.log_input(users.id, relation="trained-on", role="train")
        for epoch in range(10):
            run.log_metric("loss", 1 / (epoch + 1))
        run.log_metrics({"auc": 0.9, "odd": math.nan}, step=7)
        digest = run.log_artifact(b"weights", "model.bin")
        run.set_tags({"team": None, "stage": "draft"})
    node = client.node(run.id)
    assert node["props"]["params"] == {"lr": 0.01, "layers": [64, 32]}
    assert node["props"]["tags"] == {"stage": "draft"}
    assert node["props"]["status"] == "finished"
    assert client.curve(run.id, "loss")["step"] == list(range(10))
    assert client.curve(run.id, "loss", from_step=3, to_step=5)["step"] == [3, 4, 5]
    assert client.metrics(run.id)["odd"]["last"] == "NaN"
    assert client.metrics(run.id)["auc"]["step"] == 7
    edges = {
        (edge["rel"], edge["to"], edge["q"], edge["evidence"])
        for edge in client.lineage(run.id, relations=["trained-on", "has-artifact"])["edges"]
    }
    assert ("trained-on", users.id, "train", "reported") in edges
    assert ("has-artifact", digest, "model.bin", "reported") in edges
    assert client.artifacts.get(digest) == b"weights"
    assert [found["id"] for found in client.runs("metrics.loss < 0.2 AND experiment = 'exp:runs'")] == [run.id]


@pytest.mark.parametrize(
    ("raised", "status"),
    [
        (ValueError("no"), "failed"),
        (KeyboardInterrupt(), "killed"),
        (SystemExit(0), "finished"),
        (SystemExit(2), "failed"),
    ],
)
def test_a_run_ends_as_its_block_does(client: begat.Begat, raised: BaseException, status: str) -> None:
    with pytest.raises(type(raised)), begat.start_run(capture=False) as run:
        run.log_metric("loss", 1)
        raise raised
    assert client.node(run.id)["props"]["status"] == status
    assert client.metrics(run.id)["loss"]["last"] == 1


def test_runs_nest(client: begat.Begat) -> None:
    with begat.start_job_run("nest", capture=False) as step, begat.start_run(capture=False) as outer:
        with begat.start_run(capture=False) as inner:
            assert begat.current_run() is inner
        assert begat.current_run() is outer
    assert begat.current_run() is None
    parts = [(edge["from"], edge["to"]) for edge in client.lineage(inner.id, relations=["part-of"])["edges"]]
    assert set(parts) == {(inner.id, outer.id), (outer.id, step.id)}


def test_a_job_run_has_outputs_and_checks(client: begat.Begat, work: Path) -> None:
    (work / "clean.csv").write_text("age\n42\n")
    with client.start_job_run("clean-users", capture=False) as step:
        clean = client.datasets.add("steps/clean", "clean.csv")
        step.log_output(clean.id)
        check = step.log_check("quality", "passed", checks=[clean.id], value=1.0)
    lineage = client.lineage(clean.id, relations=["produced-by", "run-of"])
    edges = {(edge["from"], edge["rel"], edge["to"]) for edge in lineage["edges"]}
    assert (clean.id, "produced-by", step.id) in edges
    assert (step.id, "run-of", "job:clean-users") in edges
    assert client.node(check)["props"]["status"] == "passed"


class _Several:
    """As an array of several elements is."""

    size = 2

    def item(self) -> float:
        raise ValueError("can only convert an array of size 1 to a Python scalar")


def _ring() -> list[object]:
    ring: list[object] = []
    ring.append(ring)
    return ring


@pytest.mark.parametrize(
    ("field", "log"),
    [
        ("metrics.loss", lambda run: run.log_metric("loss", "0.5")),
        ("metrics.", lambda run: run.log_metric("", 1)),
        ("metrics", lambda run: run.log_metrics([1])),
        ("step", lambda run: run.log_metric("loss", 1, step=1.5)),
        ("at", lambda run: run.log_metric("loss", 1, at=datetime(2026, 1, 1))),
        ("at", lambda run: run.log_metric("loss", 1, at="yesterday")),
        ("at", lambda run: run.log_metric("loss", 1, at=10**15)),
        ("metrics.loss", lambda run: run.log_metric("loss", 10**400)),
        ("metrics.loss", lambda run: run.log_metric("loss", _Several())),
        ("params.ring", lambda run: run.log_param("ring", _ring())),
        ("tags.ring", lambda run: run.set_tag("ring", _ring())),
        ("id", lambda run: run.log_input("users v1")),
        ("relation", lambda run: run.log_input("ds:users:v1", relation="read")),
        ("path", lambda run: run.log_artifact(b"bytes")),
        ("source", lambda run: run.log_artifact("not-there.bin")),
        ("params", lambda run: run.log_params(["lr"])),
        ("statsu", lambda run: run.log_check("quality", "passed", statsu=1)),
    ],
)
def test_wrong_arguments_raise_at_once(server: object, field: str, log: object) -> None:
    with begat.start_run(capture=False) as run, pytest.raises(begat.BegatError) as raised:
        log(run)  # type: ignore[operator]
    assert raised.value.code == "invalid"
    assert raised.value.details["field"] == field


@pytest.mark.parametrize("field", ["params", "tags"])
def test_a_value_too_long_for_a_message_is_refused_before_it_takes_others_with_it(server: object, field: str) -> None:
    with begat.start_run(capture=False) as run, pytest.raises(begat.BegatError) as raised:
        (run.log_params if field == "params" else run.set_tags)({"text": "x" * 2**20})
    assert (raised.value.code, raised.value.details["field"]) == ("too_large", f"{field}.text")
    assert repr(run) == f"<Run {run.id}>"


def test_a_message_that_is_too_long_is_refused_and_does_not_wait(client: begat.Begat) -> None:
    with pytest.raises(begat.BegatError) as raised:
        client.publish.run(run_id="long", params={"text": "x" * 9_000_000})
    assert raised.value.code == "too_large"


def test_what_is_too_long_for_one_message_goes_in_several(client: begat.Begat) -> None:
    with client.start_run(capture=False) as run:
        for part in range(9):
            run.log_param(f"part-{part}", "x" * 1_000_000)
    assert run.end() == "recorded"
    assert {len(text) for text in client.node(run.id)["props"]["params"].values()} == {1_000_000}
    assert len(client.node(run.id)["props"]["params"]) == 9


def test_an_input_that_nobody_has_described_is_a_warning(server: object, caplog: pytest.LogCaptureFixture) -> None:
    with begat.start_run(capture=False) as run:
        run.log_input("ds:mistyped:v1")
    assert [record.getMessage() for record in caplog.records] == ["ds:mistyped:v1 is named but not yet described"]


def test_a_param_keeps_its_first_value(server: object) -> None:
    with begat.start_run(params={"lr": 0.1}, capture=False) as run:
        run.log_param("lr", 0.1)
        with pytest.raises(begat.BegatError) as raised:
            run.log_param("lr", 0.2)
    assert raised.value.code == "conflict"


def test_what_the_server_refuses_is_raised_at_the_end(client: begat.Begat) -> None:
    client.start_run(id="refused", params={"lr": 0.1}, capture=False).end()
    run = client.start_run(id="refused", capture=False)
    run.log_param("lr", 0.2)
    run.log_metric("loss", 1)
    with pytest.raises(begat.BegatError) as raised:
        run.end()
    assert raised.value.code == "conflict"
    assert client.node("run:refused")["props"]["status"] == "finished"


def test_nothing_is_logged_after_the_end(server: object) -> None:
    run = begat.start_run(capture=False)
    run.end()
    with pytest.raises(begat.BegatError, match="has ended"):
        run.log_metric("loss", 1)


def test_numbers_of_other_libraries_are_numbers(client: begat.Begat) -> None:
    numpy = pytest.importorskip("numpy")
    with begat.start_run(capture=False) as run:
        run.log_metric("loss", numpy.float32(0.5), step=numpy.int64(3))
        run.log_metric("array", numpy.array([0.25]))
        run.log_params({"seed": numpy.int64(7), "big": 2**63})
        run.log_metric("past", 1, at=datetime(2026, 1, 1, tzinfo=timezone.utc))
    assert client.metrics(run.id)["loss"]["last"] == 0.5
    assert client.metrics(run.id)["past"]["at"] == 1767225600000
    assert client.node(run.id)["props"]["params"] == {"seed": 7, "big": str(2**63)}


def test_many_points_go_out_in_few_messages(client: begat.Begat) -> None:
    with begat.start_run(capture=False) as run:
        for step in range(20_000):
            run.log_metric("loss", 1 / (step + 1))
    assert client.metrics(run.id)["loss"]["count"] == 20_000
    assert len(list(client.history(run.id))) < 20


def test_reads_answer_what_was_asked(client: begat.Begat) -> None:
    with client.start_run("asked", id="asked-1", capture=False) as run:
        run.log_metric("auc", 0.5)
    model = client.publish.model_version(id="model:asked:v1", produced_by=run.id, digest="sha256:" + "0" * 64)
    assert model["status"] == "created"
    again = client.publish.model_version(id="model:asked:v1", produced_by=run.id, digest="sha256:" + "0" * 64)
    assert again["status"] == "unchanged"
    client.publish.pointer(of="model:asked", name="champion", to="model:asked:v1")
    assert client.node("model:asked@champion")["id"] == "model:asked:v1"
    assert [affected["id"] for affected in client.impact(run.id)["affected"]] == ["model:asked:v1"]
    assert client.path("model:asked:v1", run.id)["direction"] == "upstream"
    assert [found["id"] for found in client.find("ModelVersion", "id LIKE 'model:asked%'", limit=1)] == [
        "model:asked:v1"
    ]
    assert client.reproduce(run.id)["outputs"] == ["model:asked:v1"]
    answers = client.batch([{"run": {"run_id": "asked-2", "params": {"lr": 1}}}, {"run": {"run_id": "no such"}}])
    assert [answer["status"] for answer in answers][0] == 200
    assert json.dumps(client.compare([run.id, "run:asked-2"]))
    entries = list(client.ledger(after=0, limit=1))
    assert entries[0]["seq"] == 1 and len(entries) >= 2
    assert client.checkpoint().count("\n") > 3
    assert client.proof(seq=1)["seq"] == 1
    assert "Dataset" in client.schema()["kinds"]
    client.publish.hide(id="run:asked-2", hidden=True)
    assert client.node("run:asked-2")["hidden"] is True


def test_what_fails_while_sending_is_raised_and_stops_nothing(client: begat.Begat) -> None:
    with begat.start_run(capture=False) as run:
        run._updates.merge("tags", {"odd": object()})
        with pytest.raises(TypeError):
            run.flush()
        run.log_metric("loss", 1)
    assert client.metrics(run.id)["loss"]["last"] == 1


def test_what_is_read_again_is_no_second_input(client: begat.Begat) -> None:
    with client.start_run(capture=False) as run:
        run.log_input("ds:users:v1", role="train")
        run.log_found(Found("ds:users:v1"))
        run.log_found(Found("ds:users:v1"), role="test")
    edges = client.lineage(run.id, relations=["used"], depth=1)["edges"]
    assert sorted(edge["q"] for edge in edges) == ["test", "train"]
