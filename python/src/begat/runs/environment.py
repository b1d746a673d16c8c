"""What code ran in."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from .git_state import without_secrets

_SECRET = re.compile(r"token|secret|passw|credential|api-?_?key|auth(?!or)", re.IGNORECASE)
HIDDEN = "***"


def environment_of(folder: Path) -> dict[str, Any]:
    """The command line, Python, the machine, and the versions of the installed packages."""
    return {
        "argv": command_line(sys.argv, folder),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": sys.platform,
        "arch": platform.machine(),
        "os": platform.release(),
        "cpus": os.cpu_count() or 1,
        "packages": dict(_packages()),
    }


def looks_secret(name: str) -> bool:
    """Whether the value of an option or a param with this name should not be recorded.

    >>> looks_secret("api_key"), looks_secret("author")
    (True, False)
    """
    return _SECRET.search(name) is not None


def command_line(argv: Sequence[str], folder: Path) -> list[str]:
    """A command line, its script as seen from a folder; what looks secret is hidden.

    >>> command_line(["train.py", "--token", "t0p", "--url=https://ann:pw@example.org", "--lr", "0.1"], Path("."))
    ['train.py', '--token', '***', '--url=https://***@example.org', '--lr', '0.1']
    """
    if not argv:
        return []
    shown = [_relative(argv[0], folder)]
    for before, arg in zip(["", *argv[1:]], argv[1:]):
        option, equals, _ = arg.partition("=")
        if before.startswith("-") and "=" not in before and looks_secret(before):
            shown.append(HIDDEN)
        elif arg.startswith("-") and equals and looks_secret(option):
            shown.append(f"{option}={HIDDEN}")
        else:
            shown.append(re.sub(r"(\w://)[^/@\s]*(?:@[^/@\s]*)*@", rf"\1{HIDDEN}@", arg))
    return shown


def _relative(script: str, folder: Path) -> str:
    return os.path.relpath(script, folder) if os.path.isabs(script) else script


@lru_cache(maxsize=1)
def _packages() -> dict[str, str]:
    """Versions by package name; where one is a checkout, its version has where it came from."""
    found: dict[str, str] = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name and name not in found:
            found[name] = distribution.version + _origin(distribution)
    return dict(sorted(found.items(), key=lambda item: item[0].lower()))


def _origin(distribution: metadata.Distribution) -> str:
    try:
        direct = json.loads(distribution.read_text("direct_url.json") or "{}")
    except (ValueError, OSError):
        return ""
    commit = direct.get("vcs_info", {}).get("commit_id")
    return f" @ {without_secrets(direct['url'])}@{commit}" if commit else ""
