"""Tables of pandas and Arrow as files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .errors import invalid
from .tracking.hooks import unobserved


def is_table(source: object) -> bool:
    """Whether something is a DataFrame of pandas or a Table of Arrow; neither is imported for the question."""
    pandas, pyarrow = sys.modules.get("pandas"), sys.modules.get("pyarrow")
    if pandas is not None and isinstance(source, pandas.DataFrame):
        return True
    return pyarrow is not None and isinstance(source, pyarrow.Table)


def write_table(table: Any, file: Path) -> list[dict[str, str]]:
    """Writes a table as Parquet and answers its schema. Equal tables give equal bytes under one version of Arrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise invalid("source", "a table is kept as Parquet; install pyarrow, or give a file") from None
    arrow = table if isinstance(table, pyarrow.Table) else pyarrow.Table.from_pandas(table)
    with unobserved():
        pyarrow.parquet.write_table(arrow, file)
    columns = [field for field in arrow.schema if not field.name.startswith("__index_level_")]
    return [{"name": field.name, "type": str(field.type)} for field in columns]
