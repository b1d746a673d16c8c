"""Joins what is logged into few messages."""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import Any, Callable, Union

from ..errors import is_away, is_locked_out
from ..fork import reset_in_child
from ..halves import halves_of
from ..spool.folder import is_of_spool
from .values import wire_number

#: name, step, at, value
Point = tuple[str, int, Union[str, int], float]
_FLUSH_AFTER = 1.0
_FLUSH_AT_POINTS = 1000
_MAX_POINTS = 5000
_HELD_POINTS = 200_000
log = logging.getLogger("begat")


class UpdateBuffer:
    """Sends what was added in the background: after a second, after 1,000 points, or when asked.

    One message is under way at a time, and what is logged meanwhile goes into the next. What ``send`` raises first is
    raised again by the next ``flush``; what it raises after that is a warning.
    """

    def __init__(self, send: Callable[[dict[str, Any]], None]) -> None:
        self._send = send
        self._steps: dict[str, int] = {}
        self.after_fork()
        reset_in_child(self)

    def after_fork(self) -> None:
        """What the parent has not sent yet is the parent's to send."""
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._some = threading.Event()
        self._due = threading.Event()
        self._thread: threading.Thread | None = None
        self._points: list[Point] = []
        self._maps: dict[str, dict[str, Any]] = {}
        self._lists: dict[str, list[Any]] = {}
        self._closed = False
        self._failure: Exception | None = None

    def add_point(self, name: str, step: int | None, at: str | int, value: float) -> None:
        """Adds a value of a metric, at the step after its last one when none is given."""
        with self._lock:
            place = self._steps.get(name, -1) + 1 if step is None else step
            self._steps[name] = place
            points = self._points
            points.append((name, place, at, value))
            count = len(points)
        if count == 1 or self._thread is None:
            self._wake()
        elif count == _FLUSH_AT_POINTS:
            self._due.set()
        elif count >= _HELD_POINTS:
            # Logged faster than it can be sent: memory has an end.
            self._send_all()

    def knows(self, name: str) -> bool:
        """Whether a metric of this name was added before."""
        return name in self._steps

    def merge(self, field: str, values: dict[str, Any]) -> None:
        """Adds to params or tags."""
        with self._lock:
            self._maps.setdefault(field, {}).update(values)
        self._wake()

    def extend(self, field: str, item: Any) -> None:
        """Adds to inputs, outputs or artifacts."""
        with self._lock:
            self._lists.setdefault(field, []).append(item)
        self._wake()

    def flush(self) -> None:
        """Returns when all of it is sent, or on disk. Raises what failed first since the last call."""
        self._send_all()
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def close(self) -> None:
        """Ends the thread."""
        self._closed = True
        self._some.set()
        self._due.set()

    def _wake(self) -> None:
        if self._thread is None:
            self._start()
        self._some.set()

    def _start(self) -> None:
        with self._lock:
            if self._thread is not None:
                return
            self._thread = threading.Thread(target=self._run, name="begat-updates", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:
            # The interpreter is ending and starts no threads any more: the flush at its end sends the rest.
            return
        self._flush_at_end_of_worker()

    def _flush_at_end_of_worker(self) -> None:
        """A worker of multiprocessing ends without the functions that others register for their end."""
        multiprocessing = sys.modules.get("multiprocessing")
        if multiprocessing is not None and multiprocessing.parent_process() is not None:
            from multiprocessing.util import Finalize

            Finalize(None, self._send_all, exitpriority=10)

    def _run(self) -> None:
        pid = os.getpid()
        while not self._closed and os.getpid() == pid:
            self._some.wait()
            self._due.wait(_FLUSH_AFTER)
            self._some.clear()
            self._due.clear()
            self._send_all()

    def _send_all(self) -> None:
        with self._sending:
            while True:
                points, fields = self._take()
                if not points and not fields:
                    return
                for start in range(0, max(len(points), 1), _MAX_POINTS):
                    self._send_part(fields, points[start : start + _MAX_POINTS])
                    fields = {}

    def _send_part(self, fields: dict[str, Any], points: list[Point]) -> None:
        if points:
            fields["points"] = [
                {"name": name, "step": step, "at": at, "value": wire_number(value)} for name, step, at, value in points
            ]
        self._send_apart(fields)

    def _send_apart(self, fields: dict[str, Any]) -> None:
        """Sends fields; what cannot be sent in halves, down to what is wrong alone: the rest must not be lost."""
        try:
            self._send(fields)
        except Exception as error:
            halves = halves_of(fields) if _is_about(error) else []
            for half in halves:
                self._send_apart(half)
            if not halves:
                self._fail(error)

    def _fail(self, error: Exception) -> None:
        """Kept for `flush`: raised here it would end the thread, and with it all that comes later."""
        if self._failure is None:
            self._failure = error
        else:
            log.warning("Begat did not take what was logged: %s", error)

    def _take(self) -> tuple[list[Point], dict[str, Any]]:
        """What was added since the last time."""
        with self._lock:
            points, self._points = self._points, []
            fields: dict[str, Any] = {**self._maps, **self._lists}
            self._maps, self._lists = {}, {}
        return points, fields


def _is_about(error: Exception) -> bool:
    """Whether an error may be about what was sent, so that a part of it could be sent all the same."""
    return not (is_away(error) or is_locked_out(error) or is_of_spool(error))
