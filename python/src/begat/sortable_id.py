"""Names that sort by the time at which they were made."""

from __future__ import annotations

import os
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_COUNT_LIMIT = 32**3

_lock = threading.Lock()
_last_ms = 0
_count = 0


def sortable_id() -> str:
    """A new name of 26 characters: time in milliseconds, a counter within it, 65 random bits.

    Names of one process sort in the order in which they were made, those of several by their time.

    >>> first, second = sortable_id(), sortable_id()
    >>> len(first), first < second
    (26, True)
    """
    global _last_ms, _count
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last_ms:
            _last_ms, _count = now, 0
        else:
            _count += 1
            if _count >= _COUNT_LIMIT:
                _last_ms, _count = _last_ms + 1, 0
        head = _digits(_last_ms, 10) + _digits(_count, 3)
    return head + "".join(_ALPHABET[byte % 32] for byte in os.urandom(13))


def _digits(value: int, length: int) -> str:
    text = ""
    for _ in range(length):
        value, rest = divmod(value, 32)
        text = _ALPHABET[rest] + text
    return text


def _forget_lock() -> None:
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    # Another thread may have held it when the process forked.
    os.register_at_fork(after_in_child=_forget_lock)
