"""What is said of an execution, in halves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

Fields = Mapping[str, Any]

_VERSION_OF = re.compile(r"^((?:ds|model):[^:@]+)[:@].*")

#: The fields that are lists or maps, each member of which could be said by itself.
_OF_MEMBERS = ("params", "tags", "inputs", "outputs", "artifacts")


def halves_of(said: Fields) -> list[dict[str, Any]]:
    """Two halves, so that what the server refuses of one takes nothing of the other with it.

    None when it cannot be halved: params, tags, inputs, outputs and artifacts can, all else stays together. Names go
    with what they are names of.

    >>> halves_of({"params": {"lr": 0.1, "depth": 3}, "points": []})
    [{'points': []}, {'params': {'lr': 0.1, 'depth': 3}}]
    >>> halves_of({"params": {"lr": 0.1, "depth": 3}})
    [{'params': {'lr': 0.1}}, {'params': {'depth': 3}}]
    >>> halves_of({"params": {"lr": 0.1}})
    []
    """
    names = said.get("names", [])
    halves = _cut({field: value for field, value in said.items() if field != "names"}) if _is_list(names) else []
    ids = [_ids_in(half) for half in halves]
    for half, own, others in zip(halves, ids, reversed(ids)):
        kept = [name for name in names if _id_of(name) in own or _id_of(name) not in others]
        if kept:
            half["names"] = kept
    return halves


def _cut(fields: Fields) -> list[dict[str, Any]]:
    of_members = [field for field in fields if field in _OF_MEMBERS and isinstance(fields[field], (list, dict))]
    others = [field for field in fields if field not in of_members]
    if not of_members:
        return []
    if others or len(of_members) > 1:
        parts = [others, of_members] if others else _in_two(of_members)
        return [{field: fields[field] for field in part} for part in parts]
    ((field, value),) = fields.items()
    if isinstance(value, list):
        return [{field: part} for part in _in_two(value)]
    return [{field: dict(part)} for part in _in_two(list(value.items()))]


def _in_two(items: Sequence[Any]) -> list[Sequence[Any]]:
    half = (len(items) + 1) // 2
    return [items[:half], items[half:]] if len(items) > 1 else []


def _ids_in(fields: Fields) -> set[str]:
    """The ids that inputs, outputs and artifacts have, and those of what these are versions of."""
    ids = {_id_of(member) for member in chain(*(value for value in fields.values() if _is_list(value)))}
    return ids | {_VERSION_OF.sub(r"\1", id) for id in ids}


def _id_of(member: object) -> str:
    return str(member.get("id")) if isinstance(member, Mapping) else str(member)


def _is_list(value: object) -> bool:
    return isinstance(value, list)
