"""Runs something once a module is there."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any, Callable

WhenThere = Callable[[ModuleType], None]


class ImportWatch(importlib.abc.MetaPathFinder):
    """Calls a function with each of some modules: now when it is imported already, else right after its import."""

    def __init__(self) -> None:
        self._waiting: dict[str, WhenThere] = {}

    def on(self, name: str, then: WhenThere) -> None:
        module = sys.modules.get(name)
        if module is None:
            self._waiting[name] = then
        else:
            then(module)

    def start(self) -> None:
        sys.meta_path.insert(0, self)

    def stop(self) -> None:
        self._waiting.clear()
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        then = self._waiting.pop(fullname, None)
        if then is None:
            return None
        # It is no longer waited for, so that this finds the module by the other finders.
        spec = importlib.util.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            _run_after(spec.loader, then)
        return spec


def _run_after(loader: Any, then: WhenThere) -> None:
    execute = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        execute(module)
        then(module)

    loader.exec_module = exec_module
