"""How long the spool keeps bytes, and how long it leaves a server alone."""

from __future__ import annotations

import os
import time

import pytest

import begat
from begat.spool.folder import Spool
from begat.tree import digest_of


def test_bytes_are_as_old_as_when_they_were_kept_last(client: begat.Begat) -> None:
    spool = Spool(client.url)
    digest = digest_of(b"hello")
    blob = spool.blob_path(digest)
    spool.keep_blob(digest, 5, [b"hello"])
    os.utime(blob, (1, 1))
    spool.keep_blob(digest, 5, [b"hello"])
    spool.sweep()
    assert blob.exists()


def test_a_server_is_left_alone_for_as_long_as_it_asks(client: begat.Begat, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise begat.BegatError("unavailable", "more waits than it can hold", {"retry_after": 60})

    monkeypatch.setattr("begat.delivery.publish_one", busy)
    before = time.monotonic()
    assert client.publish.run(run_id="r")["status"] == "spooled"
    assert client._delivery._away_until >= before + 60
