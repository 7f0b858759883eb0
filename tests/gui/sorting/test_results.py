from __future__ import annotations

from collections import Counter

import pytest

from flowersort.core.plan import Outcome
from flowersort.core.sorts import Deed, Ending, Problem, SortEnded
from flowersort.gui.session.sorting import FilesChanged
from flowersort.gui.sorting.results import ResultWords
from tests.fakes.plans import summary_of

pytestmark = pytest.mark.usefixtures("qapp")


def of(*ended: SortEnded, refusal: str = "") -> FilesChanged:
    return FilesChanged(ended, refusal=refusal)


def test_a_sort_says_the_arithmetic_and_where_the_photos_are() -> None:
    changed = of(SortEnded(summary_of(copied=3, skipped=1, companions=2), Ending.FINISHED))
    assert ResultWords().title(changed) == "Done"
    assert ResultWords().sentence(changed).splitlines() == [
        "Photos found: 4 = 3 copied + 1 skipped.",
        "2 companions went with their photos.",
        "The photos are in /sorted.",
    ]
    assert ResultWords().short(changed) == "Photos found: 4 = 3 copied + 1 skipped"


def test_an_undo_says_what_is_back_and_where_the_rest_is() -> None:
    problems = (Problem("/sorted/a.jpg", "It was edited."),)
    done = of(SortEnded(summary_of(Deed.UNDO, moved=3), Ending.FINISHED))
    part = of(SortEnded(summary_of(Deed.UNDO, moved=2, failed=1, problems=problems, not_done=4), Ending.CANCELLED))
    assert (ResultWords().title(done), ResultWords().sentence(done)) == (
        "Everything is back",
        "Photos to put back: 3 = 3 put back.",
    )
    assert ResultWords().title(part) == "Stopped"
    assert ResultWords().sentence(part).splitlines() == [
        "Photos to put back: 7 = 2 put back + 1 failed + 4 not done.",
        "The rest is still in /sorted.",
    ]


def test_faults_of_the_work_itself_are_told() -> None:
    failed = of(SortEnded(summary_of(copied=1, not_done=1), Ending.FAILED, "The disk is full."))
    assert ResultWords().title(failed) == "Not everything could be done"
    assert "The disk is full." in ResultWords().sentence(failed)
    refused = of(refusal="Another flowersort is at work.")
    assert ResultWords().title(refused) == "Not everything could be done"
    assert ResultWords().sentence(refused) == "Another flowersort is at work."


def test_several_sorts_into_one_folder_are_one_to_the_user() -> None:
    ends = [SortEnded(summary_of(moved=count), Ending.FINISHED) for count in (1, 2)]
    assert ResultWords().short(of(*ends)) == "Photos found: 3 = 3 moved"


def test_nothing_done_is_said() -> None:
    summary = summary_of(skipped=2)
    assert summary.outcomes == Counter({Outcome.SKIPPED: 2})
    assert ResultWords().sentence(of(SortEnded(summary, Ending.FINISHED))).endswith("Nothing was changed.")
