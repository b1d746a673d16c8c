"""The pages about Python say what is so."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import begat
from conftest import ROOT, Server

_BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)


def matches(expected: str, printed: str) -> bool:
    """Whether a text is the expected one, where ``…`` stands for anything."""
    return re.fullmatch(re.escape(expected.strip()).replace("…", ".*"), printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize("page", ["docs/python.md", "python/README.md"])
def test_every_block_prints_what_the_page_says(
    page: str, flaky_server: Server, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.setenv("BEGAT_URL", flaky_server.url)
    names: dict[str, object] = {"__name__": "__main__"}
    blocks = _BLOCK.findall((ROOT / page).read_text())
    assert blocks
    try:
        for source, expected in blocks:
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(source, page, "exec"), names)
            assert matches(expected, output.getvalue()), output.getvalue()
    finally:
        begat.track().stop()


def test_every_method_of_a_run_is_on_the_page() -> None:
    page = (ROOT / "docs/python.md").read_text()
    missing = [
        name
        for kind in (begat.Run, begat.JobRun, begat.Begat)
        for name in dir(kind)
        if not name.startswith("_") and name not in _INSIDE and f"{name}" not in page
    ]
    assert missing == []


#: Of the parts of the package among themselves.
_INSIDE = {"end_at_exit", "log_found", "remember", "recorder", "health"}
