"""Turns what lies at a location into a version of a dataset."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from ..errors import BegatError
from ..ids import format_id
from ..messages import Message
from ..places import version_at
from ..runs.values import now
from ..tree import digest_of_path
from ..uris import dataset_id_of, is_remote, path_of, uri_of
from .remote import native_version

if TYPE_CHECKING:
    from ..client import Begat

Location = Union[str, "os.PathLike[str]"]

_HASH_DIGITS = 16
#: A file that changed this recently could change again within the resolution of its time.
_RACY_NS = 50_000_000
#: The version of data elsewhere that tells none.
_UNKNOWN = "initial"


class Recorder:
    """Records dataset versions by location and content.

    A file is known by the SHA-256 of its bytes, a folder by that of its manifest: where the record has this content as
    a version already, that is the one; else it is the version named by its hash of the dataset named by its URI. An
    object elsewhere is not fetched again to be hashed: its store's own version (ETag, generation) names it.
    """

    def __init__(self, client: Begat) -> None:
        self._client = client
        self._hashes: dict[str, tuple[tuple[int, ...], str]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def read(self, location: Location) -> str | None:
        """The id of the version that a location holds; None when nothing is there."""
        return self._version(location, {})

    def written(self, location: Location, by: str) -> str | None:
        """The same for what an execution has just written."""
        return self._version(location, {"produced_by": by, "at": now()})

    def _version(self, location: Location, said: dict[str, Any]) -> str | None:
        text = os.fspath(location)
        if is_remote(text):
            return self._remote(uri_of(text), native_version(text), said)
        path = path_of(location)
        if not path.exists():
            return None
        digest = self._hash(path)
        if not said:
            known = version_at(path, digest)
            if known is not None:
                return known
        return self._by_content(uri_of(path), digest, said)

    def _by_content(self, uri: str, digest: str, said: dict[str, Any]) -> str:
        key = (uri, digest)
        if key in self._known and not said:
            return self._known[key]
        dataset = self._dataset(uri)
        id = None if said and dataset == dataset_id_of(uri) else self._same_content(dataset, digest)
        if id is None:
            id = format_id("ds", dataset[len("ds:") :], digest[len("sha256:") :][:_HASH_DIGITS])
            self._publish(uri, dataset, {"id": id, "content_hash": digest, "location": uri, **said})
        elif said:
            self._publish(uri, dataset, {"id": id, **said})
        self._known[key] = id
        return id

    def _remote(self, uri: str, version: str | None, said: dict[str, Any]) -> str:
        dataset = self._dataset(uri)
        if version is None and not said:
            latest = self._node(f"{dataset}@latest")
            if latest is not None:
                return str(latest["id"])
        written_by = str(said["produced_by"]).partition(":")[2] if said else _UNKNOWN
        id = f"{dataset}:{format_id('job', (version or written_by).replace('/', '-'))[len('job:') :]}"
        native = {} if version is None else {"native_version": version}
        self._publish(uri, dataset, {"id": id, "location": uri, **native, **said})
        return id

    def _publish(self, uri: str, dataset: str, version: dict[str, Any]) -> None:
        messages: list[Message] = [("dataset-version", version)]
        if dataset == dataset_id_of(uri):
            messages.insert(0, ("alias", {"scheme": "uri", "value": uri, "of": dataset}))
        for item in self._client._delivery.batch(messages):
            error = item.get("error")
            # That the URI has come to name another dataset meanwhile does not matter here.
            if error is not None and error["code"] != "conflict":
                raise BegatError(error["code"], error["message"], error.get("details"))

    def _dataset(self, uri: str) -> str:
        """The dataset that a URI names in the record, or would name."""
        node = self._node(f"uri:{uri}")
        return dataset_id_of(uri) if node is None or node["kind"] != "Dataset" else str(node["id"])

    def _same_content(self, dataset: str, digest: str) -> str | None:
        """The newest version with this content: of the dataset itself, else of the only dataset that has it.

        A path says nothing on another machine, so a local file is known by its content.
        """
        if self._client._delivery.is_away():
            return None
        try:
            page = self._client.find(
                "DatasetVersion", f"content_hash = '{digest}'", order_by="recorded_at DESC", limit=100
            )
            ids = [str(node["id"]) for node in page.first()["items"]]
        except BegatError:
            return None
        own = [id for id in ids if id.rpartition(":")[0] == dataset]
        datasets = {id.rpartition(":")[0] for id in ids}
        if own:
            return own[0]
        return ids[0] if len(datasets) == 1 else None

    def _node(self, name: str) -> dict[str, Any] | None:
        if self._client._delivery.is_away():
            return None
        try:
            return dict(self._client.node(name))
        except BegatError:
            return None

    def _hash(self, path: Path) -> str:
        """The hash of a file or folder; of a file that has not changed since, the one that it had."""
        if path.is_dir():
            return digest_of_path(path)
        stamp, key = _stamp(path), str(path)
        known = self._hashes.get(key)
        if known is not None and known[0] == stamp:
            return known[1]
        digest = digest_of_path(path)
        if _stamp(path) == stamp and time.time_ns() - stamp[0] > _RACY_NS:
            self._hashes[key] = (stamp, digest)
        return digest


def _stamp(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return (found.st_mtime_ns, found.st_size, found.st_ino)
