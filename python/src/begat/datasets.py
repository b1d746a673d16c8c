"""Dataset versions with their content."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from .cache import Cache, file_name
from .errors import BegatError, invalid
from .ids import format_id, named, reference
from .keeper import ArtifactKeeper
from .messages import Instant, checked
from .places import remember
from .runs.values import check_text
from .tables import is_table, write_table
from .types import Node

if TYPE_CHECKING:
    from .client import Begat
    from .delivery import Delivery

#: The path of a file or a folder, or a table of pandas or Arrow.
Content = Union[str, "os.PathLike[str]", Any]


@dataclass(frozen=True)
class DatasetVersion:
    """A version of a dataset as it was recorded; ``content_hash`` is the artifact that holds its content.

    ``status`` is created, updated, unchanged or spooled.
    """

    id: str
    status: str
    content_hash: str | None


class Datasets:
    """Adds dataset versions, and gets their content back."""

    def __init__(self, client: Begat, delivery: Delivery, keeper: ArtifactKeeper) -> None:
        self._client = client
        self._delivery = delivery
        self._keeper = keeper

    def add(
        self,
        name: str,
        source: Content = None,
        *,
        version: str | None = None,
        split: str | None = None,
        schema: Sequence[Mapping[str, str]] | None = None,
        location: str | None = None,
        native_version: str | None = None,
        derived_from: Sequence[str] | None = None,
        produced_by: str | None = None,
        description: str | None = None,
        tags: Mapping[str, Any] | None = None,
        statistics: Mapping[str, Any] | None = None,
        sensitivity: str | None = None,
        at: Instant | None = None,
    ) -> DatasetVersion:
        """Stores a file, a folder or a table and publishes it as a version of the dataset ``name``.

        Content equal to that of the latest version is ``unchanged``. The ledger numbers the version when ``version``
        is left out; then the server must be there. A table becomes Parquet, with its schema. What ``track`` has
        recorded of a file is what its version is derived from, unless ``derived_from`` says it. Without ``source``,
        what lies elsewhere is recorded by its ``native_version`` and ``location``.
        """
        dataset = _dataset_named(name)
        if source is None and native_version is None:
            raise invalid("source", "give the path of a file or a folder, a table, or native_version and location")
        content = {} if source is None else self._stored(source, dataset)
        identity = {"dataset": dataset} if version is None else {"id": format_id("ds", dataset[3:], version)}
        body = {
            **identity, **content, "split": split, "schema": schema or content.get("schema"), "location": location,
            "native_version": native_version, "produced_by": produced_by,
            "derived_from": content.get("derived_from") if derived_from is None else _ids(derived_from),
            "description": description, "tags": tags, "statistics": statistics, "sensitivity": sensitivity, "at": at,
        }  # fmt: skip
        receipt = self._delivery.publish("dataset-version", checked("dataset-version", body))
        digest = content.get("content_hash")
        if digest is not None and not is_table(source):
            remember(Path(source), digest, receipt["id"])
        return DatasetVersion(receipt["id"], receipt["status"], digest)

    def get(self, id: str) -> Path:
        """The file or the folder that is the content of a version, or of the latest one of a dataset.

        It lies in a cache on this machine and is hashed before it is handed out; nothing is fetched twice. What reads
        it while it is tracked is recorded as a reader of this version.
        """
        node = self._version(id)
        digest = node["props"].get("content_hash")
        if not isinstance(digest, str) or not digest.startswith("sha256:"):
            raise BegatError("not_found", f"{node['id']} has no content in the record; see its location", {"id": id})
        path = Cache().fetch(self._client.artifacts, digest, self._file_name(node["id"], digest))
        remember(path, digest, node["id"])
        return path

    def _stored(self, source: Content, dataset: str) -> dict[str, Any]:
        if not is_table(source):
            name = check_text(_path(source).absolute().name, "source")
            digest = self._keeper.put(source)
            artifact = digest if Path(source).is_dir() else {"id": digest, "path": name}
            origin = self._client.recorder.origin(Path(source), digest, dataset)
            return {"content_hash": digest, "artifacts": [artifact], "derived_from": origin and [origin]}
        with tempfile.TemporaryDirectory(prefix="begat-") as folder:
            name = file_name(f"{dataset.rpartition('/')[2].rpartition(':')[2]}.parquet")
            schema = write_table(source, Path(folder) / name)
            digest = self._keeper.put(Path(folder) / name)
        return {"content_hash": digest, "artifacts": [{"id": digest, "path": name}], "schema": schema}

    def _version(self, id: str) -> Node:
        node = self._client.node(reference("ds", id))
        return self._client.node(f"{node['id']}@latest") if node["kind"] == "Dataset" else node

    def _file_name(self, id: str, digest: str) -> str:
        """The name under which the file was added; a folder has none."""
        for edge in self._client.lineage(id, relations=["has-artifact"], depth=1)["edges"]:
            if edge["from"] == id and edge["to"] == digest and edge["q"]:
                name: str = re.split(r"[/\\]", edge["q"])[-1]
                # A path that a client made up must not lead out of the cache.
                return "content" if name in ("", ".", "..") else file_name(name)
        return "content"


def _path(source: Content) -> Path:
    if not isinstance(source, (str, os.PathLike)):
        kind = type(source).__name__
        raise invalid("source", f"a {kind} is no content; give a path, or a table of pandas or Arrow")
    return Path(source)


def _dataset_named(name: str) -> str:
    """The id of a dataset by its name, with or without ``ds:``; ``invalid`` for one of a version."""
    dataset = named("ds", name)
    if re.search("[:@]", re.sub("^ds:", "", name)):
        raise invalid("name", f'"{name}" names a version; give the name of the dataset, and version= beside it')
    return dataset


def _ids(ids: Sequence[str]) -> list[str]:
    if isinstance(ids, str):
        raise invalid("derived_from", "is a list of ids")
    return list(ids)
