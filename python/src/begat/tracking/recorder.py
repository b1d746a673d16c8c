"""Turns what lies at a location into a version of a dataset."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from ..errors import BegatError
from ..ids import format_id
from ..places import version_at
from ..runs.values import check_text, now
from ..tree import digest_of_path
from ..uris import dataset_id_of, is_remote, path_of, uri_of
from .dvc_hash import dvc_hash
from .remote import native_version

if TYPE_CHECKING:
    from ..client import Begat

Location = Union[str, "os.PathLike[str]"]

_HASH_DIGITS = 16
_MAX_NAME_BYTES = 1000
_OF_FILES = "ds:file/"
#: A file that changed this recently could change again within the resolution of its time.
_RACY_NS = 50_000_000


@dataclass(frozen=True)
class Found:
    """What lies at a location: a version, or a dataset of which the record has to find the version.

    ``uri`` names the dataset of the id; what the URI stands for already in the record is what the id stands for.
    """

    id: str
    uri: str | None = None

    @property
    def names(self) -> list[dict[str, str]]:
        """The name, as a field of the message that has the id; none that the record would refuse."""
        if self.uri is None or len(self.uri.encode()) > _MAX_NAME_BYTES:
            return []
        return [{"id": dataset_id_of(self.uri), "value": self.uri}]


class Recorder:
    """Records dataset versions by location and content.

    A file is known by the SHA-256 of its bytes, a folder by that of its manifest: where the record has this content as
    a version already, be it one of DVC, that is the one; else it is the version, named by its hash, of the dataset at
    its URI. An object elsewhere is not fetched again to be hashed: the version that its store gives it names it.
    """

    def __init__(self, client: Begat) -> None:
        self._client = client
        self._hashes: dict[str, tuple[tuple[int, ...], str]] = {}
        self._known: dict[tuple[str, str], Found] = {}
        self._written: set[tuple[str, str, str]] = set()

    def read(self, location: Location) -> Found | None:
        """What a location holds; None when no file or folder is there."""
        text = os.fspath(location)
        if is_remote(text):
            uri, version = check_text(uri_of(text), "location"), native_version(text)
            if version is None:
                return Found(dataset_id_of(uri), uri)
            return self._publish(uri, _segment(version), {"native_version": version})
        path = path_of(location)
        if not _is_plain(path):
            return None
        digest = self._hash(path)
        known = version_at(path, digest)
        return Found(known) if known is not None else self._by_content(path, digest)

    def written(self, location: Location, by: str) -> Found | None:
        """The same for what an execution has just written."""
        text, said = os.fspath(location), {"produced_by": by, "at": now()}
        if is_remote(text):
            uri, version = uri_of(text), native_version(text)
            native = {} if version is None else {"native_version": version}
            return self._publish(uri, _segment(version or by.partition(":")[2]), {**native, **said})
        path = path_of(location)
        if not _is_plain(path):
            return None
        uri, digest = uri_of(path), self._hash(path)
        if (uri, digest, by) not in self._written:
            self._written.add((uri, digest, by))
            self._known[uri, digest] = self._publish(uri, _hex(digest), {"content_hash": digest, **said})
        return self._known[uri, digest]

    def _by_content(self, path: Path, digest: str) -> Found:
        uri = uri_of(path)
        known = self._known.get((uri, digest)) or self._same_content(uri, digest) or self._of_dvc(uri, path)
        if known is None:
            known = self._publish(uri, _hex(digest), {"content_hash": digest})
        self._known[uri, digest] = known
        return known

    def _publish(self, uri: str, version: str, said: Mapping[str, Any]) -> Found:
        found = Found(f"{dataset_id_of(uri)}:{version}", uri)
        body = {"id": found.id, "names": found.names, "location": uri, **said}
        self._client._delivery.publish_or_keep("dataset-version", body)
        return found

    def origin(self, path: Path, digest: str, dataset: str) -> str | None:
        """The version of the dataset at its URI that a path holds, when ``dataset`` gets this content from it.

        None where ``dataset`` has the content already: it may be where that of the file came from.
        """
        versions, at = self._with_content(uri_of(path), digest)
        return None if dataset in versions else versions.get(at)

    def _same_content(self, uri: str, digest: str) -> Found | None:
        """The newest version with this content: of the dataset itself, else of the only dataset that has it.

        A path says nothing on another machine, so a local file is known by its content; a dataset with a name of its
        own goes before those that are named after files.
        """
        versions, at = self._with_content(uri, digest)
        if at in versions:
            return Found(versions[at])
        known = {name: id for name, id in versions.items() if not name.startswith(_OF_FILES)} or versions
        return Found(next(iter(known.values()))) if len(known) == 1 else None

    def _with_content(self, uri: str, digest: str) -> tuple[dict[str, str], str]:
        """The newest version with this content of each dataset that has it, and the dataset that a URI names."""
        found: dict[str, str] = {}
        named = dataset_id_of(uri)
        if self._client._delivery.is_away():
            return found, named
        try:
            page = self._client.find(
                "DatasetVersion", f"content_hash = '{digest}'", order_by="recorded_at DESC", limit=100
            )
            for node in page.first()["items"]:
                found.setdefault(str(node["id"]).rpartition(":")[0], str(node["id"]))
            named = self._client.node(f"uri:{uri}")["id"] if found else named
        except BegatError as error:
            # A URI that names nothing yet.
            if error.code != "not_found":
                found = {}
        return found, named

    def _of_dvc(self, uri: str, path: Path) -> Found | None:
        """The version of the dataset that DVC made: it knows the same bytes by another hash."""
        if self._client._delivery.is_away():
            return None
        try:
            dataset = self._client.node(f"uri:{uri}")["id"]
            versions = self._client.versions(dataset, limit=100).first()["items"]
        except BegatError:
            return None
        ids = {str(version["props"].get("content_hash")): str(version["id"]) for version in versions}
        if not any(known.startswith("md5:") for known in ids):
            return None
        id = ids.get(dvc_hash(path))
        return None if id is None else Found(id)

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


def _is_plain(path: Path) -> bool:
    """Opening anything else, such as a named pipe, may wait for ever."""
    return path.is_file() or path.is_dir()


def _stamp(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _hex(digest: str) -> str:
    return digest[len("sha256:") :][:_HASH_DIGITS]


def _segment(version: str) -> str:
    """A version as a segment of an id."""
    return format_id("job", version.replace("/", "-"))[len("job:") :]
