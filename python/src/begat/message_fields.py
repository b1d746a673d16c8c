"""The fields of each message. Made from the OpenAPI document by `npm run generate`; do not edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict


class DatasetVersionMessage(TypedDict, total=False):
    """Of ``POST /metadata/dataset-version``."""

    id: str
    dataset: str
    content_hash: str
    native_version: str
    schema: Sequence[Mapping[str, Any]]
    location: str
    split: str
    statistics: Mapping[str, Any]
    sensitivity: str
    description: str
    tags: Mapping[str, Any]
    props: Mapping[str, Any]
    derived_from: Sequence[str]
    produced_by: str
    seeded_by: Sequence[str]
    artifacts: Sequence[str | Mapping[str, Any]]
    at: str | int
    names: Sequence[Mapping[str, Any]]


class JobRunMessage(TypedDict, total=False):
    """Of ``POST /metadata/job-run``."""

    id: str
    job: str
    outputs: Sequence[str]
    name: str
    description: str
    started_at: str | int
    ended_at: str | int
    status: str
    commit: str
    repository: str
    dirty: bool
    diff: str
    params: Mapping[str, Any]
    tags: Mapping[str, Any]
    environment: Mapping[str, Any]
    props: Mapping[str, Any]
    inputs: Sequence[Mapping[str, Any]]
    artifacts: Sequence[str | Mapping[str, Any]]
    metrics: Mapping[str, Any]
    points: Sequence[Mapping[str, Any]]
    agent: str
    parent: str
    names: Sequence[Mapping[str, Any]]


class RunMessage(TypedDict, total=False):
    """Of ``POST /metadata/run``."""

    run_id: str
    experiment: str
    dataset_versions: Sequence[str]
    name: str
    description: str
    started_at: str | int
    ended_at: str | int
    status: str
    commit: str
    repository: str
    dirty: bool
    diff: str
    params: Mapping[str, Any]
    tags: Mapping[str, Any]
    environment: Mapping[str, Any]
    props: Mapping[str, Any]
    inputs: Sequence[Mapping[str, Any]]
    artifacts: Sequence[str | Mapping[str, Any]]
    metrics: Mapping[str, Any]
    points: Sequence[Mapping[str, Any]]
    agent: str
    parent: str
    names: Sequence[Mapping[str, Any]]


class ModelVersionMessage(TypedDict, total=False):
    """Of ``POST /metadata/model-version``."""

    id: str
    model: str
    digest: str
    signature: Any
    features: Sequence[str]
    location: str
    description: str
    tags: Mapping[str, Any]
    props: Mapping[str, Any]
    derived_from: Sequence[str]
    produced_by: str
    artifacts: Sequence[str | Mapping[str, Any]]
    at: str | int
    names: Sequence[Mapping[str, Any]]


class DeploymentMessage(TypedDict, total=False):
    """Of ``POST /metadata/deployment``."""

    id: str
    model_version: str
    environment: str
    started_at: str | int
    ended_at: str | int
    status: str
    location: str
    description: str
    tags: Mapping[str, Any]
    props: Mapping[str, Any]
    inputs: Sequence[Mapping[str, Any]]
    gated_by: Sequence[str]
    triggered_by: str
    approved_by: str
    agent: str
    artifacts: Sequence[str | Mapping[str, Any]]
    metrics: Mapping[str, Any]
    points: Sequence[Mapping[str, Any]]
    names: Sequence[Mapping[str, Any]]


class CheckMessage(TypedDict, total=False):
    """Of ``POST /metadata/check``."""

    id: str
    kind: str
    status: str
    checks: Sequence[str]
    produced_by: str
    agent: str
    threshold: float | str
    value: float | str
    details: Any
    description: str
    artifacts: Sequence[str | Mapping[str, Any]]
    at: str | int
    names: Sequence[Mapping[str, Any]]


class NodeMessage(TypedDict, total=False):
    """Of ``POST /metadata/node``."""

    id: str
    name: str
    description: str
    owner: str
    tags: Mapping[str, Any]
    props: Mapping[str, Any]
    at: str | int
    names: Sequence[Mapping[str, Any]]


#: Of ``POST /metadata/edge``.
EdgeMessage = TypedDict(
    "EdgeMessage",
    {
        "from": str,
        "rel": str,
        "to": str,
        "q": str,
        "evidence": str,
        "props": Mapping[str, Any],
        "names": Sequence[Mapping[str, Any]],
    },
    total=False,
)


#: Of ``POST /metadata/end``.
EndMessage = TypedDict(
    "EndMessage",
    {
        "from": str,
        "rel": str,
        "to": str,
        "q": str,
        "names": Sequence[Mapping[str, Any]],
    },
    total=False,
)


class PointerMessage(TypedDict, total=False):
    """Of ``POST /metadata/pointer``."""

    of: str
    name: str
    to: str | None
    names: Sequence[Mapping[str, Any]]


class AliasMessage(TypedDict, total=False):
    """Of ``POST /metadata/alias``."""

    scheme: str
    value: str
    of: str
    remove: bool
    names: Sequence[Mapping[str, Any]]


class HideMessage(TypedDict, total=False):
    """Of ``POST /metadata/hide``."""

    id: str
    hidden: bool
    names: Sequence[Mapping[str, Any]]


#: By the name in their address.
MESSAGES: Mapping[str, type[Any]] = {
    "dataset-version": DatasetVersionMessage,
    "job-run": JobRunMessage,
    "run": RunMessage,
    "model-version": ModelVersionMessage,
    "deployment": DeploymentMessage,
    "check": CheckMessage,
    "node": NodeMessage,
    "edge": EdgeMessage,
    "end": EndMessage,
    "pointer": PointerMessage,
    "alias": AliasMessage,
    "hide": HideMessage,
}
