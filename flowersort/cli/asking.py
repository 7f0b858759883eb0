"""Questions on a terminal, and the refusal to ask where there is none."""

from __future__ import annotations

import sys

from flowersort.cli.console import Console
from flowersort.core.errors import UsageError

_CONSENT = frozenset({"y", "yes"})


def on_terminal(console: Console) -> bool:
    """Return whether somebody is there who can read a question and answer it."""
    try:
        return console.on_terminal and sys.stdin is not None and sys.stdin.isatty()
    except ValueError:
        # Python's word for a closed stream.
        return False


def needs_terminal_or_yes(console: Console, yes: bool) -> None:
    """Refuse, before any work, what would have to ask where nobody can answer.

    Raises:
        UsageError: there is no terminal and the user did not say `--yes`.
    """
    if not yes and not on_terminal(console):
        raise UsageError("There is no terminal to ask on, so nothing was changed; --yes goes on without a question.")


def confirmed(console: Console, question: str, *, yes: bool) -> bool:
    """Ask, and return whether the answer is yes; anything else, and no answer, is no. With `yes` nothing is asked."""
    return yes or answer(console, f"{question} [y/N]") in _CONSENT


def answer(console: Console, question: str) -> str:
    """Ask, and return the answer in small letters without blanks around it; empty where none comes."""
    console.ask(f"{question} ")
    try:
        line = sys.stdin.readline()
    except (OSError, ValueError):
        # The terminal is gone, or what was typed is no text.
        line = ""
    if not line.endswith("\n"):
        console.say()
    return line.strip().lower()
