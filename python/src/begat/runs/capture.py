"""What an execution ran with, as fields of its message."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from .environment import environment_of
from .git_state import git_state


def capture(folder: Path, put: Callable[[bytes], str]) -> dict[str, Any]:
    """Captures the code and the environment in a folder; a diff is stored by ``put``."""
    environment = environment_of(folder)
    git = git_state(folder)
    if git is None:
        return {"environment": environment}
    if git.untracked:
        environment["untracked"] = git.untracked
    diff = None if git.diff is None else put(git.diff)
    return {
        "commit": git.commit,
        "repository": git.repository,
        "dirty": git.dirty,
        "diff": diff,
        "environment": environment,
    }
