"""What becomes of the spool when a proxy refuses whole requests, or another process takes it over."""

from __future__ import annotations

import json
import logging
import os
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import begat
from begat.messages import Message
from begat.spool.drain import drain
from begat.spool.folder import Spool
from begat.spool.line import Line, message_line
from begat.types import BatchItem
from conftest import Server


class Proxy(ThreadingHTTPServer):
    """Stands before a server; answers batches with a page of its own, or those that are longer than it takes."""

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = target
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers: int | None = None
        self.max_bytes = 2**20


class _Handler(BaseHTTPRequestHandler):
    server: Proxy

    def do_GET(self) -> None:
        self._pass(None)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/metadata/batch" and self.server.answers is not None:
            self._answer(self.server.answers, b"<html>not here</html>")
        elif len(body) > self.server.max_bytes:
            self._answer(413, b"<html>too long</html>")
        else:
            self._pass(body)

    def _pass(self, body: bytes | None) -> None:
        headers = {"content-type": self.headers.get("content-type", "text/plain")}
        request = urllib.request.Request(f"{self.server.target}{self.path}", body, headers, method=self.command)
        try:
            with urllib.request.urlopen(request) as answer:
                self._answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            self._answer(error.code, error.read())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    with Proxy(server.url) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield proxy
        proxy.shutdown()
        thread.join()


