"""Bytes by their hash."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Union

from .download import Downloaded, download
from .errors import BegatError, invalid, is_away
from .ids import hex_of
from .transport import Transport
from .tree import TreeFile, chunks_of, digest_of, hash_file, hash_folder, manifest_of
from .types import Verdict

#: What can be stored: bytes, or the path of a file or a folder.
Source = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]"]
#: Told how many bytes of how many are on the server or on their way.
Progress = Callable[[int, int], None]

TREE_TYPE = "application/vnd.begat.tree+json"
BYTES_TYPE = "application/octet-stream"
_RESUMABLE_FROM = 16 * 1024 * 1024
_FAILURES_ALLOWED = 4
_DELAY = 0.5


@dataclass(frozen=True)
class Stored:
    """What is stored under a digest; ``size`` in bytes."""

    digest: str
    size: int


class Artifacts:
    """The artifacts of a server: bytes by their hash, ``sha256:`` and 64 hex digits; folders as trees."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def put(self, source: Source, *, progress: Progress | None = None) -> str:
        """Stores bytes, or the file or folder at a path, and answers the digest.

        What the server has is not sent again; the upload of a large file goes on where it broke off.
        """
        if isinstance(source, (bytes, bytearray, memoryview)):
            data = bytes(source)
            digest = digest_of(data)
            if self.stat(digest) is None:
                self._put_whole(digest, lambda: data, len(data))
            return digest
        path = existing(source)
        if path.is_dir():
            return self.put_tree(hash_folder(path), progress)
        digest, size = hash_file(path)
        self.put_file(path, digest, size, _Meter(size, progress))
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes, checked against their hash. ``not_found`` when they are not stored."""
        data = b"".join(self.stream(digest))
        found = digest_of(data)
        if hex_of(found) != hex_of(digest):
            raise BegatError(
                "hash_mismatch",
                f"what came for {digest} hashes to {found}; put the right bytes again",
                {"digest": digest, "found": found},
            )
        return data

    def stream(self, digest: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes in pieces and unchecked, or those from ``start`` up to but without ``end``."""
        ranged = start > 0 or end is not None
        headers = {"range": f"bytes={start}-{'' if end is None else end - 1}"} if ranged else {}
        with self._transport.open(path_of(digest), headers) as response:
            while True:
                chunk = response.read(1024 * 1024)
                if not chunk:
                    return
                yield chunk

    def stat(self, digest: str) -> Stored | None:
        """What is stored; None when nothing is."""
        try:
            headers = self._transport.head(path_of(digest))
        except BegatError as error:
            if error.code == "not_found":
                return None
            raise
        return Stored(f"sha256:{hex_of(digest)}", int(headers.get("content-length", 0)))

    def verify(self, digest: str) -> Verdict:
        """Has the server hash the stored bytes again."""
        verdict: Verdict = self._transport.json("GET", f"{path_of(digest)}/verify")
        return verdict

    def download(self, digest: str, folder: str | os.PathLike[str]) -> Downloaded:
        """Writes an artifact into a folder, which is made if need be: the files of a tree, or one file named by hex.

        Every file is checked against its hash before it gets its name; one that is there is kept.
        """
        return download(self, digest, Path(folder))

    def put_tree(self, files: Sequence[TreeFile], progress: Progress | None = None) -> str:
        """Stores files that are hashed already, and the folder as a tree."""
        meter = _Meter(sum(file.size for file in files), progress)
        for file in files:
            self.put_file(file.file, file.digest, file.size, meter)
        manifest = manifest_of(files)
        answer: dict[str, Any] = self._transport.json(
            "POST", "/artifacts", body=lambda: manifest, headers={"content-type": TREE_TYPE}
        )
        return str(answer["id"])

    def put_file(self, file: Path, digest: str, size: int, meter: _Meter | None = None) -> None:
        """Stores a file that is hashed already."""
        meter = meter or _Meter(size, None)
        if self.stat(digest) is not None:
            meter.skip(size)
        elif size >= _RESUMABLE_FROM:
            self._put_in_parts(file, digest, size, meter)
        else:
            self._put_whole(digest, lambda: meter.metered(chunks_of(file)), size)

    def _put_whole(self, digest: str, make: Callable[[], Any], size: int) -> None:
        headers = {"content-type": BYTES_TYPE, "content-length": str(size)}
        self._transport.read("PUT", path_of(digest), body=make, headers=headers)

    def _put_in_parts(self, file: Path, digest: str, size: int, meter: _Meter) -> None:
        furthest, failures = -1, 0
        while True:
            state = self._transport.json("GET", f"{path_of(digest)}/partial")
            offset = int(state["offset"])
            if state["complete"]:
                return
            failures = 0 if offset > furthest else failures
            furthest = offset
            try:
                self._put_from(file, digest, offset, size, meter)
                return
            except BegatError as error:
                # `conflict` says that the upload stands elsewhere, or that another one is not over yet.
                if failures >= _FAILURES_ALLOWED or not (is_away(error) or error.code == "conflict"):
                    raise
            time.sleep(_DELAY * 2**failures)
            failures += 1

    def _put_from(self, file: Path, digest: str, offset: int, size: int, meter: _Meter) -> None:
        self._transport.read(
            "PUT",
            path_of(digest),
            body=lambda: meter.metered(chunks_of(file, offset)),
            headers={
                "content-type": BYTES_TYPE,
                "content-length": str(size - offset),
                "content-range": f"bytes {offset}-{size - 1}/{size}",
            },
            idempotent=False,
        )


class _Meter:
    """Counts what is on its way and tells it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._sent, self._total, self._progress = 0, total, progress

    def skip(self, size: int) -> None:
        self._sent += size
        if self._progress is not None:
            self._progress(min(self._sent, self._total), self._total)

    def metered(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            yield chunk
            self.skip(len(chunk))


def path_of(digest: str) -> str:
    """The address of an artifact."""
    return f"/artifacts/sha256/{hex_of(digest)}"


def existing(source: str | os.PathLike[str], field: str = "source") -> Path:
    """The path of a file or folder that is there; ``invalid`` otherwise."""
    if not isinstance(source, (str, os.PathLike)):
        raise invalid(field, f"a {type(source).__name__} cannot be stored; give a path or bytes")
    path = Path(source)
    if not path.exists():
        raise invalid(field, f"{path} is not there; give the path of a file or a folder")
    if not path.is_file() and not path.is_dir():
        # A named pipe may never end.
        raise invalid(field, f"{path} is neither a file nor a folder")
    return path
