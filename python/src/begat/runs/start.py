"""Starts runs and steps: publishes what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Union

from ..errors import invalid
from ..ids import check_id, named
from ..messages import checked
from ..sortable_id import sortable_id
from .active import entered, innermost, opened_in_background, run_listeners
from .capture import capture
from .deps import Deps
from .execution import Execution, JobRun, Run
from .values import params_of, tags_of

#: An id, or ``{"id", "relation", "q"}``: how and in which role.
Input = Union[str, Mapping[str, str]]


def start_run(deps: Deps, id: str | None, experiment: str | None, **known: Any) -> Run:
    """Starts a training run."""
    run_id = named("run", id or sortable_id())
    fields = {"run_id": run_id, "experiment": experiment, **_start_fields(deps, (Run, JobRun), **known)}
    deps.delivery.publish("run", checked("run", fields))
    run = Run(run_id, deps)
    entered(_remembering(run, known))
    for listener in run_listeners:
        listener(run)
    return run


def start_job_run(
    deps: Deps,
    id: str | None,
    job: str | None,
    outputs: Sequence[str] | None,
    *,
    in_background: bool = False,
    **known: Any,
) -> JobRun:
    """Starts one execution of a job; ``in_background`` no code is in it."""
    job_run_id = named("jobrun", id or sortable_id())
    fields = {
        "id": job_run_id,
        "job": None if job is None else named("job", job),
        "outputs": None if outputs is None else [check_id(output, "outputs") for output in outputs],
        **_start_fields(deps, (JobRun,), **known),
    }
    deps.delivery.publish("job-run", checked("job-run", fields))
    run = JobRun(job_run_id, deps)
    enter = opened_in_background if in_background else entered
    enter(_remembering(run, known))
    return run


def _remembering(execution: Execution, known: Mapping[str, Any]) -> Execution:
    """Later params are compared with those of the start."""
    execution.remember(known.get("params") or {}, [item["id"] for item in _inputs(known.get("inputs") or [])])
    return execution


def _start_fields(deps: Deps, parents: Sequence[type], **known: Any) -> dict[str, Any]:
    wanted = known.pop("capture", True)
    given = {name: value for name, value in known.items() if value is not None}
    if "params" in given:
        given["params"] = params_of(given["params"])
    if "tags" in given:
        given["tags"] = tags_of(given["tags"])
    if "inputs" in given:
        given["inputs"] = _inputs(given["inputs"])
    outer = innermost()
    if "parent" not in given and outer is not None and isinstance(outer, tuple(parents)):
        given["parent"] = outer.id
    elif isinstance(given.get("parent"), Execution):
        given["parent"] = given["parent"].id
    code = capture(Path.cwd(), deps.keeper.put) if wanted else {}
    environment = {**code.pop("environment", {}), **given.pop("environment", {})}
    if "commit" in given:
        code = {}
    started_at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "started_at": started_at,
        "status": "running",
        **code,
        **given,
        "environment": environment or None,
    }


def _inputs(inputs: Sequence[Input]) -> list[Mapping[str, str]]:
    if isinstance(inputs, (str, Mapping)):
        raise invalid("inputs", "is a list of ids, or of {id, relation, q}")
    said: list[Mapping[str, str]] = [{"id": item} if isinstance(item, str) else item for item in inputs]
    for item in said:
        check_id(item.get("id", ""), "inputs.id")
    return said
