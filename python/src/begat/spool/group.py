"""What may go out together."""

from __future__ import annotations

from collections.abc import Sequence

from ..messages import Message, subject_of
from ..transport import dumps

_MESSAGES = 1000
_CHARACTERS = 4 * 1024 * 1024


class Group:
    """Messages of one request: no two about the same subject.

    When the answer gets lost the request is sent again; two states of one subject would then come back in their order,
    and be recorded as two more revisions.
    """

    def __init__(self) -> None:
        self._subjects: set[str] = set()
        self._messages = 0
        self._characters = 0

    def add(self, subjects: Sequence[str], characters: int) -> bool:
        """Adds messages if they fit, all or none. The first ones always do."""
        if self._messages > 0 and not self._fits(subjects, characters):
            return False
        self._subjects.update(subjects)
        self._messages += len(subjects)
        self._characters += characters
        return True

    def _fits(self, subjects: Sequence[str], characters: int) -> bool:
        return (
            self._messages + len(subjects) <= _MESSAGES
            and self._characters + characters <= _CHARACTERS
            and self._subjects.isdisjoint(subjects)
        )


def grouped(messages: Sequence[Message]) -> list[list[Message]]:
    """Splits messages into groups, in order."""
    groups: list[list[Message]] = []
    group = Group()
    for message in messages:
        name, body = message
        subjects = [subject_of(name, body) or ""]
        length = len(dumps(body))
        if not groups or not group.add(subjects, length):
            group = Group()
            group.add(subjects, length)
            groups.append([])
        groups[-1].append(message)
    return groups
