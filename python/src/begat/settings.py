"""Where the server is and how to reach it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from .errors import invalid

DEFAULT_URL = "http://127.0.0.1:4680"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Settings:
    """The address, without a slash at its end, and the token."""

    url: str
    token: str | None


def settings_of(url: str | None = None, token: str | None = None) -> Settings:
    """Fills in what is left out from ``BEGAT_URL`` and ``BEGAT_TOKEN``.

    >>> settings_of("HTTP://Begat.Example.org:80/").url
    'http://begat.example.org'
    >>> settings_of("begat.example.org")
    Traceback (most recent call last):
    begat.errors.BegatError: url: "begat.example.org" is no address; write one such as http://127.0.0.1:4680
    >>> settings_of(token="bgt_ x")
    Traceback (most recent call last):
    begat.errors.BegatError: token: has blanks or other characters that no token has; copy it again
    """
    given = url if url is not None else os.environ.get("BEGAT_URL") or DEFAULT_URL
    key = (token if token is not None else os.environ.get("BEGAT_TOKEN", "")).strip()
    if any(not "!" <= character <= "~" for character in key):
        raise invalid("token", "has blanks or other characters that no token has; copy it again")
    return Settings(_checked(given), key or None)


def _checked(text: str) -> str:
    parts = urlsplit(text.strip())
    try:
        port = parts.port
    except ValueError:
        raise invalid("url", f'"{text}" has no sound port') from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise invalid("url", f'"{text}" is no address; write one such as {DEFAULT_URL}')
    if parts.username or parts.password:
        raise invalid("url", "has a user name or password; give a token instead (token, or BEGAT_TOKEN)")
    if parts.query or parts.fragment:
        raise invalid("url", "has a query or a fragment; leave it out")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    shown = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{shown}{parts.path.rstrip('/')}"
