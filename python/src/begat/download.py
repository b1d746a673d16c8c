"""Writes artifacts into a folder, every file checked against its hash."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import BegatError
from .ids import hex_of
from .sortable_id import sortable_id
from .tree import hash_file

if TYPE_CHECKING:
    from .artifacts import Artifacts

_TREE_HEAD = b'{"files":['
_TREE_TAIL = b'],"tree":1}'
_MAX_TREE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Downloaded:
    """How many files were written, and how many were there already with the same bytes."""

    written: int
    kept: int


@dataclass(frozen=True)
class Member:
    """A file of a tree, or an artifact that is none as its only file."""

    path: str
    digest: str


def download(artifacts: Artifacts, digest: str, folder: Path) -> Downloaded:
    """What ``Artifacts.download`` says."""
    members = members_of(artifacts, digest)
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    written = 0
    for member in members if members is not None else [Member(hex_of(digest), digest)]:
        written += write_member(artifacts, member, root)
    return Downloaded(written, len(members or [digest]) - written)


def members_of(artifacts: Artifacts, digest: str) -> list[Member] | None:
    """The files of a tree; None for an artifact that is none."""
    stored = artifacts.stat(digest)
    if stored is None:
        raise BegatError("not_found", f"artifact {digest} is not stored", {"digest": digest})
    if not len(_TREE_HEAD + _TREE_TAIL) <= stored.size <= _MAX_TREE_BYTES:
        return None
    head = b"".join(artifacts.stream(digest, 0, len(_TREE_HEAD)))
    tail = b"".join(artifacts.stream(digest, stored.size - len(_TREE_TAIL)))
    if head != _TREE_HEAD or tail != _TREE_TAIL:
        return None
    return [Member(file["path"], file["digest"]) for file in json.loads(artifacts.get(digest))["files"]]


def write_member(artifacts: Artifacts, member: Member, root: Path) -> bool:
    """Writes a file below ``root``; False when it is there. Nothing leaves ``root``, and no link is followed."""
    target = _place_of(root, member.path)
    if _is_there(target, member):
        return False
    temporary = target.parent / f".{sortable_id()}.part"
    try:
        found = _write(artifacts, member.digest, temporary)
        if hex_of(found) != hex_of(member.digest):
            raise BegatError(
                "hash_mismatch",
                f"what came for {member.digest} hashes to {found}; put the right bytes again",
                {"digest": member.digest, "found": found},
            )
        os.replace(temporary, target)
    finally:
        if temporary.exists():
            temporary.unlink()
    return True


def _write(artifacts: Artifacts, digest: str, file: Path) -> str:
    sha256 = hashlib.sha256()
    with file.open("xb") as opened:
        for chunk in artifacts.stream(digest):
            sha256.update(chunk)
            opened.write(chunk)
    return f"sha256:{sha256.hexdigest()}"


def _place_of(root: Path, path: str) -> Path:
    names = path.split("/")
    if any(name in ("", ".", "..") or "\\" in name or "\0" in name for name in names):
        raise BegatError("invalid", f"path: {path!r} leads out of the folder; the tree is not sound")
    folder = root
    for name in names[:-1]:
        folder = folder / name
        if not folder.is_symlink():
            folder.mkdir(exist_ok=True)
        if folder.is_symlink() or not folder.is_dir():
            raise _in_the_way(folder, "is no folder")
    return root.joinpath(*names)


def _is_there(target: Path, member: Member) -> bool:
    if not target.is_symlink() and not target.exists():
        return False
    if target.is_symlink() or not target.is_file():
        raise _in_the_way(target, "is no plain file")
    if hex_of(hash_file(target)[0]) != hex_of(member.digest):
        raise _in_the_way(target, "has other bytes")
    return True


def _in_the_way(path: Path, why: str) -> BegatError:
    return BegatError("conflict", f"{path} {why}; move it away or download into another folder", {"path": str(path)})
