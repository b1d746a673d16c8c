"""A server of Begat for programs that record and ask."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from .artifacts import Artifacts
from .datasets import Datasets
from .delivery import Delivery
from .errors import invalid
from .keeper import ArtifactKeeper
from .messages import Instant, checked
from .publish import Publish
from .reads import Reads
from .runs.deps import Deps
from .runs.execution import Execution, JobRun, Run
from .runs.start import Input, start_job_run, start_run
from .settings import settings_of
from .spool.drain import DrainReport
from .spool.folder import Spool
from .tracking.recorder import Recorder
from .transport import Transport
from .types import BatchItem

X = TypeVar("X", bound=Execution)


class Begat(Reads):
    """A server, by ``BEGAT_URL`` and ``BEGAT_TOKEN`` unless they are given.

    What is published while it is away waits in the spool and goes out later, in order; ``spool`` is its folder
    (``BEGAT_SPOOL``, else ``~/.begat/spool``), False has an outage raised instead.

    >>> client = Begat("http://127.0.0.1:4680", spool=False)
    >>> client.url
    'http://127.0.0.1:4680'
    """

    def __init__(
        self,
        url: str | None = None,
        token: str | None = None,
        *,
        spool: str | os.PathLike[str] | Literal[False] | None = None,
    ) -> None:
        transport = Transport(settings_of(url, token))
        super().__init__(transport)
        self._delivery = Delivery(transport, None if spool is False else Spool(transport.url, spool))
        #: Bytes by their hash: ``put``, ``get``, ``verify``, ``download``.
        self.artifacts = Artifacts(transport)
        self._deps = Deps(self._delivery, ArtifactKeeper(self.artifacts, self._delivery))
        #: Dataset versions with their content: ``add``, ``get``.
        self.datasets = Datasets(self, self._delivery, self._deps.keeper)
        #: Dataset versions by what lies at a location.
        self.recorder = Recorder(self)
        #: A function for each message: ``publish.model_version(…)``.
        self.publish = Publish(self._delivery.publish)

    def start_run(
        self,
        experiment: str | None = None,
        *,
        id: str | None = None,
        name: str | None = None,
        description: str | None = None,
        params: Mapping[str, Any] | None = None,
        tags: Mapping[str, Any] | None = None,
        inputs: Sequence[Input] | None = None,
        agent: str | None = None,
        parent: str | Execution | None = None,
        environment: Mapping[str, Any] | None = None,
        commit: str | None = None,
        repository: str | None = None,
        started_at: Instant | None = None,
        capture: bool = True,
    ) -> Run:
        """Starts a training run, within the one that is open.

        It captures the commit, changes that are in none (as an artifact), and the environment; ``capture=False`` leaves
        that out. The id is a new one that sorts by time when it is left out.
        """
        return start_run(
            self._deps, id, experiment, name=name, description=description, params=params, tags=tags,
            inputs=inputs, agent=agent, parent=parent, environment=environment, commit=commit, repository=repository,
            started_at=started_at, capture=capture,
        )  # fmt: skip

    def start_job_run(
        self,
        job: str | None = None,
        *,
        id: str | None = None,
        name: str | None = None,
        description: str | None = None,
        params: Mapping[str, Any] | None = None,
        tags: Mapping[str, Any] | None = None,
        inputs: Sequence[Input] | None = None,
        outputs: Sequence[str] | None = None,
        agent: str | None = None,
        parent: str | Execution | None = None,
        environment: Mapping[str, Any] | None = None,
        commit: str | None = None,
        repository: str | None = None,
        started_at: Instant | None = None,
        capture: bool = True,
    ) -> JobRun:
        """Starts one execution of a job, such as ``clean-users``, with the same captured."""
        return start_job_run(
            self._deps, id, job, outputs, name=name, description=description, params=params, tags=tags,
            inputs=inputs, agent=agent, parent=parent, environment=environment, commit=commit, repository=repository,
            started_at=started_at, capture=capture,
        )  # fmt: skip

    def batch(self, items: Sequence[Mapping[str, Any]], *, strict: bool = False) -> list[BatchItem]:
        """Publishes many messages, each as ``{"run": {…}}``; an answer per item, in order.

        One refused item never fails the others.
        """
        messages = []
        for item in items:
            if len(item) != 1:
                raise invalid("items", 'each has one member, named after its message, such as {"run": {…}}')
            ((name, body),) = item.items()
            messages.append((name, checked(name, body)))
        return self._delivery.batch(messages, strict)

    def drain(self) -> DrainReport:
        """Sends what waits in the spool. Raises when the server is away or refuses the token; then the rest stays."""
        return self._delivery.drain()


_default: Begat | None = None
_lock = threading.Lock()


def default_client() -> Begat:
    """The client of ``BEGAT_URL`` and ``BEGAT_TOKEN`` that the functions of the package use."""
    global _default
    with _lock:
        if _default is None:
            _default = Begat()
        return _default


def attached(kind: type[X], url: str, id: str) -> X:
    """A run of another process: what is logged here goes to it, but it ends there."""
    client = default_client()
    if client.url != url:
        client = Begat(url)
    execution = kind(id, client._deps)
    # Of no process that is alive: `end` only flushes.
    execution._pid = 0
    return execution
