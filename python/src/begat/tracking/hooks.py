"""The functions of pandas and Arrow that read and write, and in which argument they are told where."""

from __future__ import annotations

import functools
import inspect
import io
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import PurePath
from typing import Any, Callable

from ..uris import is_remote, uri_of

READ, WRITE = "read", "write"
PAST = {READ: "read", WRITE: "written"}

log = logging.getLogger("begat")

#: By module: the function or ``Class.method``, what it does, and the name of the argument.
HOOKS: Mapping[str, list[tuple[str, str, str]]] = {
    "pandas": [
        *((f"read_{form}", READ, "filepath_or_buffer") for form in ("csv", "table", "fwf", "pickle", "stata", "sas")),
        *((f"read_{form}", READ, "path") for form in ("parquet", "feather", "orc", "spss")),
        ("read_json", READ, "path_or_buf"),
        ("read_xml", READ, "path_or_buffer"),
        ("read_excel", READ, "io"),
        ("read_hdf", READ, "path_or_buf"),
        *((f"DataFrame.to_{form}", WRITE, "path") for form in ("parquet", "feather", "orc", "pickle", "stata")),
        ("DataFrame.to_csv", WRITE, "path_or_buf"),
        ("DataFrame.to_json", WRITE, "path_or_buf"),
        ("DataFrame.to_xml", WRITE, "path_or_buffer"),
        # It closes what `to_excel` writes too; before, a workbook has nothing on disk.
        ("ExcelWriter.close", WRITE, "self"),
        ("DataFrame.to_hdf", WRITE, "path_or_buf"),
        ("Series.to_csv", WRITE, "path_or_buf"),
        ("Series.to_json", WRITE, "path_or_buf"),
        ("Series.to_pickle", WRITE, "path"),
    ],
    "pyarrow.parquet": [
        ("read_table", READ, "source"),
        ("read_pandas", READ, "source"),
        ("ParquetFile.__init__", READ, "source"),
        ("ParquetDataset.__init__", READ, "path_or_paths"),
        ("write_table", WRITE, "where"),
        ("write_to_dataset", WRITE, "root_path"),
    ],
    "pyarrow.csv": [
        ("read_csv", READ, "input_file"),
        ("open_csv", READ, "input_file"),
        ("write_csv", WRITE, "output_file"),
    ],
    "pyarrow.json": [("read_json", READ, "input_file")],
    "pyarrow.feather": [
        ("read_table", READ, "source"),
        ("read_feather", READ, "source"),
        ("write_feather", WRITE, "dest"),
    ],
    "pyarrow.orc": [("read_table", READ, "source"), ("write_table", WRITE, "where")],
    "pyarrow.dataset": [("dataset", READ, "source"), ("write_dataset", WRITE, "base_dir")],
}

#: How URIs of Arrow's filesystems begin, by their kinds.
_SCHEMES = {"local": "", "s3": "s3://", "gcs": "gs://", "abfs": "abfs://", "hdfs": "hdfs://"}

#: fsspec's caches, by their protocols.
_CACHES = ("cached", "blockcache", ("blockcache", "cached"), "filecache", "simplecache")
#: What fsspec keeps another filesystem or an archive in, where paths are not those that it is given.
_WRAPPED = ("fs", "fo", "fss")

Observe = Callable[[str, list[str]], None]

_inside = threading.local()


@contextmanager
def unobserved() -> Iterator[None]:
    """What happens meanwhile in this thread is not observed: it is part of what is."""
    before = getattr(_inside, "depth", 0)
    _inside.depth = before + 1
    try:
        yield
    finally:
        _inside.depth = before


def hooked(original: Any, what: str, argument: str, observe: Observe) -> Any:
    """A function that does what the original does, and has ``observe`` told what it read or wrote, and where."""
    position = _position(original, argument)

    @functools.wraps(original)
    def call(*args: Any, **kwargs: Any) -> Any:
        if getattr(_inside, "depth", 0) > 0:
            return original(*args, **kwargs)
        given = _given(args, kwargs, position, argument)
        places = _places(given, what, kwargs.get("filesystem"))
        with unobserved():
            result = original(*args, **kwargs)
            if places:
                _flush(given, what)
                observe(what, places)
        return result

    return call


