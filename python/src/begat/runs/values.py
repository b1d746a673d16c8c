"""Values of params, metrics, tags and places, as the wire has them."""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Callable, Union

from ..errors import BegatError, invalid
from ..ids import check_id

#: A time: aware, RFC 3339 with its zone, or epoch milliseconds.
When = Union[datetime, str, int]

_RELATIONS = ("used", "trained-on", "evaluated-on", "seeded-by", "triggered-by")
_MAX_NAME = 250
_MAX_PATH = 4000
#: Of its JSON; many values go out in one message, which the server takes up to 8 MiB.
_MAX_VALUE = 2**20
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_MAX_WHOLE = 2**53 - 1
#: The years 1 to 9999, in epoch milliseconds.
_INSTANTS = range(-62135596800000, 253402300800000)


def check_name(name: object, field: str) -> str:
    """The name of a param, a tag or a metric."""
    if isinstance(name, str) and 1 <= len(name) <= _MAX_NAME and name != "__proto__":
        return check_text(name, field)
    raise invalid(f"{field}.{str(name)[:80]}", f"is no name; use a text of 1 to {_MAX_NAME} characters")


def check_text(text: str, field: str) -> str:
    """A text that can be sent: half of a surrogate pair, as of a file name that is no UTF-8, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise invalid(field, f"{text[:80]!a} is not Unicode text") from None
    return text


def check_artifact_path(path: str | None) -> str:
    """The path of an artifact on an execution."""
    if not path or len(path) > _MAX_PATH:
        raise invalid("path", "is missing or too long; say under which path the bytes are kept")
    return check_text(path, "path")


def input_of(id: str, relation: str, role: str | None) -> dict[str, str]:
    """What was read, and how."""
    if relation not in _RELATIONS:
        raise invalid("relation", f'"{relation}" is none; give one of {", ".join(_RELATIONS)}')
    said = {"id": check_id(id), "relation": relation}
    return said if role is None else {**said, "q": check_text(role, "role")}


def status_of(error: BaseException | None) -> str:
    """How an execution ended whose block raised this."""
    if error is None or (isinstance(error, SystemExit) and error.code in (None, 0)):
        return "finished"
    return "killed" if isinstance(error, KeyboardInterrupt) else "failed"


def metric_value(name: str, value: Any) -> float:
    """A number: a float, an int, or whatever holds one, such as a scalar of NumPy or a tensor of one element.

    >>> metric_value("loss", "0.5")
    Traceback (most recent call last):
    begat.errors.BegatError: metrics.loss: must be a number, not a str
    """
    if isinstance(value, float):
        return float(value)
    try:
        number = value.item() if hasattr(value, "item") and getattr(value, "size", 1) != 0 else value
        if not isinstance(number, (int, float)) and hasattr(type(number), "__float__"):
            number = float(number)
    except (TypeError, ValueError, RuntimeError):
        # An array or a tensor of several elements.
        number = value
    if not isinstance(number, (int, float)):
        raise invalid(f"metrics.{name}", f"must be a number, not a {type(value).__name__}")
    try:
        return float(number)
    except OverflowError:
        raise invalid(f"metrics.{name}", "is a larger number than a float can hold") from None


def wire_number(value: float) -> float | str:
    """A number as JSON can carry it, where NaN and infinities are texts.

    >>> wire_number(float("nan")), wire_number(float("-inf")), wire_number(0.5)
    ('NaN', '-Infinity', 0.5)
    """
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def check_step(step: Any) -> int:
    """A whole number; those of NumPy are too."""
    try:
        place = step.__index__()
    except AttributeError:
        raise invalid("step", f"{step} is no step; give a whole number") from None
    if abs(place) > _MAX_WHOLE:
        raise invalid("step", f"{step} is too large")
    return int(place)


def instant_of(at: When | None) -> str | int:
    """The wire form of an instant; now when it is left out."""
    if at is None:
        return now()
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise invalid("at", "has no time zone; give datetime.now(timezone.utc) or the like")
        return int(at.timestamp() * 1000)
    if isinstance(at, int) and not isinstance(at, bool):
        if at not in _INSTANTS:
            raise invalid("at", f"{at} is no time; give epoch milliseconds, of the years 1 to 9999")
        return at
    if isinstance(at, str):
        if _RFC3339.fullmatch(at):
            return at
        raise invalid("at", f'"{at[:40]}" is no time; write RFC 3339 with its zone, such as 2026-04-28T10:00:00Z')
    raise invalid("at", f"a {type(at).__name__} is no time; give a datetime, RFC 3339 or epoch milliseconds")


def now() -> int:
    """Epoch milliseconds."""
    return time.time_ns() // 1_000_000


def params_of(params: Mapping[str, Any]) -> dict[str, Any]:
    """Params as JSON: scalars, lists and objects as they are, anything else as its text.

    >>> from pathlib import Path
    >>> params_of({"lr": 0.1, "layers": (64, 32), "data": Path("users.csv"), "missing": float("nan")})
    {'lr': 0.1, 'layers': [64, 32], 'data': 'users.csv', 'missing': 'NaN'}
    """
    if not isinstance(params, Mapping):
        raise invalid("params", f"a {type(params).__name__} is none; give a dict")
    return {check_name(name, "params"): _checked(f"params.{name}", value, plain) for name, value in params.items()}


def fits(value: Any) -> bool:
    """Whether a value can be a param."""
    try:
        _checked("value", value, plain)
    except BegatError:
        return False
    return True


def _checked(field: str, value: Any, form: Callable[[Any], Any]) -> Any:
    """A value in its form on the wire; ``invalid`` for one that has none, ``too_large`` for one that is too long."""
    try:
        return _check_value(field, form(value))
    except RecursionError:
        raise invalid(field, "holds itself, or is nested too deeply") from None


def _check_value(field: str, value: Any) -> Any:
    check_text(json.dumps(value, ensure_ascii=False), field)
    if len(json.dumps(value)) <= _MAX_VALUE:
        return value
    message = f"{field}: has more than the {_MAX_VALUE} characters that a value may have; keep it with log_artifact"
    raise BegatError("too_large", message, {"field": field})


def plain(value: Any) -> Any:
    """A value as JSON can carry it."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        # JSON of other languages would lose digits.
        return int(value) if abs(value) <= _MAX_WHOLE else str(int(value))
    if isinstance(value, float):
        return wire_number(float(value))
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return plain(value.item())
    return str(value)


def tags_of(tags: Mapping[str, Any]) -> dict[str, str | int | float | bool | None]:
    """Tags: texts, numbers, true, false; None removes one."""
    if not isinstance(tags, Mapping):
        raise invalid("tags", f"a {type(tags).__name__} is none; give a dict")
    said: dict[str, str | int | float | bool | None] = {}
    for name, value in tags.items():
        said[check_name(name, "tags")] = _checked(f"tags.{name}", value, _flat)
    return said


def _flat(value: Any) -> Any:
    flat = plain(value)
    return str(value) if isinstance(flat, (dict, list)) else flat
