"""Files that are whole and durable when they appear."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from ..errors import BegatError


def make_folder(path: Path) -> None:
    """Makes a folder that only its owner can read, and those above it."""
    missing: list[Path] = []
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)


def write_whole(temporary: Path, path: Path, chunks: Iterable[bytes], digest: str | None = None) -> None:
    """Writes in ``temporary``, syncs, renames to ``path`` and syncs the folder.

    ``hash_mismatch`` when the bytes have another SHA-256 than ``digest``.
    """
    try:
        found = _write_synced(temporary, chunks)
        if digest is not None and found != digest:
            message = f"the bytes of {digest} changed while they were copied; put them again"
            raise BegatError("hash_mismatch", message, {"expected": digest, "found": found})
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except BaseException:
        remove(temporary)
        raise


def _write_synced(path: Path, chunks: Iterable[bytes]) -> str:
    sha256 = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            sha256.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return f"sha256:{sha256.hexdigest()}"


def _sync_folder(path: Path) -> None:
    # Windows opens no folders, and needs no sync of them.
    if sys.platform == "win32":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def names_in(folder: Path) -> list[str]:
    """The names in a folder; none when it is not there."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def remove(path: Path) -> None:
    """Removes a file, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def touch(path: Path) -> bool:
    """Makes a file young. False when there is none."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def size_of_folder(folder: Path) -> int:
    """The bytes of the files of a folder and its subfolders."""
    total = 0
    for name in names_in(folder):
        path = folder / name
        try:
            total += size_of_folder(path) if path.is_dir() else path.stat().st_size
        except FileNotFoundError:
            continue
    return total
