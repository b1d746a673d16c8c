"""One message after another, each idempotent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Callable, Literal

from . import message_fields as f
from . import messages as m
from .transport import Transport, dumps
from .types import BatchItem, Receipt

if TYPE_CHECKING:
    from typing_extensions import Unpack

_Send = Callable[[str, dict[str, Any], bool], Receipt]


class Publish:
    """Publishes one message; sending the same again is ``unchanged``.

    ``strict=True`` refuses ids that nobody described. The fields are those of docs/api.md; one that is none raises
    ``invalid``.
    """

    def __init__(self, send: _Send) -> None:
        self._send = send

    def dataset_version(self, *, strict: bool = False, **fields: Unpack[f.DatasetVersionMessage]) -> Receipt:
        """A version of a dataset: its content by hash, or by the version that its own system gives it."""
        return self._publish("dataset-version", fields, strict)

    def job_run(self, *, strict: bool = False, **fields: Unpack[f.JobRunMessage]) -> Receipt:
        """One execution of a job."""
        return self._publish("job-run", fields, strict)

    def run(self, *, strict: bool = False, **fields: Unpack[f.RunMessage]) -> Receipt:
        """A training run, or more of what is known of it."""
        return self._publish("run", fields, strict)

    def model_version(self, *, strict: bool = False, **fields: Unpack[f.ModelVersionMessage]) -> Receipt:
        """A version of a model."""
        return self._publish("model-version", fields, strict)

    def deployment(self, *, strict: bool = False, **fields: Unpack[f.DeploymentMessage]) -> Receipt:
        """A rollout of a model version, its end, or what production measures."""
        return self._publish("deployment", fields, strict)

    def check(self, *, strict: bool = False, **fields: Unpack[f.CheckMessage]) -> Receipt:
        """The result of a check, a gate or an approval."""
        return self._publish("check", fields, strict)

    def node(self, *, strict: bool = False, **fields: Unpack[f.NodeMessage]) -> Receipt:
        """What describes a dataset, model, experiment, job, agent, feature, paper, …."""
        return self._publish("node", fields, strict)

    def edge(
        self,
        from_: str,
        rel: str,
        to: str,
        *,
        q: str = "",
        evidence: Literal["reported", "inferred"] = "reported",
        props: Mapping[str, Any] | None = None,
        strict: bool = False,
    ) -> Receipt:
        """One edge, from the effect to its cause; ``evidence`` is ``inferred`` where it was concluded, not told."""
        said = {"from": from_, "rel": rel, "to": to, "q": q, "evidence": evidence}
        return self._publish("edge", said if props is None else {**said, "props": props}, strict)

    def end(self, from_: str, rel: str, to: str, *, q: str = "", strict: bool = False) -> Receipt:
        """Ends one edge; its history stays."""
        return self._publish("end", {"from": from_, "rel": rel, "to": to, "q": q}, strict)

    def pointer(self, *, strict: bool = False, **fields: Unpack[f.PointerMessage]) -> Receipt:
        """Points a name of a dataset or model at one of its versions."""
        return self._publish("pointer", fields, strict)

    def alias(self, *, strict: bool = False, **fields: Unpack[f.AliasMessage]) -> Receipt:
        """What another system calls a thing, or that it no longer does."""
        return self._publish("alias", fields, strict)

    def hide(self, *, strict: bool = False, **fields: Unpack[f.HideMessage]) -> Receipt:
        """Hides a node from lists and searches, or shows it again."""
        return self._publish("hide", fields, strict)

    def _publish(self, name: str, fields: Mapping[str, Any], strict: bool) -> Receipt:
        return self._send(name, m.checked(name, fields), strict)


def publish_one(transport: Transport, name: str, body: Mapping[str, Any], strict: bool) -> Receipt:
    """Sends one message; again when the server was away, if that can do no more than once."""
    receipt: Receipt = transport.json(
        "POST",
        f"/metadata/{name}",
        query={"strict": True if strict else None},
        json=body,
        idempotent=m.names_itself(name, body),
    )
    return receipt


def publish_batch(transport: Transport, messages: Sequence[m.Message], strict: bool = False) -> list[BatchItem]:
    """Sends many messages as NDJSON; an answer per message, in order."""
    body = "".join(f"{dumps({name: fields})}\n" for name, fields in messages).encode()
    answer = transport.read(
        "POST",
        "/metadata/batch",
        query={"strict": True if strict else None},
        body=lambda: body,
        headers={"content-type": "application/x-ndjson"},
        idempotent=all(m.names_itself(name, fields) for name, fields in messages),
    )
    return [_loads(line) for line in answer.split(b"\n") if line]


def _loads(line: bytes) -> BatchItem:
    item: BatchItem = json.loads(line)
    return item
