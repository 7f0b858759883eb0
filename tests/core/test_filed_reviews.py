from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.cli.parser_exports import KEEPS
from flowersort.core.filed_reviews import FiledReview, Keep, plan_filed, unknown_classes
from flowersort.core.imported import ImportPlan
from flowersort.core.review import Review, Verdict
from tests.fakes.stored import content_of

HERE = Review(Verdict.CLASS, "daisy", 5.0)
A, B = content_of(1), content_of(2)

Reviews = dict[str, Review]

reviews = st.dictionaries(
    st.sampled_from([content_of(number) for number in range(4)]),
    st.builds(Review, st.just(Verdict.CLASS), st.sampled_from(["daisy", "roses", "nettle"]), st.integers(0, 3)),
)


def filed(*said: Review, content: str = A) -> list[FiledReview]:
    return [FiledReview(line, f"{line}.jpg", content, review) for line, review in enumerate(said, start=2)]


def rose(at: float) -> Review:
    return Review(Verdict.CLASS, "roses", at)


def plan(said: list[FiledReview], keep: Keep = Keep.NEWER, *, here: Reviews | None = None) -> ImportPlan:
    return plan_filed(said, source="r.jsonl", here={A: HERE} if here is None else here, keep=keep)


def taken(here: Reviews, theirs: Reviews, keep: Keep = Keep.NEWER) -> Reviews:
    said = [FiledReview(line, "", content, review) for line, (content, review) in enumerate(theirs.items())]
    changes = {each.change.content: each.change.after for each in plan(said, keep, here=here).changes}
    return here | {content: review for content, review in changes.items() if review is not None}


def test_the_command_line_offers_every_way() -> None:
    assert tuple(Keep) == KEEPS


@pytest.mark.parametrize("keep", list(Keep))
def test_a_photo_without_a_review_here_takes_the_files_with_its_moment(keep: Keep) -> None:
    (each,) = plan(filed(rose(0.25), content=B), keep).changes
    assert (each.change.before, each.change.after) == (None, rose(0.25))


@pytest.mark.parametrize(
    ("keep", "at", "wins"),
    [
        (Keep.NEWER, 6.0, True),
        (Keep.NEWER, 5.0, False),
        (Keep.NEWER, 4.0, False),
        (Keep.MINE, 6.0, False),
        (Keep.THEIRS, 4.0, True),
    ],
)
def test_of_two_that_differ_one_holds_and_the_other_is_counted(keep: Keep, at: float, wins: bool) -> None:
    planned = plan(filed(rose(at)), keep)
    assert (len(planned.changes), planned.kept, planned.unchanged) == ((1, 0, 0) if wins else (0, 1, 0))


def test_the_same_answer_given_later_brings_its_moment_and_earlier_changes_nothing() -> None:
    later, earlier = (Review(Verdict.CLASS, "daisy", at) for at in (9.0, 1.0))
    (each,) = plan(filed(later)).changes
    assert each.change.after == later
    planned = plan(filed(earlier))
    assert (planned.changes, planned.kept, planned.unchanged) == ((), 0, 1)


def test_a_file_that_was_put_together_says_the_latest_or_is_refused() -> None:
    (each,) = plan(filed(rose(7.0), Review(Verdict.NO_FLOWER, None, 8.0))).changes
    assert (each.line, each.change.after) == (3, Review(Verdict.NO_FLOWER, None, 8.0))
    planned = plan(filed(rose(7.0), Review(Verdict.NO_FLOWER, None, 7.0)))
    assert (planned.changes, [row.line for row in planned.refused]) == ((), [2, 3])
    assert "lines 2, 3 are about one photo" in planned.refused[0].reason


def test_classes_that_the_model_lacks_are_named() -> None:
    said = [*filed(Review(Verdict.CLASS, "nettle", 9.0)), *filed(rose(1.0), content=B)]
    assert unknown_classes(plan(said), ("daisy", "roses")) == ("nettle",)


@given(reviews, reviews)
def test_of_two_computers_the_newer_reviews_hold_whichever_takes_the_others_in(one: Reviews, other: Reviews) -> None:
    merged, back = taken(one, other), taken(other, one)
    assert merged.keys() == back.keys() == one.keys() | other.keys()
    for content, review in merged.items():
        assert review.at == back[content].at == max(each[content].at for each in (one, other) if content in each)
    assert taken(merged, other) == merged
    assert taken(merged, merged) == merged


@given(reviews, reviews, st.sampled_from(list(Keep)))
def test_every_review_of_a_file_is_counted_once(here: Reviews, theirs: Reviews, keep: Keep) -> None:
    planned = plan([FiledReview(2, "", content, review) for content, review in theirs.items()], keep, here=here)
    assert planned.rows == len(theirs)
    assert planned.rows == len(planned.changes) + len(planned.refused) + planned.unchanged + planned.kept
    assert all(each.change.before == here.get(each.change.content) for each in planned.changes)
