"""Which reads and writes are seen where, and that watching breaks none of them."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import begat
from begat.tracking.hooks import READ, hooked, on_filesystem
from begat.tracking.tracker import Tracker
from begat.tree import digest_of_path
from conftest import inputs, outputs

pandas = pytest.importorskip("pandas")
pyarrow = pytest.importorskip("pyarrow")
csv = pytest.importorskip("pyarrow.csv")
dataset = pytest.importorskip("pyarrow.dataset")
parquet = pytest.importorskip("pyarrow.parquet")


def test_an_open_file_is_what_lies_on_disk_once_it_is_written(
    client: begat.Begat, tracker: Tracker, work: Path
) -> None:
    frame = pandas.DataFrame({"age": [1, 2]})
    with begat.start_run(capture=False) as run:
        with open("users.csv", "w") as file:
            frame.to_csv(file, index=False)
        with gzip.open("users.csv.gz", "wt") as packed:
            frame.to_csv(packed, index=False)
        with open("users.csv") as file:
            pandas.read_csv(file)
    (made,) = outputs(client, run.id)
    assert client.node(made)["props"]["content_hash"] == digest_of_path(work / "users.csv")
    assert inputs(client, run.id) == [made]


def test_a_member_of_an_archive_is_no_file_of_its_name(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    (work / "users.csv").write_text("age\n101\n")
    with zipfile.ZipFile("users.zip", "w") as archive:
        archive.writestr("users.csv", "age\n102\n")
    with begat.start_run(capture=False) as run, zipfile.ZipFile("users.zip") as archive:
        pandas.read_csv(archive.open("users.csv"))
    assert inputs(client, run.id) == []


def test_a_path_from_the_home_folder_is_seen(
    client: begat.Begat, tracker: Tracker, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(work))
    (work / "users.csv").write_text("age\n103\n")
    with begat.start_run(capture=False) as run:
        pandas.read_csv("~/users.csv")
        parquet.write_table(pyarrow.table({"age": [1]}), "~/users.parquet")
    assert len(inputs(client, run.id)) == len(outputs(client, run.id)) == 1


def test_a_path_on_a_filesystem_is_its_uri(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    local = pytest.importorskip("pyarrow.fs").LocalFileSystem()
    with begat.start_run(capture=False) as run:
        for where, filesystem in (("/lake/ages.parquet", memory), (str(work / "ages.parquet"), local)):
            parquet.write_table(pyarrow.table({"age": [1]}), where, filesystem=filesystem)
            parquet.read_table(where, filesystem=filesystem)
    assert len(outputs(client, run.id)) == 2
    names = {id.rpartition(":")[0] for id in inputs(client, run.id)}
    assert names == {"ds:memory/lake/ages.parquet", f"ds:file{work}/ages.parquet"}
    assert on_filesystem(SimpleNamespace(type_name="gcs"), "lake/ages.parquet") == "gs://lake/ages.parquet"


def test_what_wraps_a_filesystem_has_the_places_of_that_only_as_a_cache(work: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    arrow = pytest.importorskip("pyarrow.fs")
    memory = fsspec.filesystem("memory")
    for cache in ("simplecache", "filecache", "blockcache"):
        cached = fsspec.filesystem(cache, fs=memory, cache_storage=str(work / cache))
        for known in (cached, arrow.PyFileSystem(arrow.FSSpecHandler(cached))):
            assert on_filesystem(known, "/lake/a.csv") == "memory:///lake/a.csv"
    wrapper = pytest.importorskip("fsspec.implementations.arrow").ArrowFSWrapper(arrow.LocalFileSystem())
    assert on_filesystem(wrapper, "/lake/a.csv") == "/lake/a.csv"
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("a.csv", "age")
    folder = fsspec.filesystem("dir", path="/lake", fs=memory)
    packed = fsspec.filesystem("zip", fo="a.zip")
    named = fsspec.filesystem("reference", fo={"a.csv": "age"}, fs=memory)
    for odd in (folder, packed, named, arrow.PyFileSystem(arrow.FSSpecHandler(folder))):
        with pytest.raises(ValueError, match="its filesystem is of the kind"):
            on_filesystem(odd, "a.csv")


def test_what_names_no_path_after_all_does_not_stop_the_script(
    tracker: Tracker, caplog: pytest.LogCaptureFixture
) -> None:
    """As `pandas.ExcelFile` does that was made from bytes."""

    class Workbook:
        def __fspath__(self) -> object:
            return io.BytesIO()

    class Odd:
        def __fspath__(self) -> str:
            raise OSError("no path")

    read = hooked(lambda io: "read", READ, "io", tracker.observe)
    assert read(Workbook()) == "read"
    assert caplog.text == ""
    assert read(Odd()) == "read"
    assert "is not recorded: no path" in caplog.text


class Workbooks(pandas.ExcelWriter):  # type: ignore[misc]
    """Writes as all of pandas' own do, once it is closed."""

    _engine = "plain"
    _supported_extensions = (".xlsx",)
    book, sheets = None, {}  # type: ignore[var-annotated]

    def _write_cells(self, cells: object, *args: object, **kwargs: object) -> None:
        self.written = [*getattr(self, "written", []), *(cell.val for cell in cells)]  # type: ignore[attr-defined]

    def _save(self) -> None:
        self._handles.handle.write(str(self.written).encode())


