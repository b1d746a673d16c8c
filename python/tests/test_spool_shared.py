"""A spool that several processes share, of this client and of the TypeScript one."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

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


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def steps_of(client: begat.Begat, id: str) -> list[int]:
    """The steps of a run in the order in which they were recorded."""
    said = [item["patch"]["tags"]["step"] for item in client.history(id) if "tags" in item.get("patch", {})]
    return said[::-1]


def test_both_record_at_once_into_one_spool(flaky_server: Server, tmp_path: Path) -> None:
    """Nothing is lost and nothing doubled while the server comes and goes under both."""
    environment = {**os.environ, "BEGAT_URL": flaky_server.url, "PYTHONPATH": str(ROOT / "python/src")}
    end = tmp_path / "end"
    typescript = f"""
        import {{ existsSync }} from "node:fs";
        import {{ Begat }} from "{TYPESCRIPT}";
        const run = await new Begat().startRun({{ id: "shared-ts", capture: false }});
        for (let step = 0; step === 0 || !existsSync("{end}"); step++) {{
          run.setTags({{ step }}); run.logMetric("loss", step); await run.flush();
          await new Promise((resolve) => setTimeout(resolve, 50));
        }}
        await run.end();
    """
    children = [
        subprocess.Popen(["node", "--input-type=module", "-e", typescript], env=environment),
        subprocess.Popen([sys.executable, str(CHILD), "shared-py", "0.05", str(end)], env=environment),
    ]
    client, spool, ids = begat.Begat(flaky_server.url), Spool(flaky_server.url), ("run:shared-ts", "run:shared-py")

    def have_recorded(more_than: int) -> bool:
        known = {node["id"]: node["props"].get("tags", {}).get("step", -1) for node in client.find("Run")}
        return all(known.get(id, -1) > more_than for id in ids)

    def waits_of_both() -> bool:
        waiting = "".join(line for segment in spool.segments() for line in spool.read(segment))
        return all(id.partition(":")[2] in waiting for id in ids)

    try:
        wait_until(lambda: have_recorded(1))
        flaky_server.go_away()
        wait_until(waits_of_both)
        flaky_server.come_back()
        last = max(steps_of(client, id)[-1] for id in ids)
        wait_until(lambda: have_recorded(last))
    finally:
        end.touch()
    assert [child.wait(300) for child in children] == [0, 0]
    wait_until(lambda: client.drain().waiting == 0)
    assert not (spool.folder / "rejected").exists()
    for id in ids:
        said = steps_of(client, id)
        assert said == list(range(len(said))), id
        assert client.curve(id, "loss")["step"] == said
        assert client.node(id)["props"]["status"] == "finished"


def test_a_client_that_is_killed_loses_and_doubles_nothing(flaky_server: Server) -> None:
    environment = {**os.environ, "BEGAT_URL": flaky_server.url, "PYTHONPATH": str(ROOT / "python/src")}
    flushed_of: list[int] = []
    for round_ in range(4):
        child = subprocess.Popen(
            [sys.executable, str(CHILD), f"killed-{round_}", "0.005", "never"],
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
        said = steps_of(client, id)
        # What was under way when it died may be there or not.
        assert flushed <= len(said) <= flushed + 1
        assert said == list(range(len(said)))
        assert client.curve(id, "loss")["step"] == said


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
