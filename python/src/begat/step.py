"""A function call as one execution of a job."""

from __future__ import annotations

import functools
import inspect
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable, TypeVar, cast, overload

from .client import default_client
from .datasets import DatasetVersion
from .runs.environment import HIDDEN, looks_secret
from .runs.execution import JobRun
from .runs.values import fits
from .tracking.recorder import Found

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")

log = logging.getLogger("begat")

_VERSION = re.compile(r"ds:[^:@\s]+:[^:@\s]+")
_SCALARS = (str, int, float, bool, type(None))


@overload
def step(function: F) -> F: ...


@overload
def step(*, job: str | None = None, capture: bool = True) -> Callable[[F], F]: ...


def step(function: F | None = None, *, job: str | None = None, capture: bool = True) -> F | Callable[[F], F]:
    """Records each call of a function as a run of the job that is named after it.

    Arguments that are dataset versions (ids such as ``ds:users:v1``, what ``datasets.add`` answered, or a ``Path`` that
    is there) are inputs, in the role of the parameter; those that the function returns are outputs. Texts, numbers,
    lists and dicts of them are params, unless they are longer than 1 MiB; values of parameters that sound secret are
    hidden. What pandas and Arrow read and write meanwhile is recorded too when ``begat.track()`` was called. An
    exception ends it ``failed``.

    ::

        @begat.step
        def clean(raw: Path, minimum: int = 18) -> Path:
            ...
    """

    def decorate(wrapped: Any) -> Any:
        if inspect.iscoroutinefunction(wrapped):
            return _async_step(wrapped, job, capture)

        @functools.wraps(wrapped)
        def call(*args: Any, **kwargs: Any) -> Any:
            with _started(wrapped, job, capture, args, kwargs) as run:
                result = wrapped(*args, **kwargs)
                _log_outputs(run, result)
            return result

        return call

    return decorate if function is None else cast("F", decorate(function))


def _async_step(wrapped: Any, job: str | None, capture: bool) -> Any:
    @functools.wraps(wrapped)
    async def call(*args: Any, **kwargs: Any) -> Any:
        with _started(wrapped, job, capture, args, kwargs) as run:
            result = await wrapped(*args, **kwargs)
            _log_outputs(run, result)
        return result

    return call


def _started(wrapped: Any, job: str | None, capture: bool, args: Any, kwargs: Any) -> JobRun:
    # Binding raises for wrong arguments what the call itself would raise.
    bound = inspect.signature(wrapped).bind(*args, **kwargs)
    bound.apply_defaults()
    params = dict(_params(bound.arguments))
    run = default_client().start_job_run(job or _job_of(wrapped), params=params, capture=capture)
    for name, value in bound.arguments.items():
        for found in _versions(value, _or_warning(default_client().recorder.read)):
            _or_warning(functools.partial(run.log_found, role=name))(found)
    return run


def _job_of(wrapped: Any) -> str:
    """``clean`` of the module ``pipeline.users`` is ``pipeline/users/clean``; of a script, ``clean``."""
    name = wrapped.__qualname__.replace(".<locals>", "").replace(".", "/")
    module = wrapped.__module__
    return name if module == "__main__" else f"{module.replace('.', '/')}/{name}"


def _params(arguments: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in arguments.items():
        if _is_param(value) and not (isinstance(value, str) and _VERSION.fullmatch(value)):
            yield name, HIDDEN if looks_secret(name) else value


def _is_param(value: Any) -> bool:
    try:
        return _is_plain(value) and fits(value)
    except RecursionError:
        # It holds itself.
        return False


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return all(_is_plain(item) for item in value)
    return isinstance(value, _SCALARS)


def _versions(value: Any, of_path: Callable[[Path], Found | None]) -> list[Found]:
    try:
        return _versions_in(value, of_path)
    except RecursionError:
        return []


def _versions_in(value: Any, of_path: Callable[[Path], Found | None]) -> list[Found]:
    if isinstance(value, DatasetVersion):
        return [Found(value.id)]
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return [Found(value)]
    if isinstance(value, Path):
        found = of_path(value)
        return [] if found is None else [found]
    if isinstance(value, (list, tuple)):
        return [found for item in value for found in _versions_in(item, of_path)]
    return []


def _or_warning(record: Callable[[Any], R]) -> Callable[[Any], R | None]:
    """What cannot be hashed or recorded, such as a folder with a link to nothing, must not cost the result."""

    def call(given: Any) -> R | None:
        try:
            return record(given)
        except Exception as error:
            log.warning("%s is not recorded: %s", given.id if isinstance(given, Found) else given, error)
            return None

    return call


def _log_outputs(run: JobRun, result: Any) -> None:
    recorder = default_client().recorder
    for found in _versions(result, _or_warning(lambda path: recorder.written(path, run.id))):
        if found.uri is None:
            _or_warning(lambda found: run.log_output(found.id))(found)
