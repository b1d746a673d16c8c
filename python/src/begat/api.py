"""The functions of the package, on the default client."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Callable, TypeVar

from .client import Begat, default_client
from .runs.active import innermost
from .runs.execution import Execution
from .tracking.tracker import Tracker

if TYPE_CHECKING:
    from typing_extensions import Concatenate, ParamSpec

    P = ParamSpec("P")

R = TypeVar("R")


def _of_default(method: Callable[Concatenate[Begat, P], R]) -> Callable[P, R]:
    @functools.wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return method(default_client(), *args, **kwargs)

    return call


start_run = _of_default(Begat.start_run)
start_job_run = _of_default(Begat.start_job_run)


def current_run() -> Execution | None:
    """The run or step that the code is in; None when it is in none."""
    return innermost()


_tracker: Tracker | None = None


def track(*, job: str | None = None, client: Begat | None = None) -> Tracker:
    """Records what pandas and Arrow read and write from now on, by URI and by the hash of the bytes.

    What is read is an input of the run that the code is in: one of Begat, else the active run of MLflow. Outside any,
    it is an input of a run of the script (``job``, its name when left out) and of each training run that the script
    starts later. What is written is a dataset version produced by the run. Call it once, at the top of the script;
    ``stop()`` on what it answers ends it.
    """
    global _tracker
    if _tracker is None or _tracker.is_stopped:
        _tracker = Tracker(client or default_client(), job).start()
    return _tracker
