"""The folder of requests that wait for one server."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ..errors import BegatError
from ..ids import hex_of
from ..sortable_id import sortable_id
from ..transport import dumps
from .durable import make_folder, names_in, remove, size_of_folder, touch, write_whole
from .line import Line

_MAX_BYTES = 10 * 1024**3
_SEGMENT = ".ndjson"
_LEFT_BEHIND_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Place:
    """Where a line stands, and its text."""

    segment: str
    index: int
    text: str
    #: Which of its halves it is, which of that one's, and so on; empty for the whole line.
    part: str = ""


def is_of_spool(error: BaseException) -> bool:
    """Whether the spool itself could not keep something."""
    return isinstance(error, BegatError) and "folder" in error.details


class Spool:
    """Segments in the order in which they were kept, and the bytes that they name."""

    def __init__(self, url: str, root: str | os.PathLike[str] | None = None, max_bytes: int = _MAX_BYTES) -> None:
        given = root or os.environ.get("BEGAT_SPOOL") or Path.home() / ".begat" / "spool"
        self.folder = Path(given).absolute() / quote(url, safe="")
        self._max_bytes = max_bytes
        self._used: int | None = None

    def append(self, lines: Sequence[Line]) -> None:
        """Keeps requests as one segment; durable when it returns. ``too_large`` when the spool is full."""
        data = "".join(f"{dumps(line)}\n" for line in lines).encode()
        name = f"{sortable_id()}{_SEGMENT}"
        self._written(len(data), self.folder / name, [data])

    def keep_blob(self, digest: str, size: int, chunks: Iterable[bytes]) -> None:
        """Keeps a copy of bytes. ``hash_mismatch`` when they hash to something else by now."""
        path = self.blob_path(digest)
        if not touch(path):
            self._written(size, path, chunks, digest)

    def blob_path(self, digest: str) -> Path:
        """Where the copy of bytes lies."""
        return self.folder / "blobs" / hex_of(digest)

    def segments(self) -> list[str]:
        """The segments that wait, oldest first."""
        return sorted(name for name in names_in(self.folder) if name.endswith(_SEGMENT))

    def read(self, segment: str) -> list[str]:
        """The lines of a segment; none when it is gone. A last line without its end was never kept."""
        try:
            data = (self.folder / segment).read_bytes()
        except FileNotFoundError:
            return []
        return data.decode("utf-8", "replace").split("\n")[:-1]

    def remove(self, segment: str, blobs: Iterable[str]) -> None:
        """Removes a segment, every line of which was answered, and the bytes that only it needed."""
        remove(self.folder / segment)
        for digest in blobs:
            # A later segment that names the same bytes finds them on the server.
            remove(self.blob_path(digest))
        self._used = None

    def reject(self, place: Place, error: BegatError, blob: str | None = None) -> Path:
        """Sets a line that the server refused aside, with the error and its bytes. Answers where."""
        folder = self.folder / "rejected"
        make_folder(folder)
        part = f"-{place.part}" if place.part else ""
        name = f"{place.segment[: -len(_SEGMENT)]}-{place.index:06}{part}.json"
        said = {"code": error.code, "message": error.message, "details": error.details}
        if blob is not None:
            with contextlib.suppress(FileNotFoundError):
                os.replace(self.blob_path(blob), folder / hex_of(blob))
        text = dumps({"line": place.text, "error": said})
        write_whole(self._temporary(name), folder / name, [f"{text}\n".encode()])
        return folder / name

    def sweep(self) -> None:
        """Removes what a process that died left behind: files half written, and bytes that no line names."""
        for folder in (self.folder / "tmp", self.folder / "blobs"):
            for name in names_in(folder):
                try:
                    age = time.time() - (folder / name).stat().st_mtime
                except FileNotFoundError:
                    continue
                if age > _LEFT_BEHIND_SECONDS:
                    remove(folder / name)

    def temporaries(self) -> Path:
        """The folder of files that are still being written."""
        folder = self.folder / "tmp"
        make_folder(folder)
        return folder

    def _written(self, size: int, path: Path, chunks: Iterable[bytes], digest: str | None = None) -> None:
        try:
            self._reserve(size)
            make_folder(path.parent)
            write_whole(self._temporary(path.name), path, chunks, digest)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = f"the spool {self.folder} cannot be written ({reason}); make room, or set BEGAT_SPOOL"
            raise BegatError("unavailable", message, {"folder": str(self.folder)}) from error

    def _temporary(self, name: str) -> Path:
        return self.temporaries() / f"{sortable_id()}-{name}"

    def _reserve(self, size: int) -> None:
        used = size_of_folder(self.folder) if self._used is None else self._used
        if used + size > self._max_bytes:
            self._used = None
            raise BegatError(
                "too_large",
                f"the spool {self.folder} is full ({self._max_bytes} bytes) and the server is away; bring it back",
                {"folder": str(self.folder), "max_bytes": self._max_bytes},
            )
        self._used = used + size
