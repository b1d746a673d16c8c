"""Brings artifacts to the server, or to the spool while it is away."""

from __future__ import annotations

from pathlib import Path

from .artifacts import BYTES_TYPE, TREE_TYPE, Artifacts, Source, existing, path_of
from .delivery import Delivery
from .spool.folder import Spool
from .spool.line import Line
from .tree import TreeFile, chunks_of, digest_of, hash_file, hash_folder, manifest_of


class ArtifactKeeper:
    """Stores what runs and datasets hang on themselves."""

    def __init__(self, artifacts: Artifacts, delivery: Delivery) -> None:
        self._artifacts = artifacts
        self._delivery = delivery

    def put(self, source: Source) -> str:
        """Stores bytes, or the file or folder at a path, and answers the digest."""
        if isinstance(source, (bytes, bytearray, memoryview)):
            return self._put_bytes(bytes(source))
        path = existing(source)
        return self._put_folder(path) if path.is_dir() else self._put_file(path)

    def _put_bytes(self, data: bytes) -> str:
        digest = digest_of(data)

        def keep(spool: Spool) -> Line:
            spool.keep_blob(digest, len(data), [data])
            return _put_line(digest)

        self._delivery.bytes(lambda: self._send(data), keep)
        return digest

    def _send(self, data: bytes) -> None:
        self._artifacts.put(data)

    def _put_file(self, file: Path) -> str:
        digest, size = hash_file(file)

        def keep(spool: Spool) -> Line:
            spool.keep_blob(digest, size, chunks_of(file))
            return _put_line(digest)

        self._delivery.bytes(lambda: self._artifacts.put_file(file, digest, size), keep)
        return digest

    def _put_folder(self, folder: Path) -> str:
        files = hash_folder(folder)
        manifest = manifest_of(files)
        digest = digest_of(manifest)

        def keep(spool: Spool) -> Line:
            for file in files:
                spool.append([_keep_file(spool, file)])
            spool.keep_blob(digest, len(manifest), [manifest])
            return {"v": 1, "method": "POST", "path": "/artifacts", "content_type": TREE_TYPE, "blob": digest}

        self._delivery.bytes(lambda: self._send_tree(files), keep)
        return digest

    def _send_tree(self, files: list[TreeFile]) -> None:
        self._artifacts.put_tree(files)


def _keep_file(spool: Spool, file: TreeFile) -> Line:
    spool.keep_blob(file.digest, file.size, chunks_of(file.file))
    return _put_line(file.digest)


def _put_line(digest: str) -> Line:
    return {"v": 1, "method": "PUT", "path": path_of(digest), "content_type": BYTES_TYPE, "blob": digest}
