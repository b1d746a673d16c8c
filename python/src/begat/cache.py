"""Artifacts on this machine, by their hash; each is hashed again before it is handed out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .artifacts import Artifacts
from .download import Member, members_of, write_member
from .ids import hex_of
from .sortable_id import sortable_id
from .tree import digest_of_path

_TREE = "files"
#: What a name may have on common file systems.
_MAX_NAME_BYTES = 255
_MAX_SUFFIX_BYTES = 20


def file_name(name: str) -> str:
    """A name that a file system takes: one that is too long loses what stands before its last suffix.

    >>> file_name("users.csv"), file_name("é" * 200 + ".csv")[-6:]
    ('users.csv', 'éé.csv')
    """
    if len(name.encode()) <= _MAX_NAME_BYTES:
        return name
    stem, dot, suffix = name.rpartition(".")
    kept = f"{dot}{suffix}" if stem and len(suffix.encode()) < _MAX_SUFFIX_BYTES else ""
    return name.encode()[: _MAX_NAME_BYTES - len(kept.encode())].decode(errors="ignore") + kept


class Cache:
    """``BEGAT_CACHE``, else ``begat`` in the cache folder of the user. Its files are read-only: copy what changes."""

    def __init__(self) -> None:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        self.folder = Path(os.environ.get("BEGAT_CACHE") or Path(base) / "begat").absolute()

    def fetch(self, artifacts: Artifacts, digest: str, name: str) -> Path:
        """The file, under a name of its own, or the folder that an artifact is. What was changed is fetched again."""
        digits = hex_of(digest)
        place = self.folder / digits[:2] / digits
        for path in (place / name, place / _TREE):
            if path.exists():
                if hex_of(digest_of_path(path)) == digits:
                    return path
                _discard(path)
        return self._download(artifacts, digest, name, place)

    def _download(self, artifacts: Artifacts, digest: str, name: str, place: Path) -> Path:
        members = members_of(artifacts, digest)
        place.mkdir(parents=True, exist_ok=True)
        temporary = place / f".{sortable_id()}"
        temporary.mkdir()
        try:
            for member in members if members is not None else [Member(name, digest)]:
                write_member(artifacts, member, temporary)
            _protect(temporary)
            source = temporary if members is not None else temporary / name
            target = place / (_TREE if members is not None else name)
            _move(source, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        return target


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError:
        # Another process was faster; a folder is not replaced.
        if not target.is_dir():
            raise


def _protect(folder: Path) -> None:
    for root, _, files in os.walk(folder):
        for file in files:
            (Path(root) / file).chmod(0o444)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
