"""Operations, outcomes, states and moments of sorts, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from flowersort.core.plan import Operation, Outcome
from flowersort.core.sorts import SortState
from flowersort.gui.wording import number

translate = QCoreApplication.translate

_MOST_SECONDS = 253_402_300_799


def outcome_shown(outcome: Outcome) -> str:
    """Return what became of photos, as a word behind their number."""
    return {
        Outcome.COPIED: translate("SortWords", "copied"),
        Outcome.MOVED: translate("SortWords", "moved"),
        Outcome.LINKED: translate("SortWords", "linked"),
        Outcome.ALREADY_THERE: translate("SortWords", "already there"),
        Outcome.SKIPPED: translate("SortWords", "skipped"),
        Outcome.FAILED: translate("SortWords", "failed"),
    }[outcome]


def planned_shown(outcome: Outcome) -> str:
    """Return what is going to become of photos, as a word behind their number."""
    return {
        Outcome.COPIED: translate("SortWords", "to copy"),
        Outcome.MOVED: translate("SortWords", "to move"),
        Outcome.LINKED: translate("SortWords", "to link"),
        Outcome.ALREADY_THERE: translate("SortWords", "already there"),
        Outcome.SKIPPED: translate("SortWords", "to skip"),
        Outcome.FAILED: translate("SortWords", "not possible"),
    }[outcome]


def done_shown(operation: Operation) -> str:
    """Return what a sort has done, as a word behind a number of photos."""
    return outcome_shown(Outcome({"copy": "copied", "move": "moved", "link": "linked"}[operation.value]))


def state_shown(state: SortState) -> str:
    """Return how far a past sort is."""
    return {
        SortState.FINISHED: translate("SortWords", "Finished"),
        SortState.RUNNING: translate("SortWords", "At work now"),
        SortState.CUT_OFF: translate("SortWords", "Cut off"),
        SortState.PARTLY_UNDONE: translate("SortWords", "Partly undone"),
        SortState.UNDONE: translate("SortWords", "Undone"),
        SortState.MISSING: translate("SortWords", "Folder out of reach"),
    }[state]


def moment_shown(at: float) -> str:
    """Return a moment, given in seconds since 1970, as the user's language has it."""
    if not 0 < at <= _MOST_SECONDS:
        # A journal from elsewhere can hold any number.
        return translate("SortWords", "at an unknown time")
    moment = QDateTime.fromSecsSinceEpoch(int(at))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def sum_shown(total: int, parts: list[tuple[int, str]]) -> str:
    """Return an arithmetic that the user can check: `12 = 10 copied + 2 skipped`; what is zero is left out."""
    shown = [f"{number(count)} {word}" for count, word in parts if count]
    return f"{number(total)} = {' + '.join(shown)}" if shown else number(total)
