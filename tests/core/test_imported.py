from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.imported import EditedRow, ImportPlan, Known, LabelChange, Moments, plan_changes
from flowersort.core.review import Review, Verdict

CLASSES = ("daisy", "roses", "tulips")
MOMENTS = Moments(now=9.0, written=5.0)
DAISY = Review(Verdict.CLASS, "daisy", 1.0)
REVIEWED, PLAIN, STRANGE = "a" * 32, "b" * 32, "c" * 32


def known(**changes: Review) -> Known:
    """Return what is known: the model says roses of two photos, and one of them is reviewed as daisy."""
    labels = {REVIEWED: "roses", PLAIN: "roses"}
    return Known(reviews={REVIEWED: DAISY} | changes, classes=CLASSES, model_label=labels.get)


def row(content: str = PLAIN, *, line: int = 2, **cells: str | None) -> EditedRow:
    """Return a row as it was exported, with these cells edited."""
    reviewed = "daisy" if content == REVIEWED else ""
    whole: dict[str, str | None] = {
        "label": reviewed or "roses",
        "reviewed_label": reviewed,
        "model_label": "roses",
        "state": "reviewed" if reviewed else "sure",
    }
    return EditedRow(line, "x.jpg", content, **(whole | cells))


def plan(*rows: EditedRow) -> ImportPlan:
    planned = plan_changes(rows, source="x.csv", known=known(), moments=MOMENTS)
    assert planned.rows == len(rows)
    return planned


def one(edited: EditedRow) -> str | None:
    """Return the label after the import, None where nothing changes."""
    planned = plan(edited)
    assert not planned.refused
    return planned.changes[0].change.after.label if planned.changes and planned.changes[0].change.after else None


def reason(edited: EditedRow) -> str:
    (refused,) = plan(edited).refused
    return refused.reason


@pytest.mark.parametrize("content", [REVIEWED, PLAIN, STRANGE, "", "1.2E+30"])
def test_an_unedited_row_asks_for_nothing(content: str) -> None:
    planned = plan(row(content))
    assert (planned.changes, planned.refused, planned.unchanged) == ((), (), 1)


@pytest.mark.parametrize("content", [REVIEWED, PLAIN])
@pytest.mark.parametrize("column", ["label", "reviewed_label"])
@pytest.mark.parametrize("word", ["tulips", "no_flower", "other_flower", "excluded"])
def test_either_column_may_be_edited(content: str, column: str, word: str) -> None:
    assert one(row(content, **{column: word})) == word


def test_both_columns_may_say_the_same() -> None:
    assert one(row(REVIEWED, label="tulips", reviewed_label="tulips")) == "tulips"


def test_the_models_own_word_can_be_a_review() -> None:
    assert one(row(reviewed_label="roses")) == "roses"
    assert one(row(REVIEWED, label="roses")) == "roses"


def test_case_does_not_count() -> None:
    assert one(row(label="Tulips")) == "tulips"
    assert one(row(reviewed_label="NO_FLOWER")) == "no_flower"


@pytest.mark.parametrize("label", ["daisy", "roses", ""])
def test_an_emptied_review_is_taken_back(label: str) -> None:
    (each,) = plan(row(REVIEWED, reviewed_label="", label=label)).changes
    assert (each.change.before, each.change.after) == (DAISY, None)


def test_a_file_from_before_the_review_is_no_wish_to_take_it_back() -> None:
    old = row(REVIEWED, label="roses", reviewed_label="", state="unsure")
    assert plan(old).unchanged == 1
    assert one(row(REVIEWED, label="tulips", reviewed_label="", state="unsure")) == "tulips"


def test_columns_that_are_missing_are_done_without() -> None:
    assert one(row(label="tulips", reviewed_label=None, model_label=None, state=None)) == "tulips"
    assert one(row(reviewed_label="tulips", label=None, model_label=None, state=None)) == "tulips"
    assert plan(row(label="roses", reviewed_label=None, model_label=None, state=None)).unchanged == 1


def test_two_words_for_one_photo_are_refused() -> None:
    assert "only one of them may be edited" in reason(row(label="tulips", reviewed_label="daisy"))
    assert "only one of them may be edited" in reason(row(REVIEWED, label="tulips", reviewed_label=""))


