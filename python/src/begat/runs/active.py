"""Which run the code is in."""

from __future__ import annotations

import atexit
import contextvars
import sys
import threading
from typing import TYPE_CHECKING, Dict, Optional, Tuple

if TYPE_CHECKING:
    from .execution import Execution

_stack: contextvars.ContextVar[Tuple[Execution, ...]] = contextvars.ContextVar("begat_runs", default=())
_open: Dict[str, Execution] = {}
_lock = threading.Lock()


def entered(execution: Execution) -> None:
    """Makes an execution the innermost one of this thread or task."""
    _stack.set((*(outer for outer in _stack.get() if not outer.has_ended), execution))
    with _lock:
        _open[execution.id] = execution


def left(execution: Execution) -> None:
    """Takes an execution that has ended out."""
    with _lock:
        _open.pop(execution.id, None)


def innermost() -> Optional[Execution]:
    """The innermost execution of this thread or task; in a thread that has none, the only one of the process."""
    for execution in reversed(_stack.get()):
        if not execution.has_ended:
            return execution
    running = [execution for execution in list(_open.values()) if not execution.is_background]
    return running[0] if len(running) == 1 else None


def _end_all() -> None:
    """Ends what the program left open, as it ended itself."""
    crashed = hasattr(sys, "last_type") and not hasattr(sys, "ps1")
    for execution in reversed(list(_open.values())):
        execution.end_at_exit("failed" if crashed else "finished")


atexit.register(_end_all)
