"""`recover`'s own decisions, over sorts that are only told of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest

from flowersort.__main__ import main
from flowersort.cli import recover
from flowersort.core.errors import SortError
from flowersort.core.sorts import Deed, Ending, Recovery, SortEnded, SortEvent, SortRecord, SortState
from tests.fakes.plans import record_of, summary_of

Captured = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Recoverer:
    """Recovers sorts that are only told of; of the id `bad` it can't."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Recovery]] = []

    def __call__(self, record: SortRecord, *, way: Recovery, records: object, cancel: object) -> Iterator[SortEvent]:
        if record.id == "bad":
            raise SortError("Its journal can't be opened.")
        self.done.append((record.id, way))
        deed = Deed.SORT if way is Recovery.FINISH else Deed.UNDO
        return iter([SortEnded(summary_of(deed, moved=5), Ending.FINISHED)])


class Events:
    """Makes an iterator one that can be closed."""

    def __init__(self, events: Iterator[SortEvent]) -> None:
        self._events = events

    def __iter__(self) -> Iterator[SortEvent]:
        return self._events

    def close(self) -> None:
        pass


@pytest.fixture
def recoverer(monkeypatch: pytest.MonkeyPatch) -> Recoverer:
    """Three sorts were cut off, of which one can't be recovered."""
    found = [replace(record_of(SortState.CUT_OFF), id=name) for name in ("one", "bad", "two")]
    doing = Recoverer()
    monkeypatch.setattr(recover, "cut_off_sorts", lambda *_, **__: found)
    monkeypatch.setattr(recover, "recover_sort", lambda *given, **named: Events(doing(*given, **named)))
    return doing


def answering(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    monkeypatch.setattr("flowersort.cli.asking.on_terminal", lambda _console: True)


def test_one_that_cannot_be_recovered_does_not_keep_the_others_back(recoverer: Recoverer, capsys: Captured) -> None:
    assert main(["recover", "--roll-back", "--yes"]) == 1
    assert recoverer.done == [("one", Recovery.ROLL_BACK), ("two", Recovery.ROLL_BACK)]
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("Cut off: the sort ") == 3
    assert "flowersort: Its journal can't be opened.\n" in shown.err


def test_each_is_asked_about_and_may_stay(
    recoverer: Recoverer, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "f\n\nroll back\n")
    assert main(["recover"]) == 0
    assert recoverer.done == [("one", Recovery.FINISH), ("two", Recovery.ROLL_BACK)]
    assert capsys.readouterr().err.count("It stays as it is.\n") == 1


def test_a_way_that_was_given_is_still_asked_about(recoverer: Recoverer, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "y\nn\nn\n")
    assert main(["recover", "--finish"]) == 0
    assert recoverer.done == [("one", Recovery.FINISH)]


@pytest.mark.parametrize("options", [[], ["--yes"], ["--finish"]])
def test_where_nobody_can_answer_they_are_listed_and_left(
    recoverer: Recoverer, capsys: Captured, options: list[str]
) -> None:
    assert main(["recover", *options]) == 2
    assert recoverer.done == []
    assert "nothing was changed" in capsys.readouterr().err


def test_nothing_cut_off_is_a_sentence(capsys: Captured) -> None:
    assert main(["recover", "--finish"]) == 0
    assert capsys.readouterr().err == "No sort was cut off, so there is nothing to recover.\n"
