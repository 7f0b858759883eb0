"""The last lines of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flowersort.cli.summary import summary_lines
from flowersort.core.events import FolderFailed, RunSummary
from flowersort.core.state import State
from tests.fakes.labelled import unreadable

SUMMARY = RunSummary(
    found=1500,
    states=Counter({State.SURE: 1200, State.UNSURE: 200, State.REVIEWED: 90, State.UNREADABLE: 10}),
    decoded=900,
    seconds=4.0,
)


def test_the_arithmetic_adds_up_and_the_speed_is_told() -> None:
    assert list(summary_lines(SUMMARY, [])) == [
        "1,500 photos found = 1,200 sure + 200 unsure + 0 other flower + 0 no flower + 90 reviewed + 10 unreadable",
        "4.0 s, 375 photos per second (590 known from before)",
    ]


def test_what_was_left_undone_is_part_of_the_arithmetic() -> None:
    cut_short = replace(SUMMARY, found=1507, not_done=7)
    first, *_ = summary_lines(cut_short, [])
    assert first.startswith("1,507 photos found = ")
    assert first.endswith("10 unreadable + 7 not done")


def test_nothing_done_has_no_speed() -> None:
    lines = list(summary_lines(RunSummary(found=0), []))
    assert lines[0].startswith("0 photos found = 0 sure")
    assert lines[1] == "0.0 s"


def test_unreadable_photos_are_named_the_first_ten_of_them() -> None:
    many = [unreadable(f"/g/{number}.jpg") for number in range(12)]
    lines = list(summary_lines(SUMMARY, many))
    assert lines[0] == "/g/0.jpg: The file is empty (0 bytes)."
    assert lines[10] == "… and 2 more that could not be read."
    assert len(list(summary_lines(SUMMARY, many[:10]))) == 12


def test_folders_that_could_not_be_listed_come_last() -> None:
    for count, words in ((1, "1 folder could"), (2, "2 folders could")):
        failed = tuple(FolderFailed(f"/{number}", "It is gone.") for number in range(count))
        assert list(summary_lines(replace(SUMMARY, folders_failed=failed), []))[-1].startswith(words)