def _places(given: Any, what: str, filesystem: Any) -> list[str]:
    """Where a call reads or writes, on the filesystem that it names. Whatever it is given, the script goes on."""
    try:
        places = locations(given, what)
        return places if filesystem is None else [on_filesystem(filesystem, place) for place in places]
    except Exception as error:
        log.warning("what was %s at %s is not recorded: %s", PAST[what], shown(given), error)
        return []


def shown(given: Any) -> str:
    """What a log may have of a place: no password and no signature of a URI, and no data."""
    if isinstance(given, (str, PurePath)):
        return uri_of(given) if is_remote(str(given)) else str(given)
    return f"a {type(given).__name__}"


def on_filesystem(filesystem: Any, path: str) -> str:
    """The URI of a path on a filesystem of fsspec or Arrow."""
    if "://" in path:
        return path
    inner = _uncached(filesystem)
    kind = getattr(inner, "type_name", type(inner).__name__)
    if hasattr(inner, "unstrip_protocol") and not any(hasattr(inner, name) for name in _WRAPPED):
        return str(inner.unstrip_protocol(path))
    if kind not in _SCHEMES:
        raise ValueError(f"its filesystem is of the kind {kind}")
    return f"{_SCHEMES[kind]}{path}"


def _uncached(filesystem: Any) -> Any:
    """The filesystem that has the paths: caches, and what makes Arrow's of fsspec's or back, keep them."""
    inner = getattr(getattr(filesystem, "handler", None), "fs", filesystem)
    while getattr(type(inner), "protocol", None) in _CACHES or hasattr(getattr(inner, "fs", None), "type_name"):
        inner = inner.fs
    return inner


def locations(given: Any, what: str) -> list[str]:
    """The places that an argument names: paths, URIs, open files, or a list of them. None in memory."""
    if isinstance(given, (list, tuple)):
        return [place for item in given for place in locations(item, what)]
    if isinstance(given, io.IOBase):
        return _place_of(given, what)
    if isinstance(given, os.PathLike):
        # Not by `os.fspath`: a workbook of pandas may hold bytes instead of a path.
        given = given.__fspath__()
    # A text may be the data itself, as of JSON; no path has a line break or a brace at its start.
    if isinstance(given, str) and given and "\n" not in given and given.lstrip()[:1] not in ("{", "[", "<"):
        return [os.path.expanduser(given)]
    return []


def _place_of(opened: io.IOBase, what: str) -> list[str]:
    """Where an open file lies. A member of an archive has a name too, and what compresses has not written all of it."""
    name, raw = getattr(opened, "name", None), getattr(opened, "buffer", opened)
    if not isinstance(name, str) or (what == WRITE and not isinstance(getattr(raw, "raw", raw), io.FileIO)):
        return []
    try:
        return [name] if os.path.samestat(os.fstat(opened.fileno()), os.stat(name)) else []
    except (OSError, ValueError):
        return []


def _flush(given: Any, what: str) -> None:
    """Has what was written to an open file lie on disk, where it is hashed."""
    if what == WRITE and isinstance(given, io.IOBase):
        # A full disk, or a file that is closed by now: who wrote it meets that.
        with suppress(OSError, ValueError):
            given.flush()


def _given(args: tuple[Any, ...], kwargs: dict[str, Any], position: int | None, argument: str) -> Any:
    if argument in kwargs:
        return kwargs[argument]
    return args[position] if position is not None and position < len(args) else None


def _position(original: Any, argument: str) -> int | None:
    try:
        names = list(inspect.signature(original).parameters)
    except (TypeError, ValueError):
        # Of C without a signature: the first one.
        return 0
    return names.index(argument) if argument in names else None
