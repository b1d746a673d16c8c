"""Sends what waits, in order, one process at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Callable, Protocol

from ..errors import BegatError, is_away
from ..messages import Message, subject_of
from ..transport import dumps
from ..types import BatchItem
from .folder import Place, Spool
from .group import Group
from .line import Line, halves_of_line, message_name, parse_line
from .lock import Lock


class Receiver(Protocol):
    """The server, as a spool sees it."""

    def batch(self, messages: Sequence[Message]) -> list[BatchItem]:
        """An answer for each message in order, or for the first ones."""

    def bytes(self, line: Line, file: Path) -> None:
        """Stores the bytes of a file."""


@dataclass(frozen=True)
class Rejected:
    """A request that the server refused for good, and the file that holds it."""

    file: Path
    error: BegatError


@dataclass
class DrainReport:
    """What became of the requests that waited; ``waiting`` segments are being sent by another process."""

    sent: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    waiting: int = 0


_Waiting = tuple[Place, Line]


@dataclass(frozen=True)
class _Loaded:
    segment: str
    lines: list[_Waiting]
    subjects: list[str]


def drain(spool: Spool, receiver: Receiver) -> DrainReport:
    """Sends what waits. A segment is removed when the server has answered every line of it.

    Raises when the server is away or refuses the whole request, as without a valid token; then the rest stays.
    """
    report = DrainReport(waiting=len(spool.segments()))
    if report.waiting == 0:
        return report
    lock = Lock.take(spool.folder / "lock", spool.temporaries())
    if lock is None:
        return report
    round_ = _Round(spool, receiver, report)
    try:
        while round_.run(lock.is_mine):
            pass
        # What waits, as for another process that took the lock, may name bytes of any age.
        if lock.is_mine() and not spool.segments():
            spool.sweep()
    finally:
        lock.release()
    report.waiting = len(spool.segments())
    return report


class _Round:
    def __init__(self, spool: Spool, receiver: Receiver, report: DrainReport) -> None:
        self._spool = spool
        self._receiver = receiver
        self._report = report

    def run(self, may_go_on: Callable[[], bool]) -> bool:
        """Sends every segment that is there. False when none was there, or when it may not go on."""
        names = self._spool.segments()
        for group in self._groups(names):
            if not may_go_on():
                return False
            self._send(group)
        return len(names) > 0

    def _groups(self, names: Sequence[str]) -> Iterator[list[_Loaded]]:
        """Segments in order, as many at a time as may go out together."""
        group = Group()
        loaded: list[_Loaded] = []
        for name in names:
            following = self._load(name)
            characters = sum(len(place.text) for place, _ in following.lines)
            if not group.add(following.subjects, characters):
                yield loaded
                group, loaded = Group(), []
                group.add(following.subjects, characters)
            loaded.append(following)
        if loaded:
            yield loaded

    def _load(self, segment: str) -> _Loaded:
        loaded = _Loaded(segment, [], [])
        for index, text in enumerate(self._spool.read(segment)):
            place = Place(segment, index, text)
            try:
                line = parse_line(text)
            except BegatError as error:
                self._reject(place, _refusal(error))
                continue
            loaded.lines.append((place, line))
            loaded.subjects.append(_subject(line))
        return loaded

    def _send(self, group: Sequence[_Loaded]) -> None:
        messages: list[_Waiting] = []
        for waiting in (line for loaded in group for line in loaded.lines):
            if "body" in waiting[1]:
                messages.append(waiting)
                continue
            self._send_messages(messages)
            messages = []
            self._send_bytes(*waiting)
        self._send_messages(messages)
        for loaded in group:
            blobs = [line["blob"] for _, line in loaded.lines if "blob" in line]
            self._spool.remove(loaded.segment, blobs)

    def _send_messages(self, messages: list[_Waiting]) -> None:
        while messages:
            try:
                answers = self._receiver.batch([(message_name(line), line["body"]) for _, line in messages])
            except BegatError as refused:
                if refused.code != "too_large":
                    raise
                self._send_less(messages, refused)
                return
            if not answers:
                raise BegatError("unavailable", "the server answered no item of a batch")
            for waiting, answer in zip(messages, answers):
                error = answer.get("error")
                if error is None:
                    self._report.sent += 1
                    continue
                code = "unavailable" if answer["status"] >= 500 else error["code"]
                self._refuse(waiting, _refusal(BegatError(code, error["message"], error.get("details"))))
            messages = messages[len(answers) :]

    def _send_less(self, messages: list[_Waiting], error: BegatError) -> None:
        """Sends messages that were too large together in halves; one that is so alone is refused."""
        if len(messages) == 1:
            self._refuse(messages[0], error)
            return
        half = len(messages) // 2
        self._send_messages(messages[:half])
        self._send_messages(messages[half:])

    def _refuse(self, waiting: _Waiting, error: BegatError) -> None:
        """Sends the halves of a message that was refused, down to what is refused by itself."""
        place, line = waiting
        halves = halves_of_line(line)
        if not halves:
            self._reject(place, error)
        for number, half in enumerate(halves):
            self._send_messages([(replace(place, text=dumps(half), part=f"{place.part}{number}"), half)])

    def _send_bytes(self, place: Place, line: Line) -> None:
        try:
            self._receiver.bytes(line, self._spool.blob_path(line["blob"]))
            self._report.sent += 1
        except BegatError as error:
            self._reject(place, _refusal_of_bytes(error, line), line["blob"])

    def _reject(self, place: Place, error: BegatError, blob: str | None = None) -> None:
        self._report.rejected.append(Rejected(self._spool.reject(place, error, blob), error))


def _subject(line: Line) -> str:
    if "body" not in line:
        return str(line["path"])
    return subject_of(message_name(line), line["body"]) or ""


def _refusal(error: BegatError) -> BegatError:
    """The refusal that an error is; raises what says that nobody has judged the request."""
    if error.code == "unauthenticated" or is_away(error):
        raise error
    return error


def _refusal_of_bytes(error: BegatError, line: Line) -> BegatError:
    """The same for bytes, whose answer is about the whole request: only what is wrong with them is a refusal."""
    refused = _refusal(error)
    tree_without_member = line["method"] == "POST" and refused.code == "not_found"
    if tree_without_member or refused.code in ("invalid", "too_large", "hash_mismatch"):
        return refused
    raise refused
