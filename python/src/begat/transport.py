"""Requests to one server; what goes wrong is a ``BegatError``."""

from __future__ import annotations

import http.client
import json as jsonlib
import os
import random
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Callable, TypeVar, Union
from urllib.parse import urlencode, urlsplit

from .errors import BegatError, error_of_answer, is_away, unreachable
from .settings import Settings

_ATTEMPTS = 4
_FIRST_DELAY = 0.2
_LONGEST_WAIT = 10.0
_CONNECT_TIMEOUT = 5.0
_TIMEOUT = 60.0
#: The server hashes what was uploaded before it answers.
_UPLOAD_TIMEOUT = 600.0

T = TypeVar("T")
QueryValue = Union[str, int, bool, None, Sequence[Union[str, int]]]
Query = Mapping[str, QueryValue]
#: Makes the bytes to send, anew for each attempt.
MakeBytes = Callable[[], Union[bytes, Iterable[bytes]]]


class Transport:
    """Sends requests to one server, over one connection for each thread."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.url
        self._token = settings.token
        parts = urlsplit(settings.url)
        self._host, self._port = parts.hostname or "", parts.port
        self._prefix = parts.path
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._local = threading.local()

    def json(self, method: str, path: str, **how: Any) -> Any:
        """The JSON of the answer. ``unavailable`` when the server cannot be reached."""
        return jsonlib.loads(self.read(method, path, **how))

    def read(
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        json: object = None,
        body: MakeBytes | None = None,
        headers: Mapping[str, str] | None = None,
        idempotent: bool = True,
    ) -> bytes:
        """The body of the answer; tried again while the server is away, if that can do no more than once."""
        make = body if json is None else lambda: dumps(json).encode()
        send = {**({"content-type": "application/json"} if json is not None else {}), **(headers or {})}
        return self._retrying(idempotent, lambda: self._once(method, path, query, make, send, idempotent).read())

    @contextmanager
    def open(self, path: str, headers: Mapping[str, str] | None = None) -> Iterator[http.client.HTTPResponse]:
        """An answer to read piece by piece."""
        response = self._retrying(True, lambda: self._once("GET", path, None, None, headers or {}, True))
        try:
            yield response
        except (OSError, http.client.HTTPException) as error:
            raise unreachable(error, self.url) from error
        finally:
            if not response.isclosed():
                self._drop()

    def head(self, path: str) -> Mapping[str, str]:
        """The headers of the answer, in lower case."""

        def attempt() -> dict[str, str]:
            response = self._once("HEAD", path, None, None, {}, True)
            response.read()
            return {name.lower(): value for name, value in response.getheaders()}

        return self._retrying(True, attempt)

    def _retrying(self, idempotent: bool, attempt: Callable[[], T]) -> T:
        for tried in range(1, _ATTEMPTS + 1):
            try:
                return self._reached(attempt)
            except BegatError as error:
                wait = _wait_before(tried, error)
                if not idempotent or tried == _ATTEMPTS or not is_away(error) or wait > _LONGEST_WAIT:
                    raise
                time.sleep(wait)
        raise AssertionError("the last attempt raises")

    def _reached(self, attempt: Callable[[], T]) -> T:
        try:
            return attempt()
        except (OSError, http.client.HTTPException) as error:
            self._drop()
            raise unreachable(_reason(error), self.url) from error

    def _once(
        self,
        method: str,
        path: str,
        query: Query | None,
        make: MakeBytes | None,
        headers: Mapping[str, str],
        idempotent: bool,
    ) -> http.client.HTTPResponse:
        address = f"{self._prefix}{path}{query_string(query)}"
        sent = {**({"authorization": f"Bearer {self._token}"} if self._token else {}), **headers}
        response = self._answer(method, address, make, sent, idempotent)
        if 200 <= response.status < 300:
            return response
        retry_after = response.getheader("retry-after")
        raise error_of_answer(response.status, retry_after, response.read(), self.url)

    def _answer(
        self, method: str, address: str, make: MakeBytes | None, headers: Mapping[str, str], idempotent: bool
    ) -> http.client.HTTPResponse:
        kept = self._kept()
        if kept is not None and idempotent:
            try:
                return self._send(kept, method, address, make, headers)
            except (ConnectionError, http.client.BadStatusLine):
                # The server closed the idle connection; a new one may do.
                pass
        self._drop()
        return self._send(self._connect(), method, address, make, headers)

    def _send(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        address: str,
        make: MakeBytes | None,
        headers: Mapping[str, str],
    ) -> http.client.HTTPResponse:
        if connection.sock is not None:
            connection.sock.settimeout(_UPLOAD_TIMEOUT if make is not None and method == "PUT" else _TIMEOUT)
        try:
            connection.request(method, address, body=None if make is None else make(), headers=dict(headers))
        except (BrokenPipeError, ConnectionResetError):
            # Who refuses a long body answers and closes before all of it is sent: the answer says why.
            pass
        return connection.getresponse()

    def _connect(self) -> http.client.HTTPConnection:
        if self._tls is None:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=_CONNECT_TIMEOUT)
        else:
            connection = http.client.HTTPSConnection(
                self._host, self._port, timeout=_CONNECT_TIMEOUT, context=self._tls
            )
        connection.connect()
        self._local.pid, self._local.connection = os.getpid(), connection
        return connection

    def _kept(self) -> http.client.HTTPConnection | None:
        """The open connection of this thread; a child does not speak on that of its parent."""
        if getattr(self._local, "pid", None) != os.getpid():
            return None
        connection: http.client.HTTPConnection | None = self._local.connection
        return connection if connection is not None and connection.sock is not None else None

    def _drop(self) -> None:
        if getattr(self._local, "pid", None) == os.getpid() and self._local.connection is not None:
            self._local.connection.close()
        self._local.connection = None


def dumps(value: object) -> str:
    """JSON as the wire has it; NaN and infinities are refused."""
    return jsonlib.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def query_string(query: Query | None) -> str:
    """The query with its question mark; lists are joined by commas, None is left out."""
    said = {name: _text(value) for name, value in (query or {}).items() if value is not None}
    return f"?{urlencode(said)}" if said else ""


def _text(value: QueryValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(str(item) for item in value)
    return str(value)


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _wait_before(tried: int, error: BegatError) -> float:
    """Half to the whole of a delay that doubles, and never less than the server asks for."""
    delay: float = _FIRST_DELAY * 2 ** (tried - 1) * (0.5 + random.random() / 2)
    asked = error.details.get("retry_after")
    return max(delay, float(asked)) if isinstance(asked, (int, float)) else delay
