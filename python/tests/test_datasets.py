"""Datasets and artifacts with their content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import begat
from conftest import ROOT


def test_a_file_comes_back_verified_from_the_cache(client: begat.Begat, work: Path) -> None:
    (work / "users.csv").write_text("age\n42\n")
    added = client.datasets.add("files/users", work / "users.csv", split="train")
    assert (added.id, added.status) == ("ds:files/users:v1", "created")
    assert client.datasets.add("files/users", "users.csv", split="train").status == "unchanged"
    (work / "users.csv").write_text("age\n43\n")
    assert client.datasets.add("files/users", "users.csv", derived_from=[added.id]).id == "ds:files/users:v2"

    path = client.datasets.get(added.id)
    assert path.read_text() == "age\n42\n"
    assert path.name == "users.csv"
    assert client.datasets.get("files/users").read_text() == "age\n43\n"
    assert client.datasets.get("ds:files/users@latest").read_text() == "age\n43\n"
    assert client.datasets.get("files/users:v1") == path
    before = path.stat().st_mtime_ns
    assert client.datasets.get(added.id).stat().st_mtime_ns == before, "nothing is fetched twice"
    path.chmod(0o644)
    path.write_text("age\n99\n")
    assert client.datasets.get(added.id).read_text() == "age\n42\n", "what was changed is fetched again"
    if os.getuid() != 0:
        with pytest.raises(PermissionError):
            path.write_text("changed")


@pytest.mark.parametrize(("path", "name"), [("..", "content"), ("a/..", "content"), ("..\\up", "up"), ("/a/b", "b")])
def test_no_path_leads_out_of_the_cache(client: begat.Begat, work: Path, path: str, name: str) -> None:
    source = work / "kept.csv"
    source.write_text(f"age\n42\n{path}\n")
    kept = client.datasets.add("kept", source)
    assert kept.content_hash is not None
    artifacts = [{"id": kept.content_hash, "path": path}]
    led_to = client.publish.dataset_version(dataset="ds:led", content_hash=kept.content_hash, artifacts=artifacts)["id"]
    first = client.datasets.get(kept.id)
    led = client.datasets.get(led_to)
    assert (led.name, led.parent) == (name, first.parent)
    assert first.exists()
    assert client.datasets.get(led_to) == led


def test_a_name_that_no_file_system_takes_is_cut(client: begat.Begat, work: Path) -> None:
    (work / "long.csv").write_text("age\n44\n")
    kept = client.datasets.add("long", "long.csv")
    artifacts = [{"id": kept.content_hash, "path": f"data/{'ü' * 300}.csv"}]
    published = client.publish.dataset_version(dataset="ds:cut", content_hash=kept.content_hash, artifacts=artifacts)
    path = client.datasets.get(published["id"])
    assert (path.read_text(), path.suffix, path.name[0]) == ("age\n44\n", ".csv", "ü")
    assert client.datasets.get(published["id"]) == path


def test_a_folder_comes_back_as_one(client: begat.Begat, work: Path) -> None:
    (work / "images/cats").mkdir(parents=True)
    (work / "images/cats/1.png").write_bytes(b"cat")
    (work / "images/𝒳.png").write_bytes(b"x")
    (work / "images/ﬀ.png").write_bytes(b"ff")
    added = client.datasets.add("folders/images", "images")
    path = client.datasets.get(added.id)
    assert (path / "cats/1.png").read_bytes() == b"cat"
    assert sorted(file.name for file in path.rglob("*.png")) == ["1.png", "ﬀ.png", "𝒳.png"]
    (path / "more.png").write_bytes(b"more")
    assert not (client.datasets.get(added.id) / "more.png").exists()


def test_a_table_is_kept_as_parquet_with_its_schema(client: begat.Begat) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"age": [42, 17], "churned": [True, False]})
    added = client.datasets.add("tables/users", frame)
    assert client.node(added.id)["props"]["schema"] == [
        {"name": "age", "type": "int64"},
        {"name": "churned", "type": "bool"},
    ]
    assert pandas.read_parquet(client.datasets.get(added.id)).equals(frame)
    assert client.datasets.add("tables/users", frame).status == "unchanged"
    long = client.datasets.add(f"tables/{'x' * 300}", frame)
    assert pandas.read_parquet(client.datasets.get(long.id)).equals(frame)


def test_what_lies_elsewhere_is_recorded_by_its_own_version(client: begat.Begat) -> None:
    added = client.datasets.add("elsewhere/orders", native_version="snapshot-7", location="s3://lake/orders")
    assert client.node(added.id)["props"]["native_version"] == "snapshot-7"
    with pytest.raises(begat.BegatError, match="has no content in the record"):
        client.datasets.get(added.id)


@pytest.mark.parametrize(
    ("field", "how"),
    [
        ("source", {"name": "users"}),
        ("source", {"name": "users", "source": 42}),
        ("source", {"name": "users", "source": "not-there.csv"}),
        ("id", {"name": "ds:users:v1:x", "source": "pyproject.toml"}),
        ("name", {"name": "users:v2", "source": "pyproject.toml"}),
        ("name", {"name": "ds:users@latest", "source": "pyproject.toml"}),
        ("derived_from", {"name": "users", "source": "pyproject.toml", "derived_from": "ds:raw:v1"}),
    ],
)
def test_wrong_datasets_raise_at_once(
    client: begat.Begat, field: str, how: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "python")
    with pytest.raises(begat.BegatError) as raised:
        client.datasets.add(**how)  # type: ignore[arg-type]
    assert (raised.value.code, raised.value.details["field"]) == ("invalid", field)


def test_what_has_no_end_or_no_name_that_can_be_sent_raises_at_once(client: begat.Begat, work: Path) -> None:
    os.mkfifo("pipe")
    name = os.fsdecode(b"\xff.csv")
    (work / name).write_text("age\n1\n")
    for source, why in (("pipe", "neither a file nor a folder"), (name, "is not Unicode text")):
        with pytest.raises(begat.BegatError, match=why):
            client.datasets.add("endless", source)
    with pytest.raises(begat.BegatError, match="neither a file nor a folder"):
        client.artifacts.put("pipe")


def test_artifacts_are_put_got_and_verified(client: begat.Begat, work: Path) -> None:
    digest = client.artifacts.put(b"weights")
    assert client.artifacts.put(bytearray(b"weights")) == digest
    assert client.artifacts.get(digest) == b"weights"
    assert b"".join(client.artifacts.stream(digest, 2, 4)) == b"ig"
    stored = client.artifacts.stat(digest)
    assert stored is not None and stored.size == 7
    assert client.artifacts.stat("sha256:" + "f" * 64) is None
    assert client.artifacts.verify(digest) == {"digest": digest, "ok": True, "size": 7}
    with pytest.raises(begat.BegatError) as raised:
        client.artifacts.get("sha256:" + "f" * 64)
    assert raised.value.code == "not_found"
    with pytest.raises(begat.BegatError, match="64 hex digits"):
        client.artifacts.get("../../etc/passwd")
    (work / "empty").write_bytes(b"")
    assert client.artifacts.get(client.artifacts.put("empty")) == b""


def test_a_large_file_goes_in_parts_with_progress(client: begat.Begat, work: Path) -> None:
    (work / "large.bin").write_bytes(os.urandom(1024) * 20_000)
    told: list[tuple[int, int]] = []
    digest = client.artifacts.put("large.bin", progress=lambda sent, total: told.append((sent, total)))
    assert told[-1] == (20_480_000, 20_480_000)
    assert client.artifacts.download(digest, work / "again").written == 1
    assert client.artifacts.download(digest, work / "again").kept == 1
    (file,) = (work / "again").iterdir()
    assert file.read_bytes() == (work / "large.bin").read_bytes()
    file.write_bytes(b"other")
    with pytest.raises(begat.BegatError) as raised:
        client.artifacts.download(digest, work / "again")
    assert raised.value.code == "conflict"


def test_a_corrupt_artifact_is_not_handed_out(flaky_server: object, tmp_path: Path) -> None:
    client = begat.Begat(flaky_server.url)  # type: ignore[attr-defined]
    digest = client.artifacts.put(b"weights")
    (stored,) = [
        path for path in (tmp_path / "flaky/artifacts").rglob("*") if path.is_file() and path.read_bytes() == b"weights"
    ]
    stored.chmod(0o644)
    stored.write_bytes(b"weighty")
    with pytest.raises(begat.BegatError) as raised:
        client.artifacts.get(digest)
    assert raised.value.code == "hash_mismatch"
    assert client.artifacts.verify(digest)["ok"] is False
    with pytest.raises(begat.BegatError):
        client.artifacts.download(digest, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
