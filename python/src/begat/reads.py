"""Every question that can be put to a server."""

from __future__ import annotations

from typing import (
    Any,
    Callable,
    Dict,
    Generic,
    Iterator,
    List,
    Literal,
    Mapping,
    Optional,
    Sequence,
    TypeVar,
    Union,
    overload,
)
from urllib.parse import quote

from .transport import QueryValue, Transport
from .types import Impact, Lineage, LineageIds, Node, NodeDetail, RunItem

T = TypeVar("T")


class Pages(Generic[T]):
    """A list that the server gives in pages: iterate over all of it, or take the first page.

    ``for run in client.runs(filter="metrics.auc > 0.9"): …`` asks for pages as they are needed.
    """

    def __init__(self, read: Callable[[Optional[str]], Dict[str, Any]]) -> None:
        self._read = read

    def first(self) -> Dict[str, Any]:
        """The first page, as the server gave it: ``items``, and ``next`` when there are more."""
        return self._read(None)

    def __iter__(self) -> Iterator[T]:
        cursor: Optional[str] = None
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

    def node(self, id: str, *, as_of: Union[str, int, None] = None) -> NodeDetail:
        """A node with its edges, aliases, pointers, versions and metrics."""
        answer: NodeDetail = self._get(f"/nodes/{_path(id)}", as_of=as_of)
        return answer

    def history(self, id: str, *, limit: Optional[int] = None) -> Pages[Dict[str, Any]]:
        """Every revision of a node, newest first."""
        return self._pages(f"/history/{_path(id)}", limit=limit)

    def versions(self, id: str, *, limit: Optional[int] = None) -> Pages[Node]:
        """The versions of a dataset or model, newest first."""
        return self._pages(f"/versions/{_path(id)}", limit=limit)

    @overload
    def lineage(self, id: str, *, fields: Literal["id"], **how: QueryValue) -> LineageIds: ...

    @overload
    def lineage(self, id: str, **how: QueryValue) -> Lineage: ...

    def lineage(self, id: str, **how: QueryValue) -> Union[Lineage, LineageIds]:
        """What a node came from, or what came from it.

        ``direction`` (upstream, downstream, both), ``depth``, ``relations``, ``kinds``, ``as_of``, ``limit``; with
        ``fields="id"`` the nodes are ids alone.
        """
        answer: Lineage = self._get(f"/lineage/{_path(id)}", **_known(how, _LINEAGE))
        return answer

    def impact(self, id: str, *, as_of: Union[str, int, None] = None, limit: Optional[int] = None) -> Impact:
        """What a change of a node reaches, one path each as the reason, and what to do again."""
        answer: Impact = self._get(f"/impact/{_path(id)}", as_of=as_of, limit=limit)
        return answer

    def path(self, from_: str, to: str, *, as_of: Union[str, int, None] = None) -> Dict[str, Any]:
        """How one node came from another."""
        return self._dict("/path", **{"from": from_, "to": to, "as_of": as_of})

    def reproduce(self, id: str) -> Dict[str, Any]:
        """What it takes to repeat a run, and what is missing for it."""
        return self._dict(f"/reproduce/{_path(id)}")

    def runs(
        self,
        filter: Optional[str] = None,
        *,
        order_by: Optional[str] = None,
        columns: Optional[Sequence[str]] = None,
        hidden: Optional[bool] = None,
        limit: Optional[int] = None,
    ) -> Pages[RunItem]:
        """Runs by metrics, params, tags, data and models (docs/filter.md); ``limit`` is the size of a page."""
        return self._pages(
            "/runs", filter=filter, order_by=order_by, columns=columns, hidden=hidden, limit=limit
        )

    def find(
        self,
        kind: Optional[str] = None,
        filter: Optional[str] = None,
        *,
        order_by: Optional[str] = None,
        hidden: Optional[bool] = None,
        limit: Optional[int] = None,
    ) -> Pages[Node]:
        """Nodes of any kind by tag, property and time."""
        return self._pages("/find", kind=kind, filter=filter, order_by=order_by, hidden=hidden, limit=limit)

    def search(
        self, q: str, *, kinds: Optional[Sequence[str]] = None, limit: Optional[int] = None
    ) -> List[Dict[str, Any]]:
        """Full-text search."""
        items: List[Dict[str, Any]] = self._dict("/search", q=q, kinds=kinds, limit=limit)["items"]
        return items

    def compare(self, ids: Sequence[str]) -> Dict[str, Any]:
        """Runs side by side, and where they differ."""
        return self._dict("/compare", ids=ids)

    def production(self, *, at: Optional[str] = None, environment: Optional[str] = None) -> Dict[str, Any]:
        """What was deployed at an instant, or is now."""
        return self._dict("/production", at=at, environment=environment)

    def metrics(self, id: str) -> Dict[str, Dict[str, Any]]:
        """The metrics of a run, a job run or a deployment: last, step, min, max, count of each."""
        metrics: Dict[str, Dict[str, Any]] = self._dict(f"/runs/{_path(id)}/metrics")["metrics"]
        return metrics

    def curve(self, id: str, name: str, *, points: Optional[int] = None) -> Dict[str, Any]:
        """The history of one metric, thinned out to about ``points`` with its extremes kept."""
        return self._dict(f"/runs/{_path(id)}/metrics", name=name, points=points)

    def health(self) -> Dict[str, Any]:
        """Whether the server can answer."""
        return self._dict("/health")

    def _get(self, path: str, **query: QueryValue) -> Any:
        return self._transport.json("GET", path, query=query)

    def _dict(self, path: str, **query: QueryValue) -> Dict[str, Any]:
        answer: Dict[str, Any] = self._get(path, **query)
        return answer

    def _pages(self, path: str, **query: QueryValue) -> Pages[Any]:
        return Pages(lambda cursor: self._dict(path, **query, cursor=cursor))


_LINEAGE = ("direction", "depth", "relations", "kinds", "as_of", "fields", "limit")


def _known(given: Mapping[str, QueryValue], names: Sequence[str]) -> Dict[str, QueryValue]:
    for name in given:
        if name not in names:
            raise TypeError(f"unexpected keyword argument '{name}'; it takes {', '.join(names)}")
    return dict(given)


def _path(id: str) -> str:
    return quote(id, safe="")
