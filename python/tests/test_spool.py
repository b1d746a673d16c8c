"""What waits while the server is away, and what becomes of it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import begat
from begat.spool.folder import Spool
from conftest import Server


def test_a_run_goes_on_while_the_server_is_away(
    flaky_server: Server, work: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (work / "model").mkdir()
    (work / "model" / "weights.bin").write_bytes(b"weights")
    client = begat.Begat(flaky_server.url)
    flaky_server.go_away()
    with caplog.at_level(logging.WARNING, "begat"):
        with client.start_run("away", id="away", params={"lr": 0.1}, capture=False) as run:
            run.log_metric("loss", 0.5)
            run.flush()
            run.log_metric("loss", 0.25)
            digest = run.log_artifact("model")
            assert client.publish.node(id="ds:away", description="late")["status"] == "spooled"
        assert run.end() == "spooled"
    assert len(caplog.records) == 1, "one warning for one outage"
    with pytest.raises(begat.BegatError) as raised:
        client.datasets.add("away", "model")
    assert raised.value.code == "unavailable"
    assert client.datasets.add("away", "model", version="2026").status == "spooled"

    flaky_server.come_back()
    report = client.drain()
    assert (report.rejected, report.waiting) == ([], 0)
    assert Spool(flaky_server.url).segments() == []
    assert list((Spool(flaky_server.url).folder / "blobs").iterdir()) == []
    assert client.curve(run.id, "loss")["value"] == [0.5, 0.25]
    assert [item["patch"].get("status") for item in client.history(run.id)] == ["finished", "running"]
    assert client.artifacts.download(digest, work / "again").written == 1
    assert client.node("ds:away:2026")["props"]["content_hash"] == digest


def test_what_is_refused_is_set_aside_and_its_neighbours_go_on(
    client: begat.Begat, caplog: pytest.LogCaptureFixture
) -> None:
    spool = Spool(client.url)
    spool.append(
        [
            {"v": 1, "method": "POST", "path": "/metadata/run", "body": {"run_id": "good-1"}},
            {"v": 1, "method": "POST", "path": "/metadata/run", "body": {"run_id": "bad", "metric": 1}},
            {"v": 1, "method": "DELETE", "path": "/tokens/1"},
        ]
    )
    (spool.folder / f"{spool.segments()[0][:-7]}z.ndjson").write_text('{"v":1,"half of a line')
    with caplog.at_level(logging.WARNING, "begat"):
        client.publish.run(run_id="good-2")
    assert len(caplog.records) == 2
    assert spool.segments() == []
    assert {client.node("run:good-1")["kind"], client.node("run:good-2")["kind"]} == {"Run"}
    rejected = [json.loads(file.read_text()) for file in sorted((spool.folder / "rejected").iterdir())]
    assert [item["error"]["code"] for item in rejected] == ["invalid", "invalid"]
    assert "metric" in rejected[0]["line"]


def test_a_line_of_a_later_version_stops_the_spool(client: begat.Begat) -> None:
    spool = Spool(client.url)
    spool.append([{"v": 2, "method": "POST", "path": "/metadata/run", "body": {}}])
    with pytest.raises(begat.BegatError, match="upgrade begat"):
        client.drain()
    assert len(spool.segments()) == 1
    assert client.publish.run(run_id="behind-it")["status"] == "spooled"


def test_a_full_spool_loses_with_a_warning_and_breaks_nothing(
    flaky_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    client = begat.Begat(flaky_server.url)
    flaky_server.go_away()
    run = client.start_run(capture=False)
    client._delivery._spool._max_bytes = 10  # type: ignore[union-attr]
    client._delivery._spool._used = None  # type: ignore[union-attr]
    with caplog.at_level(logging.WARNING, "begat"), run:
        run.log_metric("loss", 1)
    assert "is full" in caplog.text


def test_without_a_spool_an_outage_is_raised(flaky_server: Server) -> None:
    flaky_server.go_away()
    client = begat.Begat(flaky_server.url, spool=False)
    with pytest.raises(begat.BegatError) as raised:
        client.start_run(capture=False)
    assert raised.value.code == "unavailable"


def test_folders_and_files_are_the_owners_alone(flaky_server: Server, tmp_path: Path) -> None:
    flaky_server.go_away()
    client = begat.Begat(flaky_server.url)
    client.publish.run(run_id="private")
    folder = Spool(flaky_server.url).folder
    assert folder.name == flaky_server.url.replace(":", "%3A").replace("/", "%2F")
    modes = {path: path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert tmp_path in folder.parents


def test_a_token_that_is_refused_waits_for_a_better_one(tmp_path: Path) -> None:
    data = tmp_path / "guarded"
    server = Server(data, "--host", "0.0.0.0")
    server.come_back()
    try:
        token = server.token()
        with pytest.raises(begat.BegatError) as raised:
            begat.Begat(server.url, "bgt_wrong").start_run(capture=False)
        assert raised.value.code == "unauthenticated"
        run = begat.Begat(server.url, token).start_run(id="guarded", capture=False)
        run._deps.delivery._transport._token = "bgt_revoked"
        run.log_metric("loss", 1)
        assert run.end() == "spooled"
        client = begat.Begat(server.url, token)
        assert client.drain().waiting == 0
        assert client.node("run:guarded")["props"]["status"] == "finished"
    finally:
        server.go_away()
