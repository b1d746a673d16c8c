"""Functions as steps of a pipeline."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import begat


def lineage(client: begat.Begat, id: str) -> set[tuple[str, str, str, str]]:
    relations = ["produced-by", "used", "run-of", "derived-from"]
    edges = client.lineage(id, relations=relations)["edges"]
    return {(edge["from"], edge["rel"], edge["to"], edge["q"]) for edge in edges}


def test_a_call_is_a_run_of_the_job_with_what_went_in_and_out(client: begat.Begat, work: Path) -> None:
    (work / "raw.csv").write_text("age\n42\n17\n")
    raw = client.datasets.add("steps/raw", "raw.csv")
    runs: list[str] = []

    @begat.step(job="clean-users", capture=False)
    def clean(source: Path, minimum: int = 18, *, api_token: str = "t0p", text: str = "x" * 2**20) -> Path:
        run = begat.current_run()
        assert run is not None
        runs.append(run.id)
        rows = [row for row in source.read_text().split()[1:] if int(row) >= minimum]
        Path("clean.csv").write_text("\n".join(["age", *rows]))
        return Path("clean.csv")

    assert clean(work / "raw.csv").read_text() == "age\n42"
    (id,) = runs
    props = client.node(id)["props"]
    assert props["params"] == {"minimum": 18, "api_token": "***"}
    assert props["status"] == "finished"
    (made,) = [edge["from"] for edge in client.lineage(id, direction="downstream", relations=["produced-by"])["edges"]]
    assert made.startswith("ds:file/") and "clean.csv:" in made
    assert lineage(client, made) == {
        (made, "produced-by", id, ""),
        (id, "used", raw.id, "source"),
        (id, "run-of", "job:clean-users", ""),
    }


def test_what_holds_itself_goes_through_a_step_unrecorded(client: begat.Begat) -> None:
    ring: list[object] = []
    ring.extend([ring, ring])

    @begat.step(job="ring", capture=False)
    def turn(given: list[object], times: int) -> list[object]:
        return given

    assert turn(ring, 2) is ring
    (run,) = client.find("JobRun", "job = 'job:ring'")
    assert (run["props"]["params"], run["props"]["status"]) == ({"times": 2}, "finished")


def test_versions_pass_from_step_to_step(client: begat.Begat, work: Path) -> None:
    @begat.step(capture=False)
    def make(rows: int) -> begat.DatasetVersion:
        Path("made.csv").write_text("x\n" * rows)
        return client.datasets.add("steps/made", "made.csv")

    @begat.step(capture=False)
    def count(data: begat.DatasetVersion, others: list[str]) -> int:
        return len(client.datasets.get(data.id).read_text().split())

    made = make(3)
    assert count(made, [made.id]) == 3
    downstream = client.lineage(made.id, direction="downstream", relations=["used"])["edges"]
    assert {edge["q"] for edge in downstream} == {"data", "others"}
    assert client.node(client.lineage(made.id, relations=["produced-by"])["edges"][0]["to"])["props"]["params"] == {
        "rows": 3
    }


def test_what_a_step_raises_is_raised_and_recorded(client: begat.Begat) -> None:
    runs: list[str] = []

    @begat.step(capture=False)
    def fail() -> None:
        run = begat.current_run()
        assert run is not None
        runs.append(run.id)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert client.node(runs[0])["props"]["status"] == "failed"
    with pytest.raises(TypeError):
        fail(1)  # type: ignore[call-arg]


def test_a_coroutine_is_a_step_until_it_ends(client: begat.Begat) -> None:
    runs: list[str] = []

    @begat.step(capture=False)
    async def fetch(name: str) -> str:
        await asyncio.sleep(0.01)
        run = begat.current_run()
        assert run is not None
        runs.append(run.id)
        return name

    async def both() -> list[str]:
        return list(await asyncio.gather(fetch("a"), fetch("b")))

    assert asyncio.run(both()) == ["a", "b"]
    assert {client.node(run)["props"]["params"]["name"] for run in runs} == {"a", "b"}


def test_what_cannot_be_recorded_costs_neither_the_call_nor_its_result(
    client: begat.Begat, work: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (work / "images").mkdir()
    (work / "images/gone.png").symlink_to(work / "nowhere.png")
    runs: list[str] = []

    @begat.step(capture=False)
    def resize(images: Path) -> Path:
        run = begat.current_run()
        assert run is not None
        runs.append(run.id)
        return images

    with caplog.at_level("WARNING", "begat"):
        assert resize(work / "images") == work / "images"
    assert client.node(runs[0])["props"]["status"] == "finished"
    assert caplog.text.count("gone.png is no plain file") == 2


def test_what_is_no_place_and_no_id_costs_neither_the_call_nor_its_result(
    client: begat.Begat, caplog: pytest.LogCaptureFixture
) -> None:
    @begat.step(capture=False)
    def same(path: Path, id: str, text: str) -> tuple[Path, str, str]:
        return path, id, text

    given = (Path("a" * 300), "ds:\u00fcsers:v1", "caf\udce9")
    with caplog.at_level("WARNING", "begat"):
        assert same(*given) == given
    assert caplog.text.count("File name too long") == caplog.text.count("must be percent-encoded") == 2
