"""Brings messages to the server, or to the spool while it is away."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Callable, TypeVar

from .artifacts import Artifacts
from .errors import BegatError, invalid, is_away, is_locked_out
from .fork import reset_in_child
from .messages import Message, subject_of
from .publish import publish_batch, publish_one
from .spool.drain import DrainReport, drain
from .spool.folder import Spool, is_of_spool
from .spool.group import grouped
from .spool.line import Line, message_line
from .transport import Transport
from .types import BatchItem, Receipt

T = TypeVar("T")

_HOLD_OFF_SECONDS = 5.0
log = logging.getLogger("begat")


class Delivery:
    """Sends in order: while older messages wait in the spool, they go first."""

    def __init__(self, transport: Transport, spool: Spool | None) -> None:
        self.url = transport.url
        self._transport = transport
        self._artifacts = Artifacts(transport)
        self._spool = spool
        self._away_until = 0.0
        self._warned = False
        self.after_fork()
        reset_in_child(self)

    def after_fork(self) -> None:
        self._draining = threading.Lock()

    def publish(self, name: str, body: Mapping[str, object], strict: bool = False) -> Receipt:
        """Publishes one message. A strict one asks for an answer now and does not wait in the spool."""

        def send() -> Receipt:
            return publish_one(self._transport, name, body, strict)

        subject = None if strict else subject_of(name, body)
        if subject is None:
            return self._now(send)

        def keep(spool: Spool) -> Receipt:
            spool.append([message_line(name, body)])
            return _spooled(subject)

        return self._or_spool(send, keep)

    def batch(self, messages: Sequence[Message], strict: bool = False) -> list[BatchItem]:
        """Publishes many messages; an answer per message, in order."""
        return [answer for group in grouped(messages) for answer in self._group(group, strict)]

    def bytes(self, send: Callable[[], None], keep: Callable[[Spool], Line]) -> None:
        """Stores bytes by ``send``, or has ``keep`` copy them to the spool, to which it answers the line."""
        self._or_spool(send, lambda spool: spool.append([keep(spool)]))

    def publish_or_keep(self, name: str, body: Mapping[str, object]) -> None:
        """Publishes a message of a run, which the state of the server must not break.

        A token that is refused can be replaced: what it was refused for waits on disk. What the disk cannot take is
        lost with a warning. What the answer warns of, such as an id that nobody has described, is one too. Raises what
        the message itself is refused for.
        """
        try:
            for warning in self.publish(name, body)["warnings"]:
                log.warning("%s", warning["message"])
        except BegatError as error:
            if self._spool is None:
                raise
            if is_locked_out(error):
                self._spool.append([message_line(name, body)])
                self._warn(error)
            elif is_of_spool(error):
                log.warning("%s; what it was to keep is lost", error)
            else:
                raise

    def drain(self) -> DrainReport:
        """Sends what waits. Raises when the server is away or refuses the whole request; then the rest stays."""
        if self._spool is None:
            return DrainReport()
        with self._draining:
            report = drain(self._spool, _Receiver(self._transport, self._artifacts))
        if report.waiting == 0:
            self._away_until, self._warned = 0.0, False
        return report

    def settle(self) -> bool:
        """Whether nothing waits any more, after an attempt to send it; what is refused of it becomes a warning."""
        report = self.drain()
        for rejected in report.rejected:
            log.warning("Begat refused a message that waited: %s (kept in %s)", rejected.error, rejected.file)
        return report.waiting == 0

    def is_away(self) -> bool:
        """Whether the server did not answer, or did not take what waits, a moment ago."""
        return time.monotonic() < self._away_until

    def _group(self, messages: Sequence[Message], strict: bool) -> list[BatchItem]:
        def send() -> list[BatchItem]:
            return publish_batch(self._transport, messages, strict)

        subjects = [subject_of(name, body) for name, body in messages]
        if strict or None in subjects:
            return self._now(send)

        def keep(spool: Spool) -> list[BatchItem]:
            spool.append([message_line(name, body) for name, body in messages])
            return [{"status": 202, "receipt": _spooled(str(subject))} for subject in subjects]

        return self._or_spool(send, keep)

    def _or_spool(self, send: Callable[[], T], keep: Callable[[Spool], T]) -> T:
        if self._spool is None:
            return send()
        if self._others_wait(self._spool):
            return keep(self._spool)
        try:
            return send()
        except BegatError as error:
            if not is_away(error):
                raise
            self._hold_off(error)
            return keep(self._spool)

    def _now(self, send: Callable[[], T]) -> T:
        """Sends what can wait for no answer, after all that waits."""
        if self._spool is not None and self._others_wait(self._spool):
            raise BegatError(
                "unavailable",
                f"{self.url} is away or refuses what waits, and this message needs its answer: give a version its "
                "number, such as ds:users:v12, to have it wait",
            )
        return send()

    def _others_wait(self, spool: Spool) -> bool:
        """Whether older messages wait, after an attempt to send them."""
        if self.is_away():
            return True
        if not spool.segments():
            return False
        try:
            return not self.settle()
        except Exception as error:
            # Whatever is wrong with what waits, what is new goes behind it and is not lost.
            self._hold_off(error)
            return True

    def _hold_off(self, error: Exception) -> None:
        asked = error.details.get("retry_after") if isinstance(error, BegatError) else None
        wait = max(_HOLD_OFF_SECONDS, float(asked) if isinstance(asked, (int, float)) else 0.0)
        self._away_until = time.monotonic() + wait
        self._warn(error)

    def _warn(self, error: Exception) -> None:
        """Once, until what waits has gone out."""
        if self._spool is not None and not self._warned:
            self._warned = True
            log.warning("%s; what is recorded waits in %s and goes out later", error, self._spool.folder)


class _Receiver:
    """The server, as the spool sees it."""

    def __init__(self, transport: Transport, artifacts: Artifacts) -> None:
        self._transport = transport
        self._artifacts = artifacts

    def batch(self, messages: Sequence[Message]) -> list[BatchItem]:
        return publish_batch(self._transport, messages)

    def bytes(self, line: Line, file: Path) -> None:
        """A line before may have brought the same bytes, and taken the copy with it."""
        if not file.exists():
            if self._artifacts.stat(line["blob"]) is None:
                raise invalid("blob", f"the bytes of {line['blob']} are gone from the spool; put them again")
        elif line["method"] == "PUT":
            self._artifacts.put_file(file, line["blob"], file.stat().st_size)
        else:
            data = file.read_bytes()
            headers = {"content-type": str(line["content_type"])}
            self._transport.read("POST", line["path"], body=lambda: data, headers=headers)


def _spooled(subject: str) -> Receipt:
    return {"id": subject, "status": "spooled", "warnings": []}
