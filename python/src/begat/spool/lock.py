"""Who sends what waits."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

from ..sortable_id import sortable_id
from .durable import remove, touch

_REFRESH_SECONDS = 10.0
_STALE_SECONDS = 600.0


class Lock:
    """A file with the host, the pid and a token of its holder, touched every 10 seconds."""

    def __init__(self, path: Path, token: str) -> None:
        self._path = path
        self._token = token
        self._released = threading.Event()
        try:
            threading.Thread(target=self._refresh, name="begat-lock", daemon=True).start()
        except RuntimeError:
            # The interpreter is ending and starts no threads any more; what is left to send takes no 10 minutes.
            pass

    @classmethod
    def take(cls, path: Path, temporaries: Path) -> Lock | None:
        """Takes the lock; None while another holds it. A holder that ended, or did not touch it, lost it."""
        token = sortable_id()
        temporary = temporaries / f"{token}-lock"
        if _create(path, token, temporary):
            return cls(path, token)
        if _is_held(path):
            return None
        remove(path)
        return cls(path, token) if _create(path, token, temporary) else None

    def is_mine(self) -> bool:
        """Whether nobody has taken it since."""
        return _holder(self._path).get("token") == self._token

    def release(self) -> None:
        self._released.set()
        if self.is_mine():
            remove(self._path)

    def _refresh(self) -> None:
        while not self._released.wait(_REFRESH_SECONDS):
            # Where it is gone, is_mine says so before the next request.
            touch(self._path)


def _create(path: Path, token: str, temporary: Path) -> bool:
    """Makes the lock with its content at one go: a link to a file that is written already."""
    holder = json.dumps({"host": socket.gethostname(), "pid": os.getpid(), "token": token})
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(holder)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        remove(temporary)
    return True


def _is_held(path: Path) -> bool:
    try:
        age = time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return False
    if age > _STALE_SECONDS:
        return False
    holder = _holder(path)
    return holder.get("host") != socket.gethostname() or _is_alive(holder.get("pid"))


def _holder(path: Path) -> dict[str, Any]:
    """Who holds it; empty when nobody does, or when another tool made it."""
    try:
        holder = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _is_alive(pid: object) -> bool:
    if not isinstance(pid, int) or pid <= 0 or sys.platform == "win32":
        # Signal 0 ends a process on Windows; there a holder loses the lock by its age alone.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # It runs, as another user.
        return True
    return True
