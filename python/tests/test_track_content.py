"""Which version of which dataset a file that a script reads is."""

from __future__ import annotations

from pathlib import Path

import pytest

import begat
from begat.tracking.tracker import Tracker
from conftest import inputs, outputs

pandas = pytest.importorskip("pandas")


def test_what_the_record_knows_by_its_content_is_that_version(
    client: begat.Begat, tracker: Tracker, work: Path
) -> None:
    (work / "users.csv").write_text("age\n51\n52\n")
    users = client.datasets.add("tracked/users", "users.csv")
    (work / "users.csv").rename(work / "copy.csv")
    with begat.start_run(capture=False) as first:
        pandas.read_csv("copy.csv")
    with begat.start_run(capture=False) as second:
        pandas.read_csv(client.datasets.get(users.id))
    assert inputs(client, first.id) == [users.id]
    assert inputs(client, second.id) == [users.id]


def derived_from(client: begat.Begat, version: str) -> list[str]:
    return [edge["to"] for edge in client.lineage(version, relations=["derived-from"], depth=1)["edges"]]


def test_what_is_added_from_a_tracked_file_comes_from_it(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    (work / "raw.csv").write_text("age,id\n53,1\n")
    with begat.start_run(capture=False) as run:
        pandas.read_csv("raw.csv")[["age"]].to_csv("clean.csv", index=False)
    added = [client.datasets.add("tracked/clean", "clean.csv") for _ in range(2)]
    assert [each.status for each in added] == ["created", "unchanged"]
    assert derived_from(client, added[0].id) == outputs(client, run.id)
    pandas.read_csv(client.datasets.get(added[0].id)).to_csv("copy.csv", index=False)
    assert client.datasets.add("tracked/clean", "copy.csv").id == added[0].id
    assert derived_from(client, added[0].id) == outputs(client, run.id), "the copy came from it"
    alone = client.datasets.add("tracked/alone", "clean.csv", derived_from=[])
    assert derived_from(client, alone.id) == []


def test_a_dataset_with_a_name_goes_before_those_of_files(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    for name in ("first.csv", "second.csv"):
        (work / name).write_text("age\n54\n")
    with begat.start_run(capture=False) as run:
        pandas.read_csv("first.csv")
    named = client.datasets.add("tracked/named", "first.csv")
    with begat.start_run(capture=False) as other:
        pandas.read_csv("second.csv")
    assert [id.rpartition(":")[0].rpartition("/")[2] for id in inputs(client, run.id)] == ["first.csv"]
    assert inputs(client, other.id) == [named.id]