def test_a_workbook_is_written_once_it_is_closed(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    frame = pandas.DataFrame({"age": [1, 2]})
    with begat.start_run(capture=False) as run, Workbooks("ages.xlsx", engine="plain") as writer:
        frame.to_excel(writer, sheet_name="a")
        frame.to_excel(writer, sheet_name="b")
    (made,) = outputs(client, run.id)
    assert client.node(made)["props"]["content_hash"] == digest_of_path(work / "ages.xlsx")


def test_what_is_watched_can_be_sent_to_workers(tracker: Tracker) -> None:
    """Those of multiprocessing get a function by its name."""
    for function in (pandas.read_csv, parquet.read_table, csv.read_csv, pandas.DataFrame.to_csv):
        assert pickle.loads(pickle.dumps(function)) is function


def test_no_signature_of_an_address_is_recorded(client: begat.Begat, tracker: Tracker) -> None:
    fsspec = pytest.importorskip("fsspec")
    fsspec.filesystem("memory").pipe("/signed.csv?sig=t0p", b"age\n83\n")
    with begat.start_run(capture=False) as run:
        pandas.read_csv("memory:///signed.csv?sig=t0p")
    assert inputs(client, run.id) == ["ds:memory/signed.csv:initial"]


def test_a_file_of_dvc_is_the_version_that_dvc_made(client: begat.Begat, tracker: Tracker, work: Path) -> None:
    (work / "parts/a").mkdir(parents=True)
    (work / "users.csv").write_bytes(b"age\n1\n")
    (work / "parts/a/1.csv").write_bytes(b"age\n2\n")
    known = {"users.csv": "088547ee3a4e93df1582ea2869db0466", "parts": "89df3a2561739346ba2310e3d7f512b5.dir"}
    for name, md5 in known.items():
        id, uri = f"ds:dvc/{name}", (work / name).as_uri()
        body = {"id": f"{id}:{md5}", "content_hash": f"md5:{md5}", "names": [{"id": id, "value": uri}]}
        client.batch([{"dataset-version": body}])
    with begat.start_run(capture=False) as run:
        pandas.read_csv("users.csv")
        dataset.dataset("parts", format="csv")
    assert inputs(client, run.id) == sorted(f"ds:dvc/{name}:{md5}" for name, md5 in known.items())


def test_no_secret_of_a_place_is_in_the_log(
    client: begat.Begat, tracker: Tracker, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client.recorder, "read", lambda place: 1 / 0)
    place = "https://ann:s3cr3t@lake.example.org/users.csv?sig=t0p"
    tracker.observe(READ, [place])
    hooked(lambda io, filesystem: None, READ, "io", tracker.observe)(place, filesystem=SimpleNamespace())
    hooked(lambda io, filesystem: None, READ, "io", tracker.observe)("users.csv", filesystem=SimpleNamespace())
    assert caplog.text.count("https://lake.example.org/users.csv is not recorded") == 2
    assert "at users.csv is not recorded: its filesystem" in caplog.text
    assert "s3cr3t" not in caplog.text and "t0p" not in caplog.text


def test_a_named_pipe_is_not_opened_again(client: begat.Begat, work: Path) -> None:
    os.mkfifo("pipe")

    def record() -> None:
        assert client.recorder.read("pipe") is client.recorder.written("pipe", "run:r1") is None

    recording = threading.Thread(target=record, daemon=True)
    recording.start()
    recording.join(10)
    assert not recording.is_alive()


def test_a_location_that_is_too_long_for_a_name_does_not_end_the_script(client: begat.Begat, tracker: Tracker) -> None:
    place = f"memory://lake/{'a' * 1000}.csv"
    pytest.importorskip("fsspec").filesystem("memory").pipe(place[len("memory:/") :], b"age\n1\n")
    with begat.start_run(capture=False) as run:
        pandas.read_csv(place)
    (read,) = inputs(client, run.id)
    assert read.startswith("ds:memory/lake/aaa")
