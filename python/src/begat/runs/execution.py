"""A run or a step under way."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from ..artifacts import Source
from ..errors import BegatError, invalid
from ..ids import check_id
from ..messages import checked
from ..sortable_id import sortable_id
from .active import left
from .deps import Deps
from .update_buffer import UpdateBuffer
from .values import (
    When,
    check_artifact_path,
    check_name,
    check_step,
    input_of,
    instant_of,
    metric_value,
    now,
    params_of,
    status_of,
    tags_of,
)

if TYPE_CHECKING:
    from ..tracking.recorder import Found

E = TypeVar("E", bound="Execution")
log = logging.getLogger("begat")


class Execution:
    """A ``Run`` or a ``JobRun`` under way.

    What is logged goes out in the background, in order and in batches; while the server is away it waits in the spool.
    ``flush`` and ``end`` raise the first refusal; the rest is recorded. As a context manager it ends ``finished``, or
    ``failed`` when the block raises (``killed`` on Ctrl-C). What a program leaves open ends with it.
    """

    _message = ""
    _id_field = "id"

    def __init__(self, id: str, deps: Deps) -> None:
        self.id = id
        self.has_ended = False
        self._deps = deps
        self._pid = os.getpid()
        self._params: dict[str, str] = {}
        self._inputs: set[str] = set()
        self._updates = UpdateBuffer(self._send)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    def log_param(self, name: str, value: Any) -> None:
        """Logs one param. ``conflict`` when it has another value already."""
        self.log_params({name: value})

    def log_params(self, params: Mapping[str, Any]) -> None:
        """Logs params; each keeps its first value. What JSON has no form for is logged as its text."""
        self._check_open()
        self._updates.merge("params", self._remember_params(params))

    def remember(self, params: Mapping[str, Any], inputs: Iterable[str]) -> None:
        """Keeps what was said at the start, to compare it with what is logged."""
        self._remember_params(params)
        self._inputs.update(inputs)

    def _remember_params(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The wire form of params; ``conflict`` when one has another value already."""
        said = params_of(params)
        for name, value in said.items():
            text = json.dumps(value, sort_keys=True)
            first = self._params.setdefault(name, text)
            if first != text:
                message = f"params.{name}: is {first} and cannot become {text}; start another run"
                raise BegatError("conflict", message, {"field": f"params.{name}"})
        return said

    def log_metric(self, name: str, value: Any, step: int | None = None, at: When | None = None) -> None:
        """Logs one value of a metric, one step after its last when none is given; NaN and infinities are kept."""
        if self.has_ended:
            self._check_open()
        if not self._updates.knows(name):
            check_name(name, "metrics")
        if type(value) is not float:
            value = metric_value(name, value)
        if step is not None and type(step) is not int:
            step = check_step(step)
        self._updates.add_point(name, step, now() if at is None else instant_of(at), value)

    def log_metrics(self, metrics: Mapping[str, Any], step: int | None = None, at: When | None = None) -> None:
        """Logs a value of each metric at the same place."""
        if not isinstance(metrics, Mapping):
            raise invalid("metrics", f"a {type(metrics).__name__} is none; give a dict")
        instant = instant_of(at)
        numbers = {check_name(name, "metrics"): metric_value(name, value) for name, value in metrics.items()}
        for name, value in numbers.items():
            self.log_metric(name, value, step, instant)

    def log_input(self, id: str, *, relation: str = "used", role: str | None = None) -> None:
        """Logs what was read, such as ``ds:users:v12``.

        ``relation`` is used, trained-on, evaluated-on, seeded-by or triggered-by; ``role`` such as ``train``.
        """
        self._check_open()
        self._updates.extend("inputs", input_of(id, relation, role))
        self._inputs.add(id)

    def log_found(self, found: Found, role: str | None = None) -> None:
        """Logs what was read at a location; without a role only if it is no input yet."""
        if role is None and found.id in self._inputs:
            return
        for name in found.names:
            self._updates.extend("names", name)
        self.log_input(found.id, role=role)

    def log_artifact(self, source: Source, path: str | None = None) -> str:
        """Stores a file, a folder or bytes and hangs it on the execution at ``path``. Answers the digest.

        ``path`` is the name of the file when it is left out; bytes need one.
        """
        self._check_open()
        if path is None and not isinstance(source, (bytes, bytearray, memoryview)):
            path = Path(source).absolute().name
        name = check_artifact_path(path)
        digest = self._deps.keeper.put(source)
        self._updates.extend("artifacts", {"id": digest, "path": name})
        return digest

    def set_tag(self, name: str, value: Any) -> None:
        """Sets one tag; None removes it."""
        self.set_tags({name: value})

    def set_tags(self, tags: Mapping[str, Any]) -> None:
        """Sets tags; None removes one."""
        self._check_open()
        self._updates.merge("tags", dict(tags_of(tags)))

    def log_check(self, kind: str, status: str, **fields: Any) -> str:
        """Publishes a check that this execution made, and answers its id.

        ``kind`` is quality, profile, fairness, drift, gate or approval; ``status`` passed, failed or warning.
        """
        self._check_open()
        body = {"id": f"check:{sortable_id()}", "at": now(), **fields, "kind": kind, "status": status}
        said = checked("check", {**body, "produced_by": self.id})
        self._updates.flush()
        self._deps.delivery.publish_or_keep("check", said)
        return str(said["id"])

    def flush(self) -> None:
        """Returns when all that was logged is in the record, or on disk. Raises the first refusal."""
        self._updates.flush()

    def end(self, status: str = "finished") -> str:
        """Ends it; nothing can be logged any more.

        Answers ``recorded``, or ``spooled`` when some of it waits on disk. In a process that inherited it by a fork it
        is not ended, only flushed.
        """
        if os.getpid() != self._pid:
            self.flush()
        elif not self.has_ended:
            self.has_ended = True
            left(self)
            self._updates.close()
            self._finish(status)
        return self._settled()

    def end_at_exit(self, status: str) -> None:
        """Ends it with the program, which is past raising."""
        try:
            self.end(status)
        except Exception as error:
            log.warning("%s could not be ended: %s", self.id, error)

    def __enter__(self: E) -> E:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        status = status_of(error)
        if status == "finished":
            self.end(status)
        else:
            # What the block raised says more than what its record met.
            self.end_at_exit(status)

    def __reduce__(self) -> tuple[Any, ...]:
        from ..client import attached

        return attached, (type(self), self._deps.delivery.url, self.id)

    def _finish(self, status: str) -> None:
        failure: Exception | None = None
        try:
            self._updates.flush()
        except Exception as error:
            failure = error
        self._send({"status": status, "ended_at": now()})
        if failure is not None:
            raise failure

    def _send(self, fields: Mapping[str, Any]) -> None:
        self._deps.delivery.publish_or_keep(self._message, {self._id_field: self.id, **fields})

    def _settled(self) -> str:
        try:
            return "recorded" if self._deps.delivery.settle() else "spooled"
        except Exception:
            return "spooled"

    def _check_open(self) -> None:
        if self.has_ended:
            raise BegatError("invalid", f"{self.id} has ended; start another one", {"id": self.id})


class Run(Execution):
    """A training run under way."""

    _message = "run"
    _id_field = "run_id"


class JobRun(Execution):
    """One execution of a job under way."""

    _message = "job-run"

    def log_output(self, id: str) -> None:
        """Logs what it made, such as ``ds:users:v12``."""
        self._check_open()
        self._updates.extend("outputs", check_id(id))
