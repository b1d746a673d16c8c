"""What can be published: the fields of each message, as ``GET /openapi.json`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, Union

from .errors import BegatError, invalid
from .ids import named
from .sortable_id import sortable_id

#: ``sha256:…``, or the same with the path at which the file stood.
ArtifactItem = Union[str, dict[str, str]]
#: RFC 3339 with its zone, or epoch milliseconds.
Instant = Union[str, int]
Message = tuple[str, Mapping[str, Any]]


class _Any(TypedDict, total=False):
    names: list[Mapping[str, str]]


class _Execution(_Any, total=False):
    name: str
    description: str
    started_at: Instant
    ended_at: Instant
    status: str
    commit: str
    repository: str
    dirty: bool
    diff: str
    params: Mapping[str, Any]
    tags: Mapping[str, Any]
    environment: Mapping[str, Any]
    inputs: list[Mapping[str, str]]
    artifacts: list[ArtifactItem]
    metrics: Mapping[str, Any]
    points: list[Mapping[str, Any]]
    agent: str
    parent: str


class RunMessage(_Execution, total=False):
    run_id: str
    experiment: str
    dataset_versions: list[str]


class JobRunMessage(_Execution, total=False):
    id: str
    job: str
    outputs: list[str]


class _Version(_Any, total=False):
    id: str
    location: str
    description: str
    tags: Mapping[str, Any]
    derived_from: list[str]
    produced_by: str
    artifacts: list[ArtifactItem]
    at: Instant


class DatasetVersionMessage(_Version, total=False):
    dataset: str
    content_hash: str
    native_version: str
    schema: list[Mapping[str, str]]
    split: str
    statistics: Mapping[str, Any]
    sensitivity: str
    seeded_by: list[str]


class ModelVersionMessage(_Version, total=False):
    model: str
    digest: str
    signature: Any
    features: list[str]


class DeploymentMessage(_Any, total=False):
    id: str
    model_version: str
    environment: str
    inputs: list[Mapping[str, str]]
    started_at: Instant
    ended_at: Instant
    status: str
    location: str
    description: str
    tags: Mapping[str, Any]
    gated_by: list[str]
    triggered_by: str
    approved_by: str
    agent: str
    artifacts: list[ArtifactItem]
    metrics: Mapping[str, Any]
    points: list[Mapping[str, Any]]


class CheckMessage(_Any, total=False):
    id: str
    kind: str
    status: str
    checks: list[str]
    produced_by: str
    agent: str
    threshold: float | str
    value: float | str
    details: Any
    description: str
    artifacts: list[ArtifactItem]
    at: Instant


class NodeMessage(_Any, total=False):
    id: str
    name: str
    description: str
    owner: str
    tags: Mapping[str, Any]
    props: Mapping[str, Any]
    at: Instant


EdgeMessage = TypedDict(
    "EdgeMessage", {"from": str, "rel": str, "to": str, "q": str, "names": list[Mapping[str, str]]}, total=False
)


class PointerMessage(_Any, total=False):
    of: str
    name: str
    to: str | None


class AliasMessage(_Any, total=False):
    scheme: str
    value: str
    of: str
    remove: bool


class HideMessage(_Any, total=False):
    id: str
    hidden: bool


#: The messages by the name in their address.
MESSAGES: Mapping[str, type[Any]] = {
    "dataset-version": DatasetVersionMessage,
    "job-run": JobRunMessage,
    "run": RunMessage,
    "model-version": ModelVersionMessage,
    "deployment": DeploymentMessage,
    "check": CheckMessage,
    "node": NodeMessage,
    "edge": EdgeMessage,
    "end": EdgeMessage,
    "pointer": PointerMessage,
    "alias": AliasMessage,
    "hide": HideMessage,
}

#: The messages that get a new id where they name none, and how such an id begins.
_OWN_IDS = {"job-run": "jobrun", "deployment": "deploy", "check": "check"}


def checked(name: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something, with an id where one is needed to say it twice.

    ``invalid`` for a field that is none.

    >>> checked("hide", {"id": "run:1", "hiden": True})
    Traceback (most recent call last):
    begat.errors.BegatError: hiden: is no field of a hide; fields are hidden, id
    """
    if name not in MESSAGES:
        raise invalid("message", f'"{name}" is none; messages are {", ".join(sorted(MESSAGES))}')
    fields = MESSAGES[name].__annotations__
    for field in body:
        if field not in fields:
            raise invalid(str(field), f"is no field of a {name}; fields are {', '.join(sorted(fields))}")
    said = {field: value for field, value in body.items() if value is not None or name == "pointer"}
    if name in _OWN_IDS and "id" not in said:
        said["id"] = f"{_OWN_IDS[name]}:{sortable_id()}"
    return said


def names_itself(name: str, body: Mapping[str, Any]) -> bool:
    """Whether sending a message twice does no more than once: not so for a version numbered by the ledger."""
    if name not in ("dataset-version", "model-version"):
        return True
    return "id" in body and "@" not in str(body["id"])


def subject_of(name: str, body: Mapping[str, Any]) -> str | None:
    """The id of what a message is about; None while only the ledger can tell."""
    if not names_itself(name, body):
        return None
    if name == "run":
        try:
            return named("run", str(body.get("run_id", "")))
        except BegatError:
            return str(body.get("run_id", ""))
    subject = body.get("id") or body.get("of") or body.get("from")
    return str(subject) if subject is not None else ""
