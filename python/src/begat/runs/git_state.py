"""The version of the code in a folder."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_UNTRACKED_NAMED = 100
_MAX_OUTPUT = 64 * 1024 * 1024
_TIMEOUT = 60


@dataclass(frozen=True)
class GitState:
    """``diff`` has the changes of known files, for ``git apply``; ``untracked`` names at most 100 files."""

    commit: str
    dirty: bool
    diff: bytes | None
    untracked: list[str]
    repository: str | None


def git_state(folder: Path) -> GitState | None:
    """Reads the version of the code; None without git, a repository or a commit."""
    commit = _text(folder, "rev-parse", "--verify", "HEAD")
    if commit is None:
        return None
    diff = _output(folder, "diff", "HEAD", "--binary", "--no-color", "--no-ext-diff", "--no-textconv")
    untracked = _text(folder, "ls-files", "--others", "--exclude-standard", "-z", ":/") or ""
    names = [name for name in untracked.split("\0") if name]
    remote = _text(folder, "config", "--get", "remote.origin.url")
    return GitState(
        commit,
        dirty=diff != b"" or len(names) > 0,
        diff=diff or None,
        untracked=names[:_UNTRACKED_NAMED],
        repository=without_secrets(remote) if remote else None,
    )


def without_secrets(url: str) -> str:
    """A URL without user, password, query and fragment; other ways to name a remote as they are.

    >>> without_secrets("https://ann:s3cr@t@git.example.org/churn.git?token=t0p")
    'https://git.example.org/churn.git'
    >>> without_secrets("git@git.example.org:churn.git")
    'git@git.example.org:churn.git'
    """
    return re.sub(r"^([a-z][\w+.-]*://)(?:[^/]*@)?([^?#]*).*$", r"\1\2", url, flags=re.IGNORECASE | re.DOTALL)


def _text(folder: Path, *args: str) -> str | None:
    output = _output(folder, *args)
    return None if output is None else output.decode("utf-8", "replace").strip()


def _output(folder: Path, *args: str) -> bytes | None:
    """What git writes; None when it is missing, fails, takes a minute or writes more than 64 MiB."""
    try:
        # It must not take the lock of an index that a commit of the user needs.
        command = ["git", "--no-optional-locks", *args]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 and len(done.stdout) <= _MAX_OUTPUT else None