@pytest.mark.parametrize("status", [200, 400, 401, 404])
def test_what_is_new_waits_behind_what_is_refused_as_a_whole(
    proxy: Proxy, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    old, new, run_id = f"old-{status}", f"new-{status}", f"run-{status}"
    Spool(proxy.url).append([message_line("run", {"run_id": old})])
    client = begat.Begat(proxy.url)
    proxy.answers = status
    with caplog.at_level(logging.WARNING, "begat"):
        assert client.publish.run(run_id=new)["status"] == "spooled"
        run = client.start_run(id=run_id, capture=False)
        run.log_metric("loss", 1)
        assert run.end() == "spooled"
    assert len(caplog.records) == 1, "one warning until it goes out"
    with pytest.raises(begat.BegatError, match="give a version its number"):
        client.publish.run(run_id=new, strict=True)
    proxy.answers = None
    report = client.drain()
    assert (report.rejected, report.waiting) == ([], 0)
    assert {client.node(f"run:{id}")["kind"] for id in (old, new)} == {"Run"}
    assert client.node(f"run:{run_id}")["props"]["status"] == "finished"


def test_what_is_refused_while_a_run_ends_is_a_warning(proxy: Proxy, caplog: pytest.LogCaptureFixture) -> None:
    Spool(proxy.url).append([message_line("check", {"id": "check:refused", "kind": "quality", "status": "green"})])
    proxy.answers = 404
    run = begat.Begat(proxy.url).start_run(capture=False)
    proxy.answers = None
    with caplog.at_level(logging.WARNING, "begat"):
        assert run.end() == "recorded"
    assert "Begat refused a message that waited: status: must be one of" in caplog.text


def test_messages_too_large_for_one_request_go_in_halves(proxy: Proxy) -> None:
    spool = Spool(proxy.url)
    small = [message_line("run", {"run_id": f"half-{n}"}) for n in range(5)]
    spool.append([*small[:3], message_line("run", {"run_id": "big", "name": "x" * 500}), *small[3:]])
    proxy.max_bytes = 60
    client = begat.Begat(proxy.url)
    report = client.drain()
    assert (report.sent, report.waiting) == (5, 0)
    assert [rejected.error.code for rejected in report.rejected] == ["too_large"]
    assert "big" in report.rejected[0].file.read_text()
    assert {client.node(f"run:half-{n}")["kind"] for n in range(5)} == {"Run"}


class _Receiver:
    """Takes everything; during the first batch another process takes the lock, where there is one to take it."""

    def __init__(self, lock: Path | None = None) -> None:
        self._lock = lock
        self.files: list[bytes] = []

    def batch(self, messages: Sequence[Message]) -> list[BatchItem]:
        if self._lock is not None:
            self._lock.write_text(json.dumps({"host": "elsewhere", "pid": 1, "token": "other"}))
        return [{"status": 200, "receipt": {"id": "", "status": "updated", "warnings": []}} for _ in messages]

    def bytes(self, line: Line, file: Path) -> None:
        self.files.append(file.read_bytes())


_DIGEST = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


def _with_old_blob(tmp_path: Path) -> Spool:
    spool = Spool("http://begat.example", tmp_path)
    spool.append([message_line("run", {"run_id": "a", "status": "1"})])
    spool.keep_blob(_DIGEST, 5, [b"hello"])
    os.utime(spool.blob_path(_DIGEST), (1, 1))
    return spool


def test_bytes_of_any_age_stay_while_a_segment_names_them(tmp_path: Path) -> None:
    spool = _with_old_blob(tmp_path)
    line: Line = {
        "v": 1,
        "method": "PUT",
        "path": f"/artifacts/{_DIGEST.replace(':', '/')}",
        "content_type": "application/octet-stream",
        "blob": _DIGEST,
    }
    spool.append([message_line("run", {"run_id": "a", "status": "2"}), line])
    lock = spool.folder / "lock"
    assert drain(spool, _Receiver(lock)).waiting == 1
    lock.unlink()
    receiver = _Receiver()
    assert drain(spool, receiver).waiting == 0
    assert receiver.files == [b"hello"]


def test_bytes_that_no_segment_names_are_swept_after_a_day(tmp_path: Path) -> None:
    spool = _with_old_blob(tmp_path)
    assert drain(spool, _Receiver()).waiting == 0
    assert not spool.blob_path(_DIGEST).exists()


def test_what_one_segment_says_is_sent_in_its_order(tmp_path: Path) -> None:
    spool = Spool("http://begat.example", tmp_path)
    spool.keep_blob(_DIGEST, 5, [b"hello"])
    path = f"/artifacts/{_DIGEST.replace(':', '/')}"
    put: Line = {"v": 1, "method": "PUT", "path": path, "content_type": "application/x", "blob": _DIGEST}
    spool.append([message_line("run", {"run_id": "a"}), put, message_line("run", {"run_id": "b"})])
    calls: list[object] = []

    class Listening(_Receiver):
        def batch(self, messages: Sequence[Message]) -> list[BatchItem]:
            calls.append([body["run_id"] for _, body in messages])
            return super().batch(messages)

        def bytes(self, line: Line, file: Path) -> None:
            calls.append(line["path"])

    assert drain(spool, Listening()).sent == 3
    assert calls == [["a"], path, ["b"]]


class _Without(_Receiver):
    """Knows nothing of what the bytes are for."""

    def bytes(self, line: Line, file: Path) -> None:
        raise begat.BegatError("not_found", f"{line['path']} has something that is not stored")


def test_a_tree_without_a_member_is_set_aside_and_stops_nothing(tmp_path: Path) -> None:
    spool = Spool("http://begat.example", tmp_path)
    tree: Line = {"v": 1, "method": "POST", "path": "/artifacts", "content_type": "application/x", "blob": _DIGEST}
    spool.keep_blob(_DIGEST, 5, [b"hello"])
    spool.append([tree, message_line("run", {"run_id": "a"})])
    report = drain(spool, _Without())
    assert (report.sent, report.waiting) == (1, 0)
    assert [rejected.error.code for rejected in report.rejected] == ["not_found"]
    # Other bytes are refused by no such answer: it is of something that stands before the server.
    spool.append([{**tree, "method": "PUT", "path": f"/artifacts/{_DIGEST.replace(':', '/')}"}])
    with pytest.raises(begat.BegatError, match="not stored"):
        drain(spool, _Without())
    assert len(spool.segments()) == 1
