"""What becomes of the rest of what is logged where the server refuses some of it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import begat
from begat.halves import halves_of
from begat.runs.update_buffer import UpdateBuffer
from conftest import Server

_REFUSED = (
    "params.lr is already set",
    "tags.log: ",
    '"model:churn:v1" does not fit',
    'ds:users has no pointer "nowhere"',
)


def start_again(client: begat.Begat) -> begat.Run:
    """A run that has a param already, which another program started."""
    first = client.start_run(params={"lr": 0.1}, capture=False)
    first.end()
    return client.start_run(id=first.id, capture=False)


def log_all(run: begat.Run) -> None:
    """Logs four things that only the server can refuse, each among others that it takes."""
    run.log_params({"depth": 3, "lr": 0.2, "layers": 2})
    run.set_tags({"team": "risk", "log": "x" * 100_000, "stage": "draft"})
    run.log_input("ds:users:v1")
    run.log_input("model:churn:v1", relation="trained-on")
    run.log_input("ds:users@nowhere")
    run.log_artifact(b"weights", "model.bin")
    run.log_metric("loss", 0.5)


def expect_the_rest(client: begat.Begat, run: begat.Run) -> None:
    props = client.node(run.id)["props"]
    assert props["params"] == {"lr": 0.1, "depth": 3, "layers": 2}
    assert props["tags"] == {"team": "risk", "stage": "draft"}
    assert client.curve(run.id, "loss")["value"] == [0.5]
    edges = client.lineage(run.id, relations=["used", "trained-on", "has-artifact"], depth=1)["edges"]
    assert sorted((edge["rel"], edge["q"] or edge["to"]) for edge in edges) == [
        ("has-artifact", "model.bin"),
        ("used", "ds:users:v1"),
    ]


def assert_refused(messages: list[str]) -> None:
    assert len(messages) == len(_REFUSED)
    for message, part in zip(messages, _REFUSED):
        assert part in message


def test_what_is_refused_takes_nothing_with_it(client: begat.Begat, caplog: pytest.LogCaptureFixture) -> None:
    run = start_again(client)
    log_all(run)
    with caplog.at_level(logging.WARNING, "begat"), pytest.raises(begat.BegatError) as raised:
        run.flush()
    expect_the_rest(client, run)
    prefix = "Begat did not take what was logged: "
    told = [record.getMessage() for record in caplog.records]
    assert_refused([str(raised.value), *(text[len(prefix) :] for text in told if text.startswith(prefix))])
    assert run.end() == "recorded"


def test_what_waited_and_is_refused_is_set_aside_alone(flaky_server: Server) -> None:
    client = begat.Begat(flaky_server.url)
    run = start_again(client)
    flaky_server.go_away()
    log_all(run)
    assert run.end() == "spooled"
    flaky_server.come_back()
    report = client.drain()
    assert report.waiting == 0
    assert_refused([rejected.error.message for rejected in report.rejected])
    expect_the_rest(client, run)
    assert client.node(run.id)["props"]["status"] == "finished"
    assert [_body_of(rejected.file) for rejected in report.rejected] == [
        {"run_id": run.id, "params": {"lr": 0.2}},
        {"run_id": run.id, "tags": {"log": "x" * 100_000}},
        {"run_id": run.id, "inputs": [{"id": "model:churn:v1", "relation": "trained-on"}]},
        {"run_id": run.id, "inputs": [{"id": "ds:users@nowhere", "relation": "used"}]},
    ]


def _body_of(file: Path) -> object:
    return json.loads(json.loads(file.read_text())["line"])["body"]


def test_a_text_that_is_not_unicode_is_refused_at_once(client: begat.Begat) -> None:
    run = client.start_run(capture=False)
    run.log_param("depth", 3)
    odd = "caf\udce9"
    for log in (
        lambda: run.log_param("file", odd),
        lambda: run.log_param("files", [{odd: 1}]),
        lambda: run.set_tag(odd, 1),
        lambda: run.log_metric(odd, 1.0),
        lambda: run.log_input("ds:users:v1", role=odd),
        lambda: run.log_artifact(b"weights", odd),
    ):
        with pytest.raises(begat.BegatError, match="is not Unicode text") as raised:
            log()
        assert raised.value.code == "invalid"
    run.end()
    assert client.node(run.id)["props"]["params"] == {"depth": 3}


def test_whatever_fails_after_the_first_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    def send(fields: object) -> None:
        raise OSError(f"no room for {fields}")

    buffer = UpdateBuffer(send)
    buffer.merge("params", {"a": 1, "b": 2})
    with caplog.at_level(logging.WARNING, "begat"), pytest.raises(OSError, match="'a'"):
        buffer.flush()
    buffer.close()
    assert "Begat did not take what was logged: no room for {'params': {'b': 2}}" in caplog.text


def test_the_name_of_a_dataset_goes_with_its_version() -> None:
    names = [{"id": id, "value": f"file:///{id}"} for id in ("ds:a", "model:b")]
    assert halves_of({"names": names, "inputs": [{"id": "ds:a:v1"}, {"id": "model:b@latest"}]}) == [
        {"inputs": [{"id": "ds:a:v1"}], "names": names[:1]},
        {"inputs": [{"id": "model:b@latest"}], "names": names[1:]},
    ]


def test_what_cannot_be_sent_takes_nothing_with_it() -> None:
    sent: list[object] = []

    def send(fields: dict[str, object]) -> None:
        json.dumps(fields)
        sent.append(fields)

    buffer = UpdateBuffer(send)
    buffer.merge("params", {"depth": 3, "odd": object()})
    with pytest.raises(TypeError):
        buffer.flush()
    buffer.close()
    assert sent == [{"params": {"depth": 3}}]
