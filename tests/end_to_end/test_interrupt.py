"""Ctrl-C: a real signal to a real process."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakes.command import SLOW_READER, end, flowersort, start
from tests.fakes.gardens import many
from tests.fakes.trees import needs_posix

pytestmark = needs_posix


def photos_in(home: Path) -> int:
    """Return how many photos the store holds."""
    try:
        with closing(sqlite3.connect(f"file:{home}/state/store.sqlite?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM predictions").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def wait_for(home: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while photos_in(home) < count:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on_from_there(tmp_path: Path, home: Path) -> None:
    folder, target = many(tmp_path / "many", 100), tmp_path / "out.csv"
    process = start("0.05", "classify", folder, "--csv", target, "--jobs", "2", code=SLOW_READER)
    wait_for(home, 10, process)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    stopped = end(process)
    assert time.monotonic() - began < 5
    assert stopped.status == 130
    assert "Stopping after the photos in hand" in stopped.talk
    assert f"Nothing was written to {target}." in stopped.talk
    assert "goes on from there" in stopped.talk
    assert " not done\n" in stopped.talk
    assert not target.exists()
    kept = photos_in(home)
    assert 10 <= kept < 100
    assert f"{100 - kept} not done" in stopped.talk

    rest = flowersort("classify", folder, "--csv", target)
    assert rest.status == 0
    assert f"({kept} known from before)" in rest.talk
    assert photos_in(home) == 100
    assert len(target.read_bytes().splitlines()) == 101


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is there once a slow reader reads its first photo."""
    monkeypatch.setenv("READING", str(tmp_path / "reading"))
    return tmp_path / "reading"


def wait_until_there(path: Path) -> None:
    until = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_without_a_store_nothing_is_said_to_be_remembered(tmp_path: Path, reading: Path) -> None:
    folder = many(tmp_path / "many", 50)
    process = start("0.3", "classify", folder, "--no-store", "--jobs", "1", code=SLOW_READER)
    wait_until_there(reading)
    process.send_signal(signal.SIGINT)
    stopped = end(process)
    assert (stopped.status, stopped.data) == (130, "")
    assert "remembered" not in stopped.talk


def test_a_second_ctrl_c_does_not_wait_for_the_photos_in_hand(tmp_path: Path, reading: Path) -> None:
    folder = many(tmp_path / "many", 4)
    process = start("30", "classify", folder, code=SLOW_READER, stderr=subprocess.PIPE)
    wait_until_there(reading)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    while b"Stopping" not in process.stderr.readline():
        assert time.monotonic() - began < 5
    process.send_signal(signal.SIGINT)
    assert end(process).status == 130
    assert time.monotonic() - began < 5
    assert flowersort("classify", folder, "--csv", os.devnull).status == 0


def test_evaluate_stops_as_well_and_gives_no_figures(tmp_path: Path, home: Path) -> None:
    many(tmp_path / "sorted" / "roses", 60)
    process = start("0.1", "evaluate", tmp_path / "sorted", "--jobs", "1", code=SLOW_READER)
    wait_for(home, 3, process)
    process.send_signal(signal.SIGINT)
    stopped = end(process)
    assert (stopped.status, stopped.data) == (130, "")
    assert "no figures without all photos" in stopped.talk
