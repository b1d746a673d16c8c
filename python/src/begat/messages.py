"""What can be published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Union

from .errors import BegatError, invalid
from .ids import named
from .message_fields import MESSAGES
from .sortable_id import sortable_id

#: RFC 3339 with its zone, or epoch milliseconds.
Instant = Union[str, int]
#: The name and the body of a message.
Message = tuple[str, Mapping[str, Any]]

#: The messages that get a new id where they name none, and how such an id begins.
_OWN_IDS = {"job-run": "jobrun", "deployment": "deploy", "check": "check"}


def checked(name: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something, with an id where one is needed to say it twice.

    ``invalid`` for a field that is none.

    >>> checked("hide", {"id": "run:1", "hiden": True})
    Traceback (most recent call last):
    begat.errors.BegatError: hiden: is no field of a hide; fields are hidden, id, names
    """
    if name not in MESSAGES:
        raise invalid("message", f'"{name}" is none; messages are {", ".join(sorted(MESSAGES))}')
    fields = MESSAGES[name].__annotations__
    for field in body:
        if field not in fields:
            raise invalid(str(field), f"is no field of a {name}; fields are {', '.join(sorted(fields))}")
    said = {field: value for field, value in body.items() if value is not None or name == "pointer"}
    if name in _OWN_IDS and "id" not in said:
        said["id"] = f"{_OWN_IDS[name]}:{sortable_id()}"
    return said


def names_itself(name: str, body: Mapping[str, Any]) -> bool:
    """Whether sending a message twice does no more than once: not so for a version numbered by the ledger."""
    if name not in ("dataset-version", "model-version"):
        return True
    return "id" in body and "@" not in str(body["id"])


def subject_of(name: str, body: Mapping[str, Any]) -> str | None:
    """The id of what a message is about; None while only the ledger can tell."""
    if not names_itself(name, body):
        return None
    if name == "run":
        try:
            return named("run", str(body.get("run_id", "")))
        except BegatError:
            return str(body.get("run_id", ""))
    subject = body.get("id") or body.get("of") or body.get("from")
    return str(subject) if subject is not None else ""
