"""Ids of the record, such as ``ds:users:v12``."""

from __future__ import annotations

import re
from urllib.parse import unquote

from .errors import invalid

_MAX_ID = 512
_NAMED = frozenset(
    [
        "ds",
        "feature",
        "job",
        "jobrun",
        "exp",
        "run",
        "model",
        "deploy",
        "check",
        "agent",
        "commit",
        "paper",
        "concept",
        "fact",
        "policy",
    ]
)
_VERSIONED = frozenset(("ds", "model"))
_SEGMENT = re.compile(r"(?:[A-Za-z0-9._-]|%[0-9A-F]{2})+")
_AGENT_SEGMENT = re.compile(r"(?:[A-Za-z0-9._@-]|%[0-9A-F]{2})+")
_DIGEST = re.compile(r"sha256:(?://)?([0-9a-f]{64})")
_SHA = re.compile(r"[0-9a-f]{7,64}")
_BARE = re.compile(r"[\w.%@-][\w.%@/-]*(?::[\w.%-]+)?")
_PLAIN = re.compile(r"[A-Za-z0-9._-]")


def format_id(prefix: str, name: str, version: str | None = None) -> str:
    """Writes an id, percent-encoding what a name may not contain.

    >>> format_id("ds", "census/raw data")
    'ds:census/raw%20data'
    >>> format_id("ds", "users", "2026-04")
    'ds:users:2026-04'
    """
    head = f"{prefix}:" + "/".join(_encoded(segment, prefix == "agent") for segment in name.split("/"))
    text = head if version is None else f"{head}:{_encoded(version, False)}"
    return check_id(text, "name")


def named(prefix: str, name: str) -> str:
    """An id from a name with or without its prefix: ``users`` and ``ds:users`` are ``ds:users``."""
    return check_id(name) if name.startswith(f"{prefix}:") else format_id(prefix, name)


def reference(prefix: str, text: str) -> str:
    """What a node is asked for by: an id whose prefix may be left out; aliases and locations stay as they are.

    >>> reference("ds", "users:v12"), reference("ds", "s3://lake/users")
    ('ds:users:v12', 's3://lake/users')
    """
    head = text.partition(":")[0]
    return f"{prefix}:{text}" if _BARE.fullmatch(text) and head not in _NAMED else text


def check_id(text: str, field: str = "id") -> str:
    """Answers the text if it is an id or a reference such as ``ds:users@latest``; raises ``invalid`` otherwise.

    >>> check_id("ds:users:v12")
    'ds:users:v12'
    >>> check_id("users v12")
    Traceback (most recent call last):
    begat.errors.BegatError: id: "users v12" is not an id; write one as kind:name, such as ds:users:v1
    """
    if not isinstance(text, str):
        raise invalid(field, f"{type(text).__name__} is not an id; write a text such as ds:users:v1")
    if _DIGEST.fullmatch(text):
        return text
    prefix, _, rest = text.partition(":")
    if len(text) > _MAX_ID or prefix not in _NAMED or not rest:
        raise invalid(field, f'"{text[:80]}" is not an id; write one as kind:name, such as ds:users:v1')
    if prefix == "commit":
        if not _SHA.fullmatch(rest):
            raise invalid(field, "a commit is commit: and 7 to 64 lower-case hex digits")
        return text
    if prefix in _VERSIONED:
        _check_versioned(rest, field)
    else:
        _check_name(rest, _AGENT_SEGMENT if prefix == "agent" else _SEGMENT, field)
    return text


def hex_of(digest: str) -> str:
    """The hex digits of ``sha256:…``; raises ``invalid`` for what is no digest."""
    match = _DIGEST.fullmatch(digest) if isinstance(digest, str) else None
    if match is None:
        raise invalid("digest", f'"{digest}" is none; write sha256: and 64 hex digits')
    return match.group(1)


def _check_versioned(rest: str, field: str) -> None:
    name, at, pointer = rest.rpartition("@")
    parts = [name, pointer] if at else rest.split(":")
    if len(parts) > 2:
        raise invalid(field, f'"{rest[:80]}" has too many colons; a version is kind:name:version')
    _check_name(parts[0], _SEGMENT, field)
    for part in parts[1:]:
        _check_segment(part, _SEGMENT, field)


def _check_name(name: str, allowed: re.Pattern[str], field: str) -> None:
    for segment in name.split("/"):
        _check_segment(segment, allowed, field)


def _check_segment(segment: str, allowed: re.Pattern[str], field: str) -> None:
    if segment in ("", ".", ".."):
        raise invalid(field, f'a segment of an id cannot be "{segment}"')
    if not allowed.fullmatch(segment):
        raise invalid(
            field,
            f'"{segment[:80]}" has a character that must be percent-encoded; allowed are letters, digits, . _ - '
            "and / between segments",
        )
    if _encoded(unquote(segment, errors="surrogateescape"), allowed is _AGENT_SEGMENT) != segment:
        raise invalid(field, f'"{segment[:80]}" encodes a character that needs no encoding')


def _encoded(segment: str, keep_at: bool) -> str:
    return "".join(char if _PLAIN.fullmatch(char) or (keep_at and char == "@") else _percent(char) for char in segment)


def _percent(char: str) -> str:
    try:
        return "".join(f"%{byte:02X}" for byte in char.encode())
    except UnicodeEncodeError:
        raise invalid("id", "the name is not Unicode text; rename it") from None
