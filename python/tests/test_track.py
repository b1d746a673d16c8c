"""What a script reads and writes, on a real server with real pandas, Arrow and MLflow."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

import begat
from begat.tracking.tracker import Tracker
from begat.tree import digest_of_path
from conftest import ROOT, Server, inputs, outputs

pandas = pytest.importorskip("pandas")
pyarrow = pytest.importorskip("pyarrow")
csv = pytest.importorskip("pyarrow.csv")
dataset = pytest.importorskip("pyarrow.dataset")
parquet = pytest.importorskip("pyarrow.parquet")


def test_reads_and_writes_of_a_run_are_its_inputs_and_outputs(
    client: begat.Begat, tracker: Tracker, work: Path
) -> None:
    (work / "users.csv").write_text("age,churned\n42,1\n17,0\n")
    with begat.start_run(capture=False) as run:
        frame = pandas.read_csv("users.csv")
        pandas.read_csv(str(work / "users.csv"))
        frame.to_parquet("users.parquet")
        pandas.read_csv(io.StringIO("x\n1\n"))
        assert frame.to_csv() == "age,churned\n42,1\n17,0\n".replace("age", ",age").replace("\n42", "\n0,42").replace(
            "\n17", "\n1,17"
        )
    (read,) = inputs(client, run.id)
    (made,) = outputs(client, run.id)
    node = client.node(read)
    assert node["props"]["content_hash"] == digest_of_path(work / "users.csv")
    assert node["props"]["location"] == (work / "users.csv").as_uri()
    assert client.node(f"uri:{(work / 'users.csv').as_uri()}")["id"] == read.rpartition(":")[0]
    assert client.node(made)["props"]["content_hash"] == digest_of_path(work / "users.parquet")
    assert {edge["evidence"] for edge in client.lineage(run.id)["edges"]} == {"reported"}


def test_a_file_that_changes_is_another_version(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    with begat.start_run(capture=False) as run:
        for n in range(3):
            pandas.DataFrame({"n": [n]}).to_csv("n.csv", index=False)
            pandas.read_csv("n.csv")
    assert len(inputs(client, run.id)) == len(outputs(client, run.id)) == 3
    assert inputs(client, run.id) == outputs(client, run.id)


def test_arrow_reads_and_writes_are_seen(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    table = pyarrow.table({"age": [1, 2, 3], "part": ["a", "a", "b"]})
    with begat.start_run(capture=False) as run:
        parquet.write_table(table, "table.parquet")
        parquet.read_table("table.parquet")
        parquet.ParquetFile("table.parquet").read()
        csv.write_csv(table, "table.csv")
        csv.read_csv("table.csv")
        dataset.write_dataset(table, "parts", format="parquet", partitioning=["part"])
        dataset.dataset("parts").to_table()
    names = [id.rpartition(":")[0].rpartition("/")[2] for id in outputs(client, run.id)]
    assert sorted(names) == ["parts", "table.csv", "table.parquet"]
    assert inputs(client, run.id) == outputs(client, run.id)
    (parts,) = [id for id in outputs(client, run.id) if "parts" in id]
    assert client.node(parts)["props"]["content_hash"] == digest_of_path(work / "parts")


def test_outside_a_run_the_script_is_one_and_later_runs_have_its_inputs(
    client: begat.Begat, tracker: Tracker, work: Path
) -> None:
    (work / "early.csv").write_text("age\n61\n")
    pandas.read_csv("early.csv")
    with begat.start_run(capture=False) as run:
        pass
    tracker.stop()
    (read,) = inputs(client, run.id)
    assert "early.csv" in read
    readers = {edge["from"] for edge in client.lineage(read, direction="downstream", relations=["used"])["edges"]}
    (script,) = readers - {run.id}
    assert client.lineage(script, relations=["run-of"])["edges"][0]["to"] == "job:tracked"
    assert client.node(script)["props"]["status"] == "finished"


def test_mlflow_runs_get_their_data(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    mlflow = pytest.importorskip("mlflow")
    (work / "train.csv").write_text("age\n71\n")
    (work / "test.csv").write_text("age\n72\n")
    mlflow.set_tracking_uri(client.url)
    pandas.read_csv("train.csv")
    with mlflow.start_run() as run:
        frame = pandas.read_csv("test.csv")
        frame.to_csv("predictions.csv")
        mlflow.log_metric("rows", len(frame))
    id = f"run:{run.info.run_id}"
    assert (client.node(id)["props"]["status"], client.metrics(id)["rows"]["last"]) == ("finished", 1)
    assert ["test.csv" in read or "train.csv" in read for read in inputs(client, id)] == [True, True]
    assert ["predictions.csv" in made for made in outputs(client, id)] == [True]


def test_an_object_elsewhere_is_known_by_the_version_of_its_store(client: begat.Begat, tracker: Tracker) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/lake/users.csv", b"age\n81\n")
    info = memory.info

    def with_etag(path: str, **how: object) -> dict[str, object]:
        return {**info(path, **how), "ETag": '"abc123"'}

    memory.info = with_etag
    try:
        with begat.start_run(capture=False) as run:
            pandas.read_csv("memory://lake/users.csv")
    finally:
        memory.info = info
    assert inputs(client, run.id) == ["ds:memory/lake/users.csv:abc123"]
    assert client.node("ds:memory/lake/users.csv:abc123")["props"]["native_version"] == "abc123"


def test_a_script_goes_on_without_a_server_and_is_recorded_later(flaky_server: Server, work: Path) -> None:
    client = begat.Begat(flaky_server.url)
    flaky_server.go_away()
    (work / "users.csv").write_text("age\n91\n")
    tracker = begat.track(client=client)
    try:
        with client.start_run(id="tracked-away", capture=False):
            pandas.read_csv("users.csv").to_csv("out.csv")
    finally:
        tracker.stop()
    flaky_server.come_back()
    assert client.drain().rejected == []
    assert len(inputs(client, "run:tracked-away")) == 1
    assert len(outputs(client, "run:tracked-away")) == 1


def test_what_the_client_itself_writes_is_no_data_of_the_script(
    client: begat.Begat, tracker: Tracker, work: Path
) -> None:
    with begat.start_run(capture=False) as run:
        client.datasets.add("tracked/table", pandas.DataFrame({"x": [1, 2]}))
    assert outputs(client, run.id) == []


def test_a_failing_read_raises_as_ever_and_is_no_input(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    with begat.start_run(capture=False) as run, pytest.raises(FileNotFoundError):
        pandas.read_csv("not-there.csv")
    assert inputs(client, run.id) == []


def test_what_cannot_be_recorded_is_a_warning(
    client: begat.Begat, tracker: Tracker, work: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "users.csv").write_text("age\n1\n")
    monkeypatch.setattr(client.recorder, "read", lambda place: 1 / 0)
    with caplog.at_level(logging.WARNING, "begat"), begat.start_run(capture=False):
        assert len(pandas.read_csv("users.csv")) == 1
    assert "is not recorded" in caplog.text


def test_stop_puts_everything_back(client: begat.Begat) -> None:
    before = [pandas.read_csv, pandas.DataFrame.to_csv, parquet.read_table, parquet.ParquetFile.__init__]
    tracker = begat.track()
    assert begat.track() is tracker
    assert pandas.read_csv is not before[0]
    tracker.stop()
    assert [pandas.read_csv, pandas.DataFrame.to_csv, parquet.read_table, parquet.ParquetFile.__init__] == before


def test_one_line_at_the_top_of_a_script_is_enough(client: begat.Begat, work: Path) -> None:
    """``track`` comes before the imports, the run after the data; the script ends without ending anything."""
    (work / "users.csv").write_text("age\n11\n12\n")
    (work / "train.py").write_text(
        "import begat; begat.track()\n"
        "from pandas import read_csv\n"
        "frame = read_csv('users.csv')\n"
        "frame.to_parquet('features.parquet')\n"
        "run = begat.start_run(id='one-line')\n"
        "run.log_metric('rows', len(frame))\n"
        "raise SystemExit(frame.oops)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python/src")}
    done = subprocess.run([sys.executable, "train.py"], env=environment, capture_output=True, text=True, timeout=300)
    assert "AttributeError" in done.stderr
    assert done.returncode == 1
    (read,) = inputs(client, "run:one-line")
    assert "users.csv" in read
    assert client.node("run:one-line")["props"]["status"] == "failed"
    assert client.metrics("run:one-line")["rows"]["last"] == 2
    readers = {edge["from"] for edge in client.lineage(read, direction="downstream", relations=["used"])["edges"]}
    (script,) = readers - {"run:one-line"}
    assert client.lineage(script, relations=["run-of"])["edges"][0]["to"] == "job:train"
    assert client.node(script)["props"]["status"] == "failed"
    assert ["features.parquet" in made for made in outputs(client, script)] == [True]


def test_an_object_whose_store_tells_no_version_is_bound_by_the_record(client: begat.Begat, tracker: Tracker) -> None:
    fsspec = pytest.importorskip("fsspec")
    fsspec.filesystem("memory").pipe("/lake/plain.csv", b"age\n82\n")
    client.publish.alias(scheme="uri", value="memory://lake/plain.csv", of="ds:lake/plain")
    client.datasets.add("lake/plain", native_version="snapshot-1", at="2026-01-01T00:00:00Z")
    with begat.start_run(capture=False) as run:
        pandas.read_csv("memory://lake/plain.csv")
    (edge,) = client.lineage(run.id, relations=["used"])["edges"]
    assert (edge["to"], edge["evidence"]) == ("ds:lake/plain:v1", "inferred")


def test_what_a_uri_names_already_is_meant_also_when_the_server_was_away(flaky_server: Server, work: Path) -> None:
    client = begat.Begat(flaky_server.url)
    (work / "users.csv").write_text("age\n92\n")
    client.publish.alias(scheme="uri", value=(work / "users.csv").as_uri(), of="ds:named/users")
    flaky_server.go_away()
    tracker = begat.track(client=client)
    try:
        with client.start_run(id="named-away", capture=False):
            pandas.read_csv("users.csv")
    finally:
        tracker.stop()
    flaky_server.come_back()
    assert client.drain().rejected == []
    (read,) = inputs(client, "run:named-away")
    assert read.startswith("ds:named/users:")
