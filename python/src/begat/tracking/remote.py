"""What a store says of an object."""

from __future__ import annotations

import importlib.util

_FIELDS = ("version_id", "VersionId", "generation", "ETag", "etag")
#: Asking these would be a request that nobody expects.
_NOT_ASKED = ("http://", "https://", "ftp://")


def native_version(uri: str) -> str | None:
    """The version of an object by its store, through fsspec where that is installed; None when it tells none."""
    if uri.lower().startswith(_NOT_ASKED) or importlib.util.find_spec("fsspec") is None:
        return None
    try:
        import fsspec

        filesystem, path = fsspec.core.url_to_fs(uri)
        info = filesystem.info(path)
    except Exception:
        # Any of many stores, each with errors of its own; the object itself was read by other means.
        return None
    for field in _FIELDS:
        if info.get(field):
            return str(info[field]).strip('"')
    return None
