"""`flowersort recover`, after a sort that was killed."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.fakes.command import flowersort, start
from tests.fakes.sorting import REVIEWED, SORTED, names, reviewed_garden, times, tree, typed
from tests.fakes.trees import needs_posix

pytestmark = needs_posix

DYING = """
import os, signal, sys
from flowersort.__main__ import main
from flowersort.services.sorting.disk import Disk
left = int(sys.argv[1])
def dying(real):
    def call(*given, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return call
for name in ("link", "rename_no_replace"):
    setattr(Disk, name, dying(getattr(Disk, name)))
sys.exit(main(sys.argv[2:]))
"""
"""A program that dies when it is about to give a file its place for the n-th time."""


@pytest.fixture
def garden(tmp_path: Path, home: Path) -> Path:
    return reviewed_garden(tmp_path / "garden", home)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "sorted"


def cut_off(garden: Path, into: Path) -> None:
    """Begin a sort that moves the photos, and kill it in the middle."""
    process = start("3", "sort", garden, "--into", into, "--move", "--yes", code=DYING)
    _, talk = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, talk
    assert 0 < len(names(garden)) < 6


def state() -> str:
    (record,) = json.loads(flowersort("history", "--json", "-").data)["sorts"]
    return str(record["state"])


def test_what_was_cut_off_is_finished(garden: Path, into: Path) -> None:
    before, when = tree(garden), times(garden)
    cut_off(garden, into)
    assert state() == "cut_off"
    done = flowersort("recover", "--finish", "--yes")
    assert done.status == 0, done.talk
    assert done.talk.startswith("Cut off: the sort ")
    assert names(into) == SORTED
    assert names(garden) == []
    assert state() == "finished"
    assert flowersort("undo", "--yes").status == 0
    assert (tree(garden), times(garden)) == (before, when)


def test_what_was_cut_off_is_rolled_back(garden: Path, into: Path) -> None:
    before, when = tree(garden), times(garden)
    cut_off(garden, into)
    done = flowersort("recover", into, "--roll-back", "--yes")
    assert done.status == 0, done.talk
    assert " put back + " in done.talk
    assert "The photos are in" not in done.talk
    assert (tree(garden), times(garden)) == (before, when)
    assert not into.exists()
    assert flowersort("recover").talk == "No sort was cut off, so there is nothing to recover.\n"


def test_the_next_sort_tells_of_it_and_one_into_the_same_folder_is_refused(garden: Path, into: Path) -> None:
    cut_off(garden, into)
    seen = tree(into)
    refused = flowersort("sort", garden, "--into", into, "--yes")
    assert (refused.status, refused.data) == (1, "")
    assert "was cut off, and comes first: flowersort recover. Nothing was changed." in refused.talk
    assert tree(into) == seen
    elsewhere = flowersort("sort", garden, "--into", into.with_name("other"), "--yes")
    assert elsewhere.status == 0
    assert "An earlier sort was cut off; “flowersort recover” finishes or rolls back.\n" in elsewhere.talk


@pytest.mark.parametrize("options", [[], ["--yes"], ["--finish"], ["--roll-back"]])
def test_without_a_terminal_somebody_must_have_decided(garden: Path, into: Path, options: list[str]) -> None:
    cut_off(garden, into)
    seen = tree(into)
    done = flowersort("recover", *options)
    assert (done.status, done.data) == (2, "")
    assert "nothing was changed" in done.talk
    assert tree(into) == seen


def test_on_a_terminal_it_asks_which_way(garden: Path, into: Path) -> None:
    cut_off(garden, into)
    left = typed(b"\n", "recover")
    assert left.status == 0
    assert "Finish it, roll it back, or leave it? [f/r/N]" in left.talk
    assert left.talk.endswith("It stays as it is.\n")
    assert state() == "cut_off"
    rolled_back = typed(b"r\n", "recover")
    assert rolled_back.status == 0
    assert names(garden) == sorted([*REVIEWED, "2.jpg.xmp"])
