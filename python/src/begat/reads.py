"""Every question that can be put to a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import (
    Any,
    Callable,
    Generic,
    Literal,
    TypeVar,
)
from urllib.parse import quote

from .transport import QueryValue, Transport
from .types import Impact, Lineage, Node, NodeDetail, RunItem

T = TypeVar("T")


class Pages(Generic[T]):
    """A list that the server gives in pages: iterate over all of it, or take the first page.

    ``for run in client.runs(filter="metrics.auc > 0.9"): …`` asks for pages as they are needed.
    """

    def __init__(self, read: Callable[[str | None], dict[str, Any]]) -> None:
        self._read = read

    def first(self) -> dict[str, Any]:
        """The first page, as the server gave it: ``items``, and ``next`` when there are more."""
        return self._read(None)

    def __iter__(self) -> Iterator[T]:
        cursor: str | None = None
        while True:
            page = self._read(cursor)
            yield from page["items"]
            cursor = page.get("next")
            if cursor is None:
                return


class Reads:
    """The questions. An ``id`` is an id, a pointer such as ``ds:users@latest`` or an alias ``scheme:value``."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.url = transport.url

    def node(self, id: str, *, as_of: str | int | None = None) -> NodeDetail:
        """A node with its edges, aliases, pointers, versions and metrics."""
        answer: NodeDetail = self._get(f"/nodes/{_path(id)}", as_of=as_of)
        return answer

    def history(self, id: str, *, limit: int | None = None) -> Pages[dict[str, Any]]:
        """Every revision of a node, newest first."""
        return self._pages(f"/history/{_path(id)}", limit=limit)

    def versions(self, id: str, *, limit: int | None = None) -> Pages[Node]:
        """The versions of a dataset or model, newest first."""
        return self._pages(f"/versions/{_path(id)}", limit=limit)

    def lineage(
        self,
        id: str,
        *,
        direction: Literal["upstream", "downstream", "both"] = "upstream",
        depth: int | None = None,
        relations: Sequence[str] | None = None,
        kinds: Sequence[str] | None = None,
        as_of: str | int | None = None,
        limit: int | None = None,
    ) -> Lineage:
        """What a node came from, or with ``direction="downstream"`` what came from it."""
        answer: Lineage = self._get(
            f"/lineage/{_path(id)}",
            direction=direction,
            depth=depth,
            relations=relations,
            kinds=kinds,
            as_of=as_of,
            limit=limit,
        )
        return answer

    def impact(self, id: str, *, as_of: str | int | None = None, limit: int | None = None) -> Impact:
        """What a change of a node reaches, one path each as the reason, and what to do again."""
        answer: Impact = self._get(f"/impact/{_path(id)}", as_of=as_of, limit=limit)
        return answer

    def path(self, from_: str, to: str, *, as_of: str | int | None = None) -> dict[str, Any]:
        """How one node came from another."""
        return self._dict("/path", **{"from": from_, "to": to, "as_of": as_of})

    def reproduce(self, id: str) -> dict[str, Any]:
        """What it takes to repeat a run, and what is missing for it."""
        return self._dict(f"/reproduce/{_path(id)}")

    def runs(
        self,
        filter: str | None = None,
        *,
        order_by: str | None = None,
        columns: Sequence[str] | None = None,
        hidden: bool | None = None,
        limit: int | None = None,
    ) -> Pages[RunItem]:
        """Runs by metrics, params, tags, data and models (docs/filter.md); ``limit`` is the size of a page."""
        return self._pages("/runs", filter=filter, order_by=order_by, columns=columns, hidden=hidden, limit=limit)

    def find(
        self,
        kind: str | None = None,
        filter: str | None = None,
        *,
        order_by: str | None = None,
        hidden: bool | None = None,
        limit: int | None = None,
    ) -> Pages[Node]:
        """Nodes of any kind by tag, property and time."""
        return self._pages("/find", kind=kind, filter=filter, order_by=order_by, hidden=hidden, limit=limit)

    def search(self, q: str, *, kinds: Sequence[str] | None = None, limit: int | None = None) -> list[dict[str, Any]]:
        """Full-text search."""
        items: list[dict[str, Any]] = self._dict("/search", q=q, kinds=kinds, limit=limit)["items"]
        return items

    def compare(self, ids: Sequence[str]) -> dict[str, Any]:
        """Runs side by side, and where they differ."""
        return self._dict("/compare", ids=ids)

    def production(self, *, at: str | None = None, environment: str | None = None) -> dict[str, Any]:
        """What was deployed at an instant, or is now."""
        return self._dict("/production", at=at, environment=environment)

    def metrics(self, id: str) -> dict[str, dict[str, Any]]:
        """The metrics of a run, a job run or a deployment: last, step, min, max, count of each."""
        metrics: dict[str, dict[str, Any]] = self._dict(f"/runs/{_path(id)}/metrics")["metrics"]
        return metrics

    def curve(
        self,
        id: str,
        name: str,
        *,
        points: int | None = None,
        from_step: int | None = None,
        to_step: int | None = None,
    ) -> dict[str, Any]:
        """The history of one metric, or a part of it between two steps; about ``points`` of it, its extremes kept."""
        return self._dict(f"/runs/{_path(id)}/metrics", name=name, points=points, from_step=from_step, to_step=to_step)

    def ledger(self, *, after: int | None = None, limit: int | None = None) -> Pages[dict[str, Any]]:
        """Entries of the ledger, oldest first."""
        return Pages(lambda cursor: self._dict("/ledger", after=after if cursor is None else cursor, limit=limit))

    def checkpoint(self) -> str:
        """The newest checkpoint of the ledger, a C2SP signed note."""
        return self._transport.read("GET", "/ledger/checkpoint").decode()

    def proof(
        self,
        *,
        seq: int | None = None,
        size: int | None = None,
        first: int | None = None,
        second: int | None = None,
    ) -> dict[str, Any]:
        """The proof that an entry is in the ledger (``seq``), or that an older ledger is its beginning (``first``)."""
        return self._dict("/ledger/proof", seq=seq, size=size, first=first, second=second)

    def schema(self) -> dict[str, Any]:
        """Every kind of node and every relation."""
        return self._dict("/schema")

    def health(self) -> dict[str, Any]:
        """Whether the server can answer."""
        return self._dict("/health")

    def _get(self, path: str, **query: QueryValue) -> Any:
        return self._transport.json("GET", path, query=query)

    def _dict(self, path: str, **query: QueryValue) -> dict[str, Any]:
        answer: dict[str, Any] = self._get(path, **query)
        return answer

    def _pages(self, path: str, **query: QueryValue) -> Pages[Any]:
        return Pages(lambda cursor: self._dict(path, **query, cursor=cursor))


def _path(id: str) -> str:
    return quote(id, safe="")
