"""Files and folders by their hash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import invalid
from .transport import dumps

_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class TreeFile:
    """A file of a folder: ``path`` is below the folder with slashes, ``file`` where it lies."""

    path: str
    file: Path
    digest: str
    size: int


def chunks_of(file: Path, start: int = 0) -> Iterator[bytes]:
    """The bytes of a file in pieces, from an offset on."""
    with file.open("rb") as opened:
        opened.seek(start)
        while True:
            chunk = opened.read(_CHUNK)
            if not chunk:
                return
            yield chunk


def digest_of(data: bytes) -> str:
    """The hash of bytes in memory.

    >>> digest_of(b"")
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def hash_file(file: Path) -> tuple[str, int]:
    """The hash and the size of a file."""
    sha256, size = hashlib.sha256(), 0
    for chunk in chunks_of(file):
        sha256.update(chunk)
        size += len(chunk)
    return f"sha256:{sha256.hexdigest()}", size


def hash_folder(folder: Path) -> list[TreeFile]:
    """Every file below a folder with its hash, by path. Links to files are followed; ``invalid`` for anything else."""
    files = []
    for path in files_below(folder):
        digest, size = hash_file(folder / path)
        files.append(TreeFile(path, folder / path, digest, size))
    # As JavaScript compares texts: by UTF-16 code units.
    return sorted(files, key=lambda file: file.path.encode("utf-16-be"))


def manifest_of(files: Sequence[TreeFile]) -> bytes:
    """The canonical manifest by whose hash a server knows a folder."""
    members = [{"digest": file.digest, "path": file.path, "size": file.size} for file in files]
    return dumps({"files": members, "tree": 1}).encode()


def digest_of_path(path: Path) -> str:
    """The hash of a file, or of the manifest of a folder."""
    return digest_of(manifest_of(hash_folder(path))) if path.is_dir() else hash_file(path)[0]


def files_below(folder: Path, prefix: str = "") -> Iterator[str]:
    """The paths of all files below a folder, with slashes; ``invalid`` for what is no file or folder."""
    with os.scandir(folder / prefix) as entries:
        for entry in entries:
            path = f"{prefix}/{entry.name}" if prefix else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(folder, path)
            elif entry.is_file():
                yield _text(path)
            else:
                raise invalid("folder", f"{path} is no plain file; a tree has files and folders alone")


def _text(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError:
        raise invalid("folder", f"{path!r} is not Unicode text; rename the file") from None
    return path
