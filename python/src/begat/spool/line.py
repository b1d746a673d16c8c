"""One request of the spool."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..errors import BegatError, invalid
from ..halves import halves_of

Line = dict[str, Any]

_MESSAGE = re.compile(r"/metadata/([a-z-]+)")
_ARTIFACT = re.compile(r"/artifacts(?:/sha256/[0-9a-f]{64})?")
_BLOB = re.compile(r"sha256:[0-9a-f]{64}")


def message_line(name: str, body: Mapping[str, Any]) -> Line:
    """A message that waits."""
    return {"v": 1, "method": "POST", "path": f"/metadata/{name}", "body": body}


def parse_line(text: str) -> Line:
    """Reads a line. ``invalid`` for a text that is none, ``unavailable`` for one of a later version.

    >>> parse_line('{"v":2}')
    Traceback (most recent call last):
    begat.errors.BegatError: the spool has a line of version 2; upgrade begat to send it
    """
    line = _parsed(text)
    if line.get("v") != 1:
        raise BegatError("unavailable", f"the spool has a line of version {line.get('v')}; upgrade begat to send it")
    method, path = line.get("method"), str(line.get("path"))
    if method == "POST" and _MESSAGE.fullmatch(path) and isinstance(line.get("body"), dict):
        return line
    known = method in ("PUT", "POST") and isinstance(line.get("content_type"), str)
    if known and _ARTIFACT.fullmatch(path) and _BLOB.fullmatch(str(line.get("blob"))):
        return line
    raise invalid("line", "is no request that a spool may hold; see docs/spool.md")


def message_name(line: Line) -> str:
    """The name of the message that a line is."""
    match = _MESSAGE.fullmatch(line["path"])
    return match.group(1) if match else ""


def halves_of_line(line: Line) -> list[Line]:
    """A line about a run or a job run in two halves; none when it cannot be halved."""
    if message_name(line) not in ("run", "job-run"):
        return []
    subject = {field: value for field, value in line["body"].items() if field in ("run_id", "id")}
    said = {field: value for field, value in line["body"].items() if field not in subject}
    return [{**line, "body": {**subject, **half}} for half in halves_of(said)]


def _parsed(text: str) -> Line:
    try:
        line = json.loads(text)
    except ValueError:
        raise invalid("line", "is not JSON") from None
    if not isinstance(line, dict):
        raise invalid("line", "is not a JSON object")
    return line
