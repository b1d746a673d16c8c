"""What a run or a step under way is made with."""

from __future__ import annotations

from dataclasses import dataclass

from ..delivery import Delivery
from ..keeper import ArtifactKeeper


@dataclass(frozen=True)
class Deps:
    """What an execution stands on."""

    delivery: Delivery
    keeper: ArtifactKeeper