def test_an_unknown_word_an_unknown_photo_and_a_broken_hash_are_refused() -> None:
    assert "“rosess” is no class of the model" in reason(row(label="rosess"))
    assert "label its folder first" in reason(row(STRANGE, label="tulips"))
    assert "spreadsheet" in reason(row("1.23e+30", label="tulips"))
    assert "could not be read" in reason(row("", label="tulips"))


def from_elsewhere(label: str, content: str = STRANGE, **cells: str | None) -> EditedRow:
    """Return a row of a photo that was reviewed on another computer."""
    whole: dict[str, str | None] = {"label": label, "reviewed_label": label, "state": "reviewed"}
    return row(content, **(whole | cells))


@pytest.mark.parametrize("content", [STRANGE, PLAIN])
@pytest.mark.parametrize("label", ["tulips", "no_flower", "excluded", "corn poppy"])
def test_a_review_from_another_computer_arrives_given_before_the_file_was_written(content: str, label: str) -> None:
    (each,) = plan(from_elsewhere(label, content)).changes
    assert each.change.after is not None
    assert (each.change.before, each.change.after.label, each.change.after.at) == (None, label, MOMENTS.written)


def test_a_review_of_a_file_from_the_future_is_given_now() -> None:
    moments = Moments(now=9.0, written=99.0)
    (each,) = plan_changes([from_elsewhere("tulips")], source="x.csv", known=known(), moments=moments).changes
    assert each.change.after == Review(Verdict.CLASS, "tulips", 9.0)


def test_an_answer_typed_for_a_photo_never_seen_here_is_given_now() -> None:
    (each,) = plan(row(STRANGE, reviewed_label="tulips")).changes
    assert each.change.after == Review(Verdict.CLASS, "tulips", MOMENTS.now)


@pytest.mark.parametrize(
    "typing_error",
    [
        from_elsewhere("tulips", reviewed_label="tulps"),
        from_elsewhere("tulps", state="sure"),
        from_elsewhere("tulps", REVIEWED),
        from_elsewhere("a/b"),
        row(reviewed_label="tulps"),
        row(label="tulps"),
    ],
)
def test_a_class_that_is_not_known_is_taken_only_from_a_row_that_was_reviewed_as_it(typing_error: EditedRow) -> None:
    planned = plan(typing_error)
    assert not planned.changes
    assert len(planned.refused) == 1


def test_a_class_that_reviews_here_name_already_may_be_typed() -> None:
    poppy = Review(Verdict.CLASS, "corn poppy", 1.0)
    (each,) = plan_changes(
        [row(label="Corn Poppy")], source="x.csv", known=known(**{"d" * 32: poppy}), moments=MOMENTS
    ).changes
    assert each.change.after == Review(Verdict.CLASS, "corn poppy", MOMENTS.now)


def test_copies_share_a_review_and_must_not_contradict_each_other() -> None:
    planned = plan(row(label="tulips"), row(line=3), row(line=4, label="tulips"))
    assert len(planned.changes) == planned.unchanged == 1
    planned = plan(row(label="tulips"), row(line=3, label="daisy"))
    assert not planned.changes
    assert [refused.line for refused in planned.refused] == [2, 3]


def test_changes_are_counted_by_kind() -> None:
    planned = plan(row(label="tulips"), row(REVIEWED, reviewed_label=""))
    assert planned.counts() == {LabelChange("", "tulips"): 1, LabelChange("daisy", ""): 1}


_WORDS = st.sampled_from(["", "daisy", "roses", "tulips", "no_flower", "weed", "ROSES"]) | st.none()


@given(
    st.lists(
        st.builds(
            row,
            st.sampled_from([REVIEWED, PLAIN, STRANGE, ""]),
            line=st.integers(2, 99),
            label=_WORDS, reviewed_label=_WORDS, model_label=_WORDS, state=_WORDS,
        ),
        max_size=6,
    )
)  # fmt: skip
def test_every_row_is_changed_refused_or_unchanged_and_each_photo_changes_once(rows: list[EditedRow]) -> None:
    planned = plan(*rows)
    contents = [each.change.content for each in planned.changes]
    assert len(set(contents)) == len(contents)
    assert set(contents) <= {REVIEWED, PLAIN, STRANGE}
    assert len(contents) + len(planned.refused) + planned.unchanged <= len(rows)
    for each in planned.changes:
        after = each.change.after.label if each.change.after is not None else ""
        before = each.change.before.label if each.change.before is not None else ""
        assert after != before
