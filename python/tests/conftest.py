"""A real server for the tests, which can go away and come back at the same address."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import begat
import begat.client
from begat.tracking.tracker import Tracker

ROOT = Path(__file__).parents[2]
BEGAT = ROOT / "packages/server/bin/begat.js"


def own_port() -> str:
    """A free port, of those that nobody gets who asks for any: it is still free when a server comes back to it."""
    while True:
        port = random.randrange(20_000, 30_000)
        with contextlib.suppress(OSError), socket.socket() as sock:
            sock.bind(("127.0.0.1", port))
            return str(port)


class Server:
    """``begat serve`` in a folder of its own, on a port that it keeps."""

    def __init__(self, data: Path, *args: str) -> None:
        self._data = data
        self._args = args
        self._port = own_port()
        self._process: subprocess.Popen[str] | None = None
        self.url = ""
        self.output = ""

    def come_back(self) -> None:
        command = ["node", str(BEGAT), "serve", "--port", self._port, "--data", str(self._data), *self._args]
        environment = {**os.environ, "NO_COLOR": "1"}
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.output += line
            address = re.search(r"https?://[^\s/]+:\d+", line)
            if address is not None:
                self.url = address.group()
                return
        raise AssertionError(f"begat serve ended:\n{self.output}")

    def token(self) -> str:
        """The token of the owner, which the first start on another address than the loopback one prints."""
        assert self._process is not None and self._process.stdout is not None
        while True:
            found = re.search(r"bgt_\w+", self.output)
            if found is not None:
                return found.group()
            self.output += self._process.stdout.readline()

    def go_away(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=300)
            self._process = None


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    server.come_back()
    yield server
    server.go_away()


@pytest.fixture
def flaky_server(tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, which it may stop."""
    server = Server(tmp_path / "flaky")
    server.come_back()
    yield server
    server.go_away()


@pytest.fixture(autouse=True)
def surroundings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own: a spool, a cache and a home of the test."""
    monkeypatch.setenv("BEGAT_SPOOL", str(tmp_path / "spool"))
    monkeypatch.setenv("BEGAT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("BEGAT_TOKEN", raising=False)
    monkeypatch.delenv("BEGAT_URL", raising=False)
    monkeypatch.setattr(begat.client, "_default", None)


@pytest.fixture
def server(shared_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("BEGAT_URL", shared_server.url)
    return shared_server


@pytest.fixture
def client(server: Server) -> begat.Begat:
    return begat.default_client()


@pytest.fixture
def tracker(client: begat.Begat) -> Iterator[Tracker]:
    tracker = begat.track(job="tracked")
    yield tracker
    tracker.stop()


def inputs(client: begat.Begat, run: str) -> list[str]:
    edges = client.lineage(run, relations=["used", "trained-on"], depth=1)["edges"]
    return sorted(edge["to"] for edge in edges if edge["from"] == run)


def outputs(client: begat.Begat, run: str) -> list[str]:
    edges = client.lineage(run, direction="downstream", relations=["produced-by"], depth=1)["edges"]
    return sorted(edge["from"] for edge in edges)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Tells the tests of the whole project, which count those of here, how each one went."""
    file = os.environ.get("BEGAT_PYTEST_REPORT")
    if file is not None and (report.when == "call" or report.outcome != "passed"):
        said = {"test": report.nodeid, "outcome": report.outcome, "why": report.longreprtext}
        with Path(file).open("a") as opened:
            opened.write(f"{json.dumps(said)}\n")


def git(folder: Path, *args: str) -> str:
    """Runs git as a user of the tests."""
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run([shutil.which("git") or "git", *who, *args], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
