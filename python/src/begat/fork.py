"""What a forked child must not share with its parent."""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class Forkable(Protocol):
    """Has locks, threads or messages that belong to the process in which they were made."""

    def after_fork(self) -> None:
        """Makes them anew; called in the child."""


_forkables: weakref.WeakSet[Forkable] = weakref.WeakSet()


def reset_in_child(thing: Forkable) -> None:
    """Has ``thing.after_fork()`` called in every child of this process."""
    _forkables.add(thing)


def _after_fork_in_child() -> None:
    for thing in list(_forkables):
        thing.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
