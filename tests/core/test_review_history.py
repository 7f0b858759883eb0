from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.review import Review, Verdict
from flowersort.core.review_history import ReviewChange, ReviewHistory, ReviewStep

CONTENTS = "abcd"
REVIEWS = st.none() | st.builds(Review, st.just(Verdict.CLASS), st.sampled_from(["roses", "tulips"]), st.floats(0, 9))
KEYS = st.one_of(
    st.dictionaries(st.sampled_from(CONTENTS), REVIEWS, max_size=4),
    st.sampled_from(["undo", "redo"]),
)
Reviews = dict[str, Review | None]


def step_to(after: Reviews, now: Reviews) -> ReviewStep:
    return ReviewStep(tuple(ReviewChange(each, now[each], after[each]) for each in after), photos=len(after))


class Session:
    """Reviews as a window keeps them, beside every state that they were in."""

    def __init__(self) -> None:
        self.history = ReviewHistory()
        self.now: Reviews = dict.fromkeys(CONTENTS)
        self.past: list[Reviews] = []
        self.future: list[Reviews] = []

    def press(self, key: Reviews | str) -> None:
        if key == "undo":
            self.undo()
        elif key == "redo":
            self.redo()
        elif key:
            assert isinstance(key, dict)
            step = step_to(key, self.now)
            self.history.do(step)
            self.past, self.future = [*self.past, dict(self.now)], []
            self.now.update(step.reviews)

    def undo(self) -> None:
        step = self.history.undo()
        if step is not None:
            self.future.append(dict(self.now))
            self.now.update(step.inverse.reviews)
            assert self.now == self.past.pop()

    def redo(self) -> None:
        step = self.history.redo()
        if step is not None:
            self.past.append(dict(self.now))
            self.now.update(step.reviews)
            assert self.now == self.future.pop()


@given(st.lists(KEYS, max_size=30))
def test_undo_and_redo_lead_through_what_was(keys: list[Reviews | str]) -> None:
    session = Session()
    for key in keys:
        session.press(key)
        assert session.history.can_undo == bool(session.past)
        assert session.history.can_redo == bool(session.future)
    while session.history.can_undo:
        session.undo()
    assert session.now == dict.fromkeys(CONTENTS)
    assert session.history.undo() is None


@given(st.lists(KEYS, max_size=30))
def test_an_undo_touches_no_review_but_those_of_the_step_that_it_names(keys: list[Reviews | str]) -> None:
    session = Session()
    for key in keys:
        session.press(key)
    before = dict(session.now)
    step = session.history.undo()
    if step is not None:
        # What it takes back is what stands: no later step's review is lost with it.
        assert {each: before[each] for each in step.reviews} == step.reviews
        session.now.update(step.inverse.reviews)
        assert {each: session.now[each] for each in CONTENTS if each not in step.reviews} == {
            each: before[each] for each in CONTENTS if each not in step.reviews
        }


def test_a_new_step_drops_what_could_be_done_again() -> None:
    session = Session()
    roses, tulips = (Review(Verdict.CLASS, name, at=1.0) for name in ("roses", "tulips"))
    for key in ({"a": roses}, "undo", {"b": tulips}):
        session.press(key)
    assert session.history.redo() is None
    assert session.now == {**dict.fromkeys(CONTENTS), "b": tulips}


def test_a_step_without_changes_is_no_step() -> None:
    session = Session()
    session.press({"a": Review(Verdict.EXCLUDED, None, at=1.0)})
    session.undo()
    session.history.do(ReviewStep((), photos=0))
    assert not session.history.can_undo
    assert session.history.can_redo


def test_what_a_step_does_twice_to_a_content_is_taken_back_whole() -> None:
    one, two = (Review(Verdict.CLASS, name, at=1.0) for name in ("roses", "tulips"))
    step = ReviewStep((ReviewChange("a", None, one), ReviewChange("a", one, two)), photos=1)
    assert step.reviews == {"a": two}
    assert step.inverse.reviews == {"a": None}
    assert step.inverse.inverse == step
