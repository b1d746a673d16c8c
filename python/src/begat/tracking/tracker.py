"""Watches what a script reads and writes, and says so of the run that did it."""

from __future__ import annotations

import functools
import logging
import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Callable

from ..fork import reset_in_child
from ..runs.active import innermost, run_listeners
from ..runs.execution import Execution, JobRun, Run
from ..runs.start import start_job_run
from .hooks import HOOKS, PAST, READ, hooked, shown, unobserved
from .imports import ImportWatch
from .recorder import Found

if TYPE_CHECKING:
    from ..client import Begat

log = logging.getLogger("begat")


class Tracker:
    """What ``begat.track()`` started; ``stop()`` ends it."""

    def __init__(self, client: Begat, job: str | None) -> None:
        self.is_stopped = False
        self._client = client
        self._job = job or _script_name()
        self._script: JobRun | None = None
        #: What the script read outside any run: an input of each training run that starts after it.
        self._read: dict[str, Found] = {}
        self._said: set[tuple[str, str]] = set()
        self._undo: list[Callable[[], None]] = []
        self._imports = ImportWatch()
        self.after_fork()
        reset_in_child(self)

    def after_fork(self) -> None:
        self._lock = threading.RLock()

    def start(self) -> Tracker:
        """Begins to watch: what is imported already, and the rest once it is."""
        for name, functions in HOOKS.items():
            self._imports.on(name, lambda module, functions=functions: self._hook(module, functions))  # type: ignore[misc]
        self._imports.on("mlflow", self._hook_mlflow)
        self._imports.start()
        run_listeners.append(self.run_started)
        return self

    def stop(self) -> None:
        """Puts everything back as it was, and ends the run of the script."""
        if self.is_stopped:
            return
        self.is_stopped = True
        self._imports.stop()
        run_listeners.remove(self.run_started)
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()
        if self._script is not None:
            self._script.end()
            self._script = None

    def run_started(self, run: Run) -> None:
        """A run starts within the script: what the script read before is its input."""
        for found in list(self._read.values()):
            run.log_found(found)

    def observe(self, what: str, places: list[str]) -> None:
        """Something was read or written. Whatever goes wrong here, the script goes on."""
        for place in places:
            try:
                with self._lock:
                    self._observe(what, place)
            except Exception as error:
                log.warning("what was %s at %s is not recorded: %s", PAST[what], shown(place), error)

    def _observe(self, what: str, place: str) -> None:
        recorder = self._client.recorder
        run = self._current()
        if what != READ:
            by = run if isinstance(run, str) else (run or self._script_run()).id
            recorder.written(place, by)
            return
        found = recorder.read(place)
        if found is None:
            return
        if run is None:
            self._read[found.id] = found
        self._log_input(run or self._script_run(), found)

    def _log_input(self, run: Any, found: Found) -> None:
        if not isinstance(run, str):
            run.log_found(found)
        elif (run, found.id) not in self._said:
            self._said.add((run, found.id))
            body = {"run_id": run, "inputs": [{"id": found.id, "relation": "used"}], "names": found.names}
            self._client._delivery.publish_or_keep("run", body)

    def _current(self) -> Any:
        """The run that the code is in: of Begat, or the id of one of MLflow; None when it is in none."""
        execution = innermost()
        if isinstance(execution, Execution):
            return execution
        mlflow = sys.modules.get("mlflow")
        active = mlflow.active_run() if mlflow is not None and hasattr(mlflow, "active_run") else None
        return None if active is None else f"run:{active.info.run_id}"

    def _script_run(self) -> JobRun:
        if self._script is None:
            self._script = start_job_run(self._client._deps, None, self._job, None, in_background=True)
        return self._script

    def _hook(self, module: ModuleType, functions: list[tuple[str, str, str]]) -> None:
        for name, what, argument in functions:
            owner_name, _, attribute = name.rpartition(".")
            owner = getattr(module, owner_name, None) if owner_name else module
            original = getattr(owner, attribute, None)
            if owner is not None and original is not None:
                new = hooked(original, what, argument, self.observe)
                # Pickled by its name, as for the workers of multiprocessing, it has to be found there.
                new.__module__, new.__qualname__ = module.__name__, name
                self._replace(owner, attribute, new)

    def _hook_mlflow(self, module: ModuleType) -> None:
        fluent = module.tracking.fluent
        original = module.start_run

        @functools.wraps(original)
        def start_run(*args: Any, **kwargs: Any) -> Any:
            run = original(*args, **kwargs)
            with unobserved():
                self._mlflow_started(f"run:{run.info.run_id}")
            return run

        self._replace(module, "start_run", start_run)
        self._replace(fluent, "start_run", start_run)

    def _mlflow_started(self, run: str) -> None:
        try:
            for found in list(self._read.values()):
                self._log_input(run, found)
        except Exception as error:
            log.warning("what %s read is not recorded: %s", run, error)

    def _replace(self, owner: Any, attribute: str, new: Any) -> None:
        own = vars(owner).get(attribute)
        original = getattr(owner, attribute)
        setattr(owner, attribute, new)
        if own is None:
            self._undo.append(lambda: delattr(owner, attribute))
        else:
            self._undo.append(lambda: setattr(owner, attribute, original))


def _script_name() -> str:
    if "ipykernel" in sys.modules:
        return "notebook"
    name = Path(sys.argv[0]).stem if sys.argv and sys.argv[0] not in ("", "-c", "-m") else ""
    return name or "python"
