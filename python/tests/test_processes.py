"""Forks, workers, threads, and the end of a program."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import begat
from conftest import ROOT
from worker import log_from_worker


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_log_to_the_run_of_their_parent(
    client: begat.Begat, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "python/src"), str(ROOT / "python/tests")]))
    context = multiprocessing.get_context(method)
    with begat.start_run(capture=False) as run:
        run.log_metric("before", 1)
        workers = [context.Process(target=log_from_worker, args=(run, f"worker-{n}")) for n in range(2)]
        for worker in workers:
            worker.start()
        run.log_metric("meanwhile", 2)
        for worker in workers:
            worker.join(300)
        assert [worker.exitcode for worker in workers] == [0, 0]
        assert client.node(run.id)["props"]["status"] == "running"
    counts = {name: summary["count"] for name, summary in client.metrics(run.id).items()}
    assert counts == {"before": 1, "meanwhile": 1, "worker-0": 50, "worker-1": 50}
    assert client.node(run.id)["props"]["status"] == "finished"


def test_a_child_that_leaves_the_block_does_not_end_the_run(client: begat.Begat) -> None:
    with begat.start_run(capture=False) as run:
        run.log_metric("parent", 1)
        pid = os.fork()
        if pid == 0:
            try:
                run.log_metric("child", 1)
                run.__exit__(None, None, None)
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        props = client.node(run.id)["props"]
        assert props["status"] == "running"
        assert set(client.metrics(run.id)) <= {"parent", "child"}
        assert client.metrics(run.id)["child"]["count"] == 1
    assert client.metrics(run.id)["parent"]["count"] == 1
    assert [item["patch"].get("status") for item in client.history(run.id)] == ["finished", "running"]


def test_forks_while_it_sends_do_not_hang(client: begat.Begat) -> None:
    with begat.start_run(capture=False) as run:
        stop = threading.Event()

        def log() -> None:
            while not stop.is_set():
                run.log_metric("busy", 1)
                run.flush()

        thread = threading.Thread(target=log)
        thread.start()
        try:
            for n in range(10):
                pid = os.fork()
                if pid == 0:
                    try:
                        run.log_metric("forked", n, step=n)
                        run.flush()
                    finally:
                        os._exit(0)
                assert os.waitpid(pid, 0)[1] == 0
        finally:
            stop.set()
            thread.join(300)
    assert client.metrics(run.id)["forked"]["count"] == 10


def test_threads_share_a_run(client: begat.Begat) -> None:
    with begat.start_run(capture=False) as run:

        def log() -> None:
            assert begat.current_run() is run, "a thread without a run of its own is in the only one"
            for _ in range(500):
                run.log_metric("loss", 1)

        threads = [threading.Thread(target=log) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert client.curve(run.id, "loss", points=10_000)["step"] == list(range(4000))


@pytest.mark.parametrize(
    ("last", "status", "code"),
    [("", "finished", 0), ("raise ValueError('no')", "failed", 1), ("run.end('stopped')", "stopped", 0)],
)
def test_what_a_program_leaves_open_ends_with_it(
    client: begat.Begat, work: Path, last: str, status: str, code: int
) -> None:
    id = f"left-open-{status}"
    script = f"import begat\nrun = begat.start_run(id={id!r}, capture=False)\nrun.log_metric('loss', 0.5)\n{last}\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python/src")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stderr
    assert client.node(f"run:{id}")["props"]["status"] == status
    assert client.metrics(f"run:{id}")["loss"]["last"] == 0.5
