"""What is said of sorts that ended, and of past ones."""

from __future__ import annotations

import pytest

from flowersort.cli.sort_text import ending_lines, history_lines, sort_named, sort_status
from flowersort.core.sorts import Deed, Ending, Problem, SortEnded, SortState, SortSummary
from tests.fakes.plans import ID, record_of, summary_of


def text(summary: SortSummary, ending: Ending = Ending.FINISHED, reason: str = "") -> str:
    return "\n".join(ending_lines(SortEnded(summary, ending, reason)))


def test_a_sort_ends_with_arithmetic_the_place_and_the_way_back() -> None:
    assert text(summary_of(copied=3, already_there=1, skipped=2, companions=1)).splitlines() == [
        "6 photos found = 3 copied + 0 moved + 0 linked + 1 already there + 2 skipped + 0 failed",
        "1 companion went with their photos.",
        f"The photos are in /sorted. To put everything back: flowersort undo {ID}",
    ]


def test_what_was_not_done_is_counted() -> None:
    shown = text(summary_of(moved=3, not_done=4), Ending.CANCELLED)
    assert (
        "7 photos found = 0 copied + 3 moved + 0 linked + 0 already there + 0 skipped + 0 failed + 4 not done" in shown
    )


def test_each_photo_that_failed_has_its_sentence_up_to_ten() -> None:
    problems = tuple(Problem(f"/g/{number}\n.jpg", "It was changed meanwhile.") for number in range(12))
    lines = text(summary_of(failed=12, problems=problems)).splitlines()
    assert lines[0] == "/g/0 .jpg: It was changed meanwhile."
    assert lines[10] == "… and 2 more that could not be done."
    assert lines[-1] == "Nothing was changed."


def test_photos_that_were_there_all_along_are_told_where() -> None:
    assert text(summary_of(already_there=2)).endswith("The photos are in /sorted already; nothing was changed.")


def test_an_undo_ends_in_its_own_words() -> None:
    shown = text(summary_of(Deed.UNDO, copied=2, moved=1, skipped=1, companions=2))
    assert shown.splitlines() == [
        "4 photos to put back = 3 put back + 0 already back + 1 left as they are + 0 failed",
        "2 companions went back with their photos.",
    ]


def test_an_undo_that_was_stopped_says_how_it_goes_on() -> None:
    shown = text(summary_of(Deed.UNDO, moved=1, not_done=2), Ending.CANCELLED)
    assert shown.endswith(f"The rest is still in /sorted; to go on: flowersort undo {ID}")


def test_of_what_could_not_be_settled_nobody_says_that_it_did_not_change() -> None:
    shown = text(summary_of(failed=1, not_done=1), Ending.FAILED, "The disk reported a fault.")
    assert shown.endswith("Each photo is where it was, or in /sorted; flowersort recover sees to it.")


def test_why_the_work_failed_is_said() -> None:
    assert "The disk is full.\n" in text(summary_of(copied=1, not_done=1), Ending.FAILED, "The disk is full.")


@pytest.mark.parametrize(
    ("ended", "status"),
    [
        (SortEnded(summary_of(copied=1, skipped=1), Ending.FINISHED), 0),
        (SortEnded(summary_of(copied=1, failed=1), Ending.FINISHED), 1),
        (SortEnded(summary_of(copied=1, problems=(Problem("/g/a.xmp", "It is gone."),)), Ending.FINISHED), 1),
        (SortEnded(summary_of(copied=1, not_done=1), Ending.FAILED, "Why."), 1),
        (SortEnded(summary_of(copied=1, not_done=1), Ending.CANCELLED), 130),
    ],
)
def test_the_status_tells_how_it_ended(ended: SortEnded, status: int) -> None:
    assert sort_status(ended) == status


def test_history_tells_each_sort() -> None:
    first, second, third, fourth = history_lines([record_of(SortState.PARTLY_UNDONE, undone=2, failed=1)])
    assert first.startswith(f"{ID}  2026-09-2")
    assert first.endswith("  partly undone")
    assert (second, third, fourth) == ("  5 photos moved, 2 put back, 1 failed", "  from /g", "  to /sorted")


def test_of_a_sort_that_was_cut_off_nobody_knows_the_last_photos() -> None:
    assert list(history_lines([record_of(SortState.CUT_OFF)]))[1] == "  at least 5 photos moved"


@pytest.mark.parametrize("state", SortState)
def test_every_state_has_words(state: SortState) -> None:
    assert next(history_lines([record_of(state)]))


def test_a_sort_is_named_by_what_a_user_may_remember() -> None:
    named = sort_named(record_of(placed=1, into="/a\nb"))
    assert named.startswith(f"the sort {ID} of 2026-09-2")
    assert named.endswith("(1 photo moved, into /a b)")
