"""Requests that go wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import begat

#: How a server answers: with this status, by closing, or as a proxy that knows no Begat.
Mood = str


class Moody(ThreadingHTTPServer):
    moods: list[Mood] = []
    seen: list[str] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Moody)
        server.seen.append(f"{self.path} {self.headers.get('authorization')}")
        mood = server.moods.pop(0) if server.moods else "200"
        if mood == "dies":
            self.close_connection = True
            self.connection.close()
            return
        body = b"<html>Bad gateway</html>" if mood == "502" else b'{"status": "ok", "version": "1", "entries": 1}'
        self.send_response(int(mood))
        if mood == "429":
            self.send_header("retry-after", "0")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        # As a server does with an idle connection: it is gone when the next request comes.
        self.close_connection = mood == "200"

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def moody() -> Iterator[Moody]:
    server = Moody(("127.0.0.1", 0), Handler)
    server.moods, server.seen = [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def client_of(server: Moody, path: str = "") -> begat.Begat:
    return begat.Begat(f"http://127.0.0.1:{server.server_address[1]}{path}/", "bgt_1", spool=False)


def test_what_can_be_repeated_is_tried_again(moody: Moody) -> None:
    moody.moods = ["503", "dies", "429"]
    assert client_of(moody).health()["status"] == "ok"
    assert len(moody.seen) == 4
    assert set(moody.seen) == {"/health Bearer bgt_1"}


def test_after_four_attempts_it_is_unavailable(moody: Moody) -> None:
    moody.moods = ["503"] * 9
    with pytest.raises(begat.BegatError) as raised:
        client_of(moody).health()
    assert raised.value.code == "unavailable"
    assert len(moody.seen) == 4


def test_an_idle_connection_that_was_closed_is_made_anew(moody: Moody) -> None:
    client = client_of(moody)
    for _ in range(3):
        assert client.health()["entries"] == 1


def test_an_answer_that_is_none_of_begat_says_so(moody: Moody) -> None:
    moody.moods = ["502"] * 4
    with pytest.raises(begat.BegatError, match="check that a Begat server is at this address"):
        client_of(moody).health()


def test_a_server_may_be_below_a_path(moody: Moody) -> None:
    client_of(moody, "/begat").health()
    assert moody.seen == ["/begat/health Bearer bgt_1"]


@pytest.mark.parametrize(
    "url",
    ["begat.example.org", "ftp://begat.example.org", "http://ann:pw@example.org", "http://h/?a=1", "http://h:port"],
)
def test_an_address_that_is_none_raises_at_once(url: str) -> None:
    with pytest.raises(begat.BegatError) as raised:
        begat.Begat(url)
    assert (raised.value.code, raised.value.details["field"]) == ("invalid", "url")
