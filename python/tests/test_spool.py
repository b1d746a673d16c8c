"""What waits while the server is away, shared with the TypeScript client."""

from __future__ import annotations

import json
import logging
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import begat
from begat.spool.folder import Spool
from begat.spool.lock import Lock
from conftest import ROOT, Server

TYPESCRIPT = (ROOT / "packages/client/dist/index.js").as_uri()
CHILD = Path(__file__).parent / "spool_child.py"


def node(script: str, url: str) -> str:
    """Runs a program of the TypeScript client."""
    source = f'import {{ Begat }} from "{TYPESCRIPT}";\nconst begat = new Begat();\n{script}'
    done = subprocess.run(
        ["node", "--input-type=module", "-e", source],
        env={**os.environ, "BEGAT_URL": url},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def spooled(url: str) -> list[str]:
    return Spool(url).segments()


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
    assert spooled(flaky_server.url) == []
    assert list((Spool(flaky_server.url).folder / "blobs").iterdir()) == []
    assert client.curve(run.id, "loss")["value"] == [0.5, 0.25]
    assert [item["patch"].get("status") for item in client.history(run.id)] == ["finished", "running"]
    assert client.artifacts.download(digest, work / "again").written == 1
    assert client.node("ds:away:2026")["props"]["content_hash"] == digest


def test_typescript_sends_what_python_kept(flaky_server: Server, work: Path) -> None:
    client = begat.Begat(flaky_server.url)
    flaky_server.go_away()
    (work / "tree" / "ü").mkdir(parents=True)
    (work / "tree" / "ü" / "a.bin").write_bytes(b"a" * 100)
    with client.start_run(id="from-python", params={"name": "Zoë\u2028", "n": 1.0}, capture=False) as run:
        for step in range(3):
            run.log_metric("loss", step / 4)
            run.flush()
        digest = run.log_artifact("tree")
        run.log_artifact(b"bytes", "b.bin")
    waiting = len(spooled(flaky_server.url))
    flaky_server.come_back()
    report = json.loads(node("console.log(JSON.stringify(await begat.drain()))", flaky_server.url))
    assert (report["rejected"], report["waiting"]) == ([], 0)
    assert report["sent"] == waiting > 5
    assert client.curve(run.id, "loss")["value"] == [0, 0.25, 0.5]
    assert client.node(run.id)["props"]["params"] == {"name": "Zoë\u2028", "n": 1}
    assert client.artifacts.verify(digest)["ok"] is True


def test_python_sends_what_typescript_kept(flaky_server: Server, work: Path) -> None:
    flaky_server.go_away()
    (work / "data.bin").write_bytes(b"data")
    node(
        """
        await begat.withRun({ id: "from-typescript", capture: false, params: { name: "Zoë" } }, async (run) => {
          for (let step = 0; step < 3; step++) { run.logMetric("loss", step / 4); await run.flush(); }
          await run.logArtifact("data.bin");
        });
        """,
        flaky_server.url,
    )
    client = begat.Begat(flaky_server.url)
    waiting = len(spooled(flaky_server.url))
    flaky_server.come_back()
    report = client.drain()
    assert (report.sent, report.rejected, report.waiting) == (waiting, [], 0)
    assert client.curve("run:from-typescript", "loss")["value"] == [0, 0.25, 0.5]
    assert client.node("run:from-typescript")["props"]["status"] == "finished"


def test_both_record_at_once_into_one_spool(flaky_server: Server) -> None:
    """Nothing is lost and nothing doubled while the server comes and goes under both."""
    environment = {**os.environ, "BEGAT_URL": flaky_server.url, "PYTHONPATH": str(ROOT / "python/src")}
    steps = 25
    typescript = f"""
        import {{ Begat }} from "{TYPESCRIPT}";
        const run = await new Begat().startRun({{ id: "shared-ts", capture: false }});
        for (let step = 0; step < {steps}; step++) {{
          run.setTags({{ step }}); run.logMetric("loss", step); await run.flush();
          await new Promise((resolve) => setTimeout(resolve, 120));
        }}
        await run.end();
    """
    children = [
        subprocess.Popen(["node", "--input-type=module", "-e", typescript], env=environment),
        subprocess.Popen([sys.executable, str(CHILD), "shared-py", str(steps), "0.12"], env=environment),
    ]
    for _ in range(2):
        time.sleep(0.6)
        flaky_server.go_away()
        time.sleep(0.6)
        flaky_server.come_back()
    assert [child.wait(300) for child in children] == [0, 0]
    client = begat.Begat(flaky_server.url)
    deadline = time.monotonic() + 300
    while client.drain().waiting > 0:
        assert time.monotonic() < deadline
    assert not (Spool(flaky_server.url).folder / "rejected").exists()
    for id in ("run:shared-ts", "run:shared-py"):
        said = [item["patch"]["tags"]["step"] for item in client.history(id) if "tags" in item.get("patch", {})]
        assert said[::-1] == list(range(steps)), id
        assert client.curve(id, "loss")["step"] == list(range(steps))
        assert client.node(id)["props"]["status"] == "finished"


def test_a_client_that_is_killed_loses_and_doubles_nothing(flaky_server: Server) -> None:
    environment = {**os.environ, "BEGAT_URL": flaky_server.url, "PYTHONPATH": str(ROOT / "python/src")}
    flushed_of: list[int] = []
    for round_ in range(4):
        child = subprocess.Popen(
            [sys.executable, str(CHILD), f"killed-{round_}", "40", "0.005"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        if round_ % 2:
            flaky_server.go_away()
        kill_after, flushed = random.randrange(1, 25), 0
        for _ in child.stdout:
            flushed += 1
            if flushed == kill_after:
                child.kill()
        child.wait()
        if round_ % 2:
            flaky_server.come_back()
        assert begat.Begat(flaky_server.url).drain().rejected == []
        flushed_of.append(flushed)
    client = begat.Begat(flaky_server.url)
    # It comes back only after the last child was killed, so that no request of one is still under way.
    for round_, flushed in enumerate(flushed_of):
        id = f"run:killed-{round_}"
        said = [item["patch"]["tags"]["step"] for item in client.history(id) if "tags" in item.get("patch", {})]
        # What was under way when it died may be there or not.
        assert flushed <= len(said) <= flushed + 1
        assert said[::-1] == list(range(len(said)))
        assert client.curve(id, "loss")["step"] == said[::-1]


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


@pytest.mark.parametrize(
    ("holder", "age", "free"),
    [
        ({"host": socket.gethostname(), "pid": os.getpid(), "token": "x"}, 0, False),
        ({"host": socket.gethostname(), "pid": os.getpid(), "token": "x"}, 601, True),
        ({"host": socket.gethostname(), "pid": 2**22 + 1, "token": "x"}, 0, True),
        ({"host": "elsewhere", "pid": 2**22 + 1, "token": "x"}, 0, False),
        ("made by another tool", 0, False),
    ],
)
def test_the_lock_is_taken_as_its_rules_say(tmp_path: Path, holder: object, age: int, free: bool) -> None:
    path = tmp_path / "lock"
    path.write_text(json.dumps(holder))
    os.utime(path, (time.time() - age, time.time() - age))
    lock = Lock.take(path, tmp_path)
    assert (lock is not None) is free
    if lock is not None:
        assert lock.is_mine()
        lock.release()
        assert not path.exists()


def test_while_another_sends_what_is_new_waits(client: begat.Begat) -> None:
    spool = Spool(client.url)
    spool.append([{"v": 1, "method": "POST", "path": "/metadata/run", "body": {"run_id": "first"}}])
    other = Lock.take(spool.folder / "lock", spool.temporaries())
    assert other is not None
    assert client.publish.run(run_id="first", status="running")["status"] == "spooled"
    assert client.drain().waiting == 2
    other.release()
    assert client.publish.run(run_id="first", status="finished")["status"] == "updated"
    assert spool.segments() == []


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
