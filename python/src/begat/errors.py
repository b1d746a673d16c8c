"""The one error of the client."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

#: Every code that an error can carry, with the HTTP status that answers it.
ERROR_STATUS: Mapping[str, int] = {
    "invalid": 400,
    "unauthenticated": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "too_large": 413,
    "hash_mismatch": 422,
    "rate_limited": 429,
    "unavailable": 503,
}


class BegatError(Exception):
    """What went wrong: ``code`` for programs, the message for people, ``details`` with the field it is about.

    >>> error = BegatError("invalid", "step: 1.5 is no step; give a whole number", {"field": "step"})
    >>> error.code, str(error)
    ('invalid', 'step: 1.5 is no step; give a whole number')
    """

    def __init__(self, code: str, message: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details: Mapping[str, Any] = dict(details or {})

    def __reduce__(self) -> Any:
        return BegatError, (self.code, self.message, self.details)


def invalid(field: str, message: str) -> BegatError:
    """The error for an argument that cannot be taken."""
    return BegatError("invalid", f"{field}: {message}", {"field": field})


def is_away(error: BaseException) -> bool:
    """Whether the server is away for now, so that the same request may succeed later."""
    return isinstance(error, BegatError) and error.code in ("unavailable", "rate_limited")


def is_locked_out(error: BaseException) -> bool:
    """Whether another token would let the same request through."""
    return isinstance(error, BegatError) and error.code in ("unauthenticated", "forbidden")


def error_of_answer(status: int, retry_after: str | None, body: bytes, url: str) -> BegatError:
    """The error that an answer is. ``details["retry_after"]`` has the seconds that the server asks to wait."""
    said = _said(body)
    message = said.get("message") or (
        f"{url} answered {status} without saying why; check that a Begat server is at this address"
    )
    details = dict(said.get("details") or {})
    if retry_after is not None and retry_after.strip().isdigit():
        details["retry_after"] = int(retry_after)
    return BegatError(_code_of(said.get("code"), status), message, details)


def unreachable(reason: object, url: str) -> BegatError:
    """The error for a request that had no answer."""
    return BegatError(
        "unavailable",
        f'cannot reach Begat at {url} ({reason}); start it with "begat serve", or set BEGAT_URL to where it runs',
        {"url": url},
    )


def _code_of(code: object, status: int) -> str:
    if isinstance(code, str) and code in ERROR_STATUS:
        return code
    for known, of in ERROR_STATUS.items():
        if of == status:
            return known
    return "unavailable" if status >= 500 else "invalid"


def _said(body: bytes) -> Mapping[str, Any]:
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return error if isinstance(error, dict) else {}
