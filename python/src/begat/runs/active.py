"""Which run the code is in."""

from __future__ import annotations

import atexit
import contextvars
import sys
from typing import TYPE_CHECKING, Callable

if TYPE_CHECKING:
    from .execution import Execution, Run

_stack: contextvars.ContextVar[tuple[Execution, ...]] = contextvars.ContextVar("begat_runs", default=())
_open: dict[str, Execution] = {}
_background: dict[str, Execution] = {}

#: Told of each training run that starts.
run_listeners: list[Callable[[Run], None]] = []


def entered(execution: Execution) -> None:
    """Makes an execution the innermost one of this thread or task."""
    _stack.set((*(outer for outer in _stack.get() if not outer.has_ended), execution))
    _open[execution.id] = execution


def opened_in_background(execution: Execution) -> None:
    """Has an execution end with the program, though no code is in it."""
    _background[execution.id] = execution


def left(execution: Execution) -> None:
    """Takes an execution that has ended out."""
    _open.pop(execution.id, None)
    _background.pop(execution.id, None)


def innermost() -> Execution | None:
    """The innermost execution of this thread or task; in a thread that has none, the only one of the process."""
    for execution in reversed(_stack.get()):
        if not execution.has_ended:
            return execution
    running = list(_open.values())
    return running[0] if len(running) == 1 else None


def _end_all() -> None:
    """Ends what the program left open, as it ended itself."""
    crashed = hasattr(sys, "last_type") and not hasattr(sys, "ps1")
    for execution in [*reversed(list(_open.values())), *list(_background.values())]:
        execution.end_at_exit("failed" if crashed else "finished")


atexit.register(_end_all)
