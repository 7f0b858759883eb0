"""Reviews behind the key press: order, faults, crashes, two writers at once."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.errors import StoreError
from flowersort.core.review import Review
from flowersort.core.review_history import ReviewChange
from flowersort.services.store.store import Store
from flowersort.workflows.review import ReviewWriter
from tests.fakes.failing_store import FailingStore
from tests.fakes.runs import threads_left
from tests.fakes.stored import child, content_of, review_of, reviews_in

FULL = StoreError("The disk is full.")
GONE = StoreError("The disk is gone.")
PLENTY = 20.0
Change = tuple[str, Review | None]


class MoodyStore:
    """Hands reviews on to a real store, or raises `mood`; waits first while `gate` is closed."""

    def __init__(self, store: Store) -> None:
        self.mood: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.reached = threading.Event()
        self.batches: list[dict[str, Review | None]] = []
        self._store = store

    def change_reviews(self, changes: Mapping[str, Review | None]) -> None:
        self.reached.set()
        assert self.gate.wait(PLENTY)
        self.batches.append(dict(changes))
        if self.mood is not None:
            raise self.mood
        self._store.change_reviews(changes)


class News:
    """Keeps what the writer tells, and lets a test wait for it."""

    def __init__(self) -> None:
        self.told: list[str | None] = []
        self._more = threading.Condition()

    def __call__(self, fault: str | None) -> None:
        with self._more:
            self.told.append(fault)
            self._more.notify_all()

    def wait(self, count: int) -> list[str | None]:
        with self._more:
            assert self._more.wait_for(lambda: len(self.told) >= count, PLENTY)
            return list(self.told)


def change(number: int, *, name: str | None = "rose") -> ReviewChange:
    after = None if name is None else review_of(number, class_name=name)
    return ReviewChange(content_of(number), None, after)


def until(true: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(int(PLENTY / 0.005)):
        if true():
            return
        waiting.wait(0.005)
    raise AssertionError


@pytest.fixture
def moody(store: Store) -> MoodyStore:
    return MoodyStore(store)


def test_a_review_is_in_the_store_without_anybody_asking_for_it(store: Store) -> None:
    writer = ReviewWriter(store, News())
    writer.put([change(1)])
    until(lambda: writer.pending == 0)
    assert reviews_in(store) == {content_of(1): review_of(1)}
    assert writer.close()
    assert threads_left() == []


def test_of_several_reviews_the_last_is_kept_and_none_removes(store: Store) -> None:
    store.put_review(content_of(3), review_of(3))
    writer = ReviewWriter(store, News())
    writer.put([change(1), change(2), change(1, name="tulip")])
    writer.put([change(2, name=None), change(3, name=None), change(4)])
    assert writer.flush(PLENTY)
    assert reviews_in(store) == {content_of(1): review_of(1, class_name="tulip"), content_of(4): review_of(4)}
    assert writer.close()


def test_a_slow_store_holds_nobody_up_and_gets_all_that_waits_at_once(moody: MoodyStore, store: Store) -> None:
    moody.gate.clear()
    writer = ReviewWriter(moody, News())
    writer.put([change(0)])
    assert moody.reached.wait(PLENTY)
    for number in range(1, 500):
        writer.put([change(number)])
    assert writer.pending == 500
    assert not writer.flush(0.01)
    moody.gate.set()
    assert writer.close()
    assert [len(batch) for batch in moody.batches] == [1, 499]
    assert list(moody.batches[1]) == [content_of(number) for number in range(1, 500)]
    assert len(reviews_in(store)) == 500


def test_a_fault_is_told_once_and_so_is_its_end(moody: MoodyStore, store: Store) -> None:
    news = News()
    writer = ReviewWriter(moody, news)
    moody.mood = FULL
    writer.put([change(1)])
    news.wait(1)
    assert writer.fault == str(FULL)
    writer.put([change(2)])
    assert not writer.flush(PLENTY)
    moody.mood = GONE
    assert not writer.flush(PLENTY)
    news.wait(2)
    assert (writer.pending, reviews_in(store)) == (2, {})
    moody.mood = None
    writer.put([change(3)])
    assert writer.flush(PLENTY)
    assert news.wait(3) == [str(FULL), str(GONE), None]
    assert writer.fault is None
    assert len(reviews_in(store)) == 3
    assert writer.close()


@pytest.mark.parametrize("mood", [FULL, ValueError("odd")], ids=["foreseen", "unforeseen"])
@pytest.mark.parametrize("again", ["by itself", "on retry", "with the next review"])
def test_what_failed_is_tried_again(moody: MoodyStore, store: Store, mood: Exception, again: str) -> None:
    news = News()
    writer = ReviewWriter(moody, news, seconds_between_tries=0.02 if again == "by itself" else 3600.0)
    moody.mood = mood
    writer.put([change(1), change(2)])
    assert str(mood) in (news.wait(1)[0] or "")
    moody.mood = None
    if again == "on retry":
        writer.retry()
    elif again == "with the next review":
        writer.put([change(1, name="tulip")])
    until(lambda: writer.pending == 0)
    assert news.wait(2)[1:] == [None]
    assert len(reviews_in(store)) == 2
    assert writer.close()
    assert threads_left() == []


def test_a_review_given_while_storing_fails_wins_over_the_one_that_failed(moody: MoodyStore, store: Store) -> None:
    moody.gate.clear()
    moody.mood = FULL
    writer = ReviewWriter(moody, News())
    writer.put([change(1), change(2)])
    assert moody.reached.wait(PLENTY)
    writer.put([change(1, name="tulip"), change(2, name=None)])
    moody.gate.set()
    until(lambda: writer.fault is not None)
    moody.mood = None
    assert writer.close()
    assert reviews_in(store) == {content_of(1): review_of(1, class_name="tulip")}


def test_closing_tries_once_more_and_hands_out_what_is_left(moody: MoodyStore, store: Store) -> None:
    writer = ReviewWriter(moody, News(), seconds_between_tries=3600.0)
    moody.mood = FULL
    writer.put([change(1), change(2, name=None)])
    assert not writer.close()
    assert writer.unsaved() == {content_of(1): review_of(1), content_of(2): None}
    assert threads_left() == []
    writer.put([change(3)])
    assert not writer.close()
    assert (writer.pending, reviews_in(store)) == (3, {})


def test_closing_does_not_wait_for_ever_and_what_is_in_hand_counts_as_unsaved(moody: MoodyStore) -> None:
    writer = ReviewWriter(moody, News())
    moody.gate.clear()
    writer.put([change(1)])
    assert moody.reached.wait(PLENTY)
    assert not writer.close(timeout=0.01)
    assert writer.unsaved() == {content_of(1): review_of(1)}
    moody.gate.set()
    until(lambda: not threads_left())
    assert writer.pending == 0


def test_without_a_store_reviews_are_kept_and_the_reason_is_told_with_the_first(store: Store) -> None:
    news = News()
    writer = ReviewWriter(None, news, why_no_store="The store is too new.")
    assert (writer.fault, news.told) == ("Reviews can't be kept: The store is too new.", [])
    assert writer.flush(PLENTY)
    writer.put([change(1)])
    writer.put([change(2)])
    assert news.told == [writer.fault]
    assert not writer.flush(PLENTY)
    assert not writer.close()
    assert list(writer.unsaved()) == [content_of(1), content_of(2)]
    assert threads_left() == []


def test_a_listener_that_fails_costs_no_reviews(moody: MoodyStore, store: Store) -> None:
    def listen(fault: str | None) -> None:
        raise ValueError(fault)

    writer = ReviewWriter(moody, listen, seconds_between_tries=0.01)
    moody.mood = FULL
    writer.put([change(1)])
    until(lambda: len(moody.batches) >= 3)
    moody.mood = None
    until(lambda: writer.pending == 0)
    writer.put([change(2)])
    assert writer.close()
    assert len(reviews_in(store)) == 2


@pytest.mark.parametrize("onwards", [False, True], ids=["once", "from then on"])
def test_wherever_the_store_fails_nothing_is_lost(store: Store, onwards: bool) -> None:
    first, failed = 1, 1
    while failed:
        failing = FailingStore(store, first=first, onwards=onwards)
        writer = ReviewWriter(failing, News())
        for number in range(4):
            writer.put([change(number, name=f"round {first}"), change(10 + number, name=None)])
            writer.flush(PLENTY)
        closed, rest = writer.close(), writer.unsaved()
        assert closed == (not rest)
        assert closed == (not onwards or failing.failed == 0)
        for number in range(4):
            expected = review_of(number, class_name=f"round {first}")
            assert expected in (rest.get(content_of(number)), store.review(content_of(number)))
        failed, first = failing.failed, first + 1
    assert first > 4


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 3), st.none() | st.sampled_from(["rose", "tulip"]))
        | st.sampled_from(["fail", "die", "work", "retry", "flush"]),
        max_size=25,
    )
)
def test_whatever_happens_the_store_ends_with_the_last_review_of_each_photo(steps: list[object]) -> None:
    moods = {"fail": FULL, "die": RuntimeError("odd"), "work": None}
    expected: dict[str, Review] = {}
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "store.sqlite") as store:
        moody = MoodyStore(store)
        writer = ReviewWriter(moody, News(), seconds_between_tries=0.001)
        for step in steps:
            if isinstance(step, tuple):
                given_now = change(step[0], name=step[1])
                writer.put([given_now])
                expected.pop(given_now.content, None)
                if given_now.after is not None:
                    expected[given_now.content] = given_now.after
            elif step in moods:
                moody.mood = moods[str(step)]
            else:
                writer.retry() if step == "retry" else writer.flush(0.01)
        moody.mood = None
        assert writer.close()
        assert (writer.unsaved(), writer.fault) == ({}, None)
        assert reviews_in(store) == expected


def test_two_windows_on_one_store_lose_nothing_and_the_last_word_counts(store: Store) -> None:
    with Store.open(store.path) as other:
        writers = [ReviewWriter(each, News()) for each in (store, other)]

        def work(me: int) -> None:
            for number in range(100):
                writers[me].put([change(1000 * me + number), change(5, name=f"window {me}")])

        threads = [threading.Thread(target=work, args=(me,)) for me in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [writer.flush(PLENTY) for writer in writers] == [True, True]
        writers[1].put([change(5, name="last")])
        assert [writer.close() for writer in writers] == [True, True]
        found = reviews_in(store)
    assert len(found) == 200
    assert found[content_of(5)].class_name == "last"


REVIEW_FOR_EVER = """
import sys
from pathlib import Path
from flowersort.core.review_history import ReviewChange
from flowersort.services.store.store import Store
from flowersort.workflows.review import ReviewWriter
from tests.fakes.stored import content_of, review_of
first, count = int(sys.argv[2]), int(sys.argv[3])
store = Store.open(Path(sys.argv[1]))
writer = ReviewWriter(store, print)
for number in range(first, first + count):
    writer.put([ReviewChange(content_of(number), None, review_of(number))])
    while writer.pending:
        pass
    print(number + 1 - first, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_kill_right_after_a_review_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    victim = child(REVIEW_FOR_EVER, path, 0, 10_000)
    while int(victim.stdout.readline()) < 20:
        pass
    victim.send_signal(signal.SIGKILL)
    out, _ = victim.communicate(timeout=60)
    stored = int(out.split()[-1]) if out.split() else 20
    with Store.open(path) as store:
        assert store.notice is None
        found = reviews_in(store)
    assert {content_of(number): review_of(number) for number in range(stored)}.items() <= found.items()


def test_two_processes_review_at_once_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    children = [child(REVIEW_FOR_EVER, path, first, 40) for first in (0, 100)]
    said = [each.communicate(timeout=120) for each in children]
    assert [wrong for _, wrong in said] == ["", ""]
    assert [out.split()[-1] for out, _ in said] == ["40", "40"]
    with Store.open(path) as store:
        expected = {content_of(number) for first in (0, 100) for number in range(first, first + 40)}
        assert set(reviews_in(store)) == expected
