"""Questions, and the refusal to ask where nobody is."""

from __future__ import annotations

import io

import pytest

from flowersort.cli.asking import answer, confirmed, needs_terminal_or_yes
from flowersort.cli.console import Console
from flowersort.core.errors import UsageError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class NoText(Terminal):
    """What was typed is no UTF-8."""

    def readline(self, _size: int | None = -1, /) -> str:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")


@pytest.mark.parametrize(
    ("typed", "agreed"),
    [("y\n", True), (" YES \n", True), ("\n", False), ("", False), ("n\n", False), ("yep\n", False), ("y", True)],
)
def test_only_y_and_yes_agree(monkeypatch: pytest.MonkeyPatch, typed: str, agreed: bool) -> None:
    console = Console(io.StringIO(), Terminal())
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert confirmed(console, "Move 3 photos?", yes=False) is agreed
    assert console.talk.getvalue().startswith("Move 3 photos? [y/N] ")
    assert console.data.getvalue() == ""


def test_with_yes_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(io.StringIO(), io.StringIO())
    monkeypatch.setattr("sys.stdin", None)
    assert confirmed(console, "Move 3 photos?", yes=True)
    assert console.talk.getvalue() == ""


def test_what_is_no_text_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", NoText())
    assert answer(Console(io.StringIO(), Terminal()), "Well?") == ""


def closed() -> io.StringIO:
    stream = io.StringIO("y\n")
    stream.close()
    return stream


@pytest.mark.parametrize("stdin", [None, io.StringIO("y\n"), closed()], ids=["none", "piped", "closed"])
def test_without_somebody_to_answer_it_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO | None
) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    console = Console(io.StringIO(), Terminal())
    with pytest.raises(UsageError, match="nothing was changed; --yes goes on"):
        needs_terminal_or_yes(console, False)
    needs_terminal_or_yes(console, True)


def test_without_somebody_to_read_the_question_it_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    with pytest.raises(UsageError):
        needs_terminal_or_yes(Console(io.StringIO(), io.StringIO()), False)
    needs_terminal_or_yes(Console(io.StringIO(), Terminal()), False)
