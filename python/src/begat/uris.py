"""One URI for each location, and the readable id of the dataset that lies there (docs/identity.md)."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from .ids import format_id
from .secret_parts import without_secrets

_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?", re.DOTALL)
_SCHEMES = {"s3a": "s3", "s3n": "s3", "gcs": "gs"}
_DEFAULT_PORT = {"hdfs": ":8020"}
_MAX_NAME = 400
_HASH_DIGITS = 16


def is_remote(location: str) -> bool:
    """Whether a text is the URI of something that is not a file of this machine."""
    return _URI.fullmatch(location) is not None and not location.lower().startswith("file:")


def path_of(location: str | os.PathLike[str]) -> Path:
    """The path of a local location, which may be written as a ``file:`` URI."""
    text = os.fspath(location)
    return Path(re.sub(r"^file:(?://(?:localhost)?)?(?=/)", "", text, flags=re.IGNORECASE)).absolute()


def uri_of(location: str | os.PathLike[str]) -> str:
    """The one URI of a location: of an object, or of a file by its absolute path.

    >>> uri_of("s3a://lake/raw/users/")
    's3://lake/raw/users'
    >>> uri_of("/data/./in/../users.csv")
    'file:///data/users.csv'
    >>> uri_of("https://ann:s3cr3t@Lake.example.org/users.csv?sig=t0p&v=2")
    'https://lake.example.org/users.csv?v=2'
    """
    text = os.fspath(location)
    match = _URI.fullmatch(without_secrets(text))
    if match is None or not is_remote(text):
        return f"file://{_without_dots(path_of(text).as_posix())}"
    scheme, authority, path = match.group(1).lower(), match.group(2), match.group(3) or ""
    system = _SCHEMES.get(scheme, scheme)
    tidy = re.sub(r"^/+", "/", path.rstrip("/"))
    return f"{system}://{_hosts(system, authority)}{tidy}"


def dataset_id_of(uri: str) -> str:
    """The readable id of the dataset at a URI.

    >>> dataset_id_of("s3://lake/raw/users")
    'ds:s3/lake/raw/users'
    >>> dataset_id_of("file:///data/users.csv")
    'ds:file/data/users.csv'
    """
    return _slug("ds", re.sub(r":/{2,3}", "/", uri, count=1))


def _slug(prefix: str, path: str) -> str:
    path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    segments = [f"~{part}" if part in (".", "..") else part for part in path.split("/") if part != ""]
    name = "/".join(segments) or "root"
    if _length(prefix, name) <= _MAX_NAME:
        return format_id(prefix, name)
    digest = hashlib.sha256(path.encode()).hexdigest()[:_HASH_DIGITS]
    head = name[: _MAX_NAME - _HASH_DIGITS]
    while _length(prefix, head) > _MAX_NAME - _HASH_DIGITS:
        head = head[:-1]
    return format_id(prefix, f"{head.rstrip('/')}-{digest}")


def _length(prefix: str, name: str) -> int:
    plain = re.sub(r"[^A-Za-z0-9._/-]", lambda match: "%00" * len(match.group().encode()), name)
    return len(plain)


def _hosts(system: str, authority: str) -> str:
    default = _DEFAULT_PORT.get(system)
    hosts = [
        host[: -len(default)] if default and host.endswith(default) else host for host in authority.lower().split(",")
    ]
    return ",".join(sorted(hosts))


def _without_dots(path: str) -> str:
    out: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            out = out[:-1]
        elif segment not in ("", "."):
            out.append(segment)
    return "/" + "/".join(out)
