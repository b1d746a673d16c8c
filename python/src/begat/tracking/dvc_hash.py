"""The hash by which DVC knows content."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ..tree import chunks_of, files_below


def dvc_hash(path: Path) -> str:
    """``md5:`` and the hash of a file, or of the list of the files in a folder."""
    if not path.is_dir():
        return f"md5:{_md5(path)}"
    members = [{"md5": _md5(path / name), "relpath": name} for name in sorted(files_below(path))]
    listed = json.dumps(members, sort_keys=True).encode()
    return f"md5:{hashlib.md5(listed, usedforsecurity=False).hexdigest()}.dir"


def _md5(file: Path) -> str:
    md5 = hashlib.md5(usedforsecurity=False)
    for chunk in chunks_of(file):
        md5.update(chunk)
    return md5.hexdigest()
