"""The functions of pandas and Arrow that read and write, and in which argument they are told where."""

from __future__ import annotations

import functools
import inspect
import io
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Callable

READ, WRITE = "read", "write"

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
        ("DataFrame.to_excel", WRITE, "excel_writer"),
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
        places = locations(_given(args, kwargs, position, argument))
        with unobserved():
            result = original(*args, **kwargs)
            if places:
                observe(what, places)
        return result

    return call


def locations(given: Any) -> list[str]:
    """The places that an argument names: paths, URIs, open files, or a list of them. None in memory."""
    if isinstance(given, (list, tuple)):
        return [place for item in given for place in locations(item)]
    if isinstance(given, os.PathLike):
        given = os.fspath(given)
    elif isinstance(given, io.IOBase) and isinstance(getattr(given, "name", None), str):
        given = given.name  # type: ignore[attr-defined]
    # A text may be the data itself, as of JSON; no path has a line break or a brace at its start.
    if isinstance(given, str) and given and "\n" not in given and given.lstrip()[:1] not in ("{", "[", "<"):
        return [given]
    return []


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
