"""What the server answers, as docs/api.md describes it."""

from __future__ import annotations

from typing import Any, TypedDict


class Notice(TypedDict, total=False):
    """What the server wants to be known about a message that it took."""

    code: str
    message: str
    field: str


class Receipt(TypedDict, total=False):
    """The answer to a message; ``status`` is created, updated, unchanged, or ``spooled`` (without ``seq``)."""

    id: str
    seq: int
    status: str
    warnings: list[Notice]


class BatchItem(TypedDict, total=False):
    """The answer to an item of a batch: a receipt or an error."""

    status: int
    receipt: Receipt
    error: dict[str, Any]


class Node(TypedDict):
    """A node of the graph."""

    id: str
    kind: str
    props: dict[str, Any]
    unresolved: bool
    hidden: bool
    at: str | None
    created_seq: int
    updated_seq: int


class NodeDetail(Node, total=False):
    """A node with what surrounds it."""

    aliases: list[dict[str, str]]
    edges: list[dict[str, Any]]
    pointers: list[dict[str, Any]]
    versions: dict[str, Any]
    metrics: dict[str, Any]


#: An edge from the effect (``from``) to its cause (``to``).
Edge = TypedDict(
    "Edge",
    {"from": str, "rel": str, "to": str, "q": str, "evidence": str, "props": dict[str, Any]},
    total=False,
)


class Lineage(TypedDict):
    """What a node came from, or what came from it."""

    root: str
    nodes: list[Node]
    edges: list[Edge]
    truncated: bool


class Impact(TypedDict):
    """What a change of a node reaches, and the plan of what to do again."""

    root: str
    affected: list[dict[str, Any]]
    counts: dict[str, int]
    plan: list[dict[str, Any]]
    truncated: bool


class RunItem(Node):
    """A run with the last value of each metric."""

    metrics: dict[str, float | str]


class Verdict(TypedDict, total=False):
    """What hashing stored bytes again found."""

    digest: str
    ok: bool
    size: int
    found: str
