"""What a random check says, in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flowersort.core.check_interval import ShareEstimate
from flowersort.core.check_result import Advice, CheckResult, CountEstimate
from flowersort.core.state import State
from flowersort.gui.wording import class_name_shown, decimal, number, percent, state_name

translate = QCoreApplication.translate


def threshold_shown(threshold: float) -> str:
    """Return a threshold with the digits that tell it from its neighbours."""
    return decimal(threshold, 3)


def word_shown(word: str) -> str:
    """Return what flowersort says of a photo: a flag or a class."""
    flags = {State.NO_FLOWER.value: State.NO_FLOWER, State.OTHER_FLOWER.value: State.OTHER_FLOWER}
    return state_name(flags[word]) if word in flags else class_name_shown(word)


def share_shown(estimate: ShareEstimate) -> str:
    """Return a share with its interval."""
    if estimate.share is None:
        return translate("RandomCheck", "not known yet")
    return translate("RandomCheck", "{share} ({low} to {high})").format(
        share=percent(estimate.share), low=percent(estimate.low), high=percent(estimate.high)
    )


def count_shown(text: str, estimate: CountEstimate) -> str:
    """Return a sentence with `{count}`, `{low}` and `{high}` filled in; empty where nothing is known."""
    if estimate.count is None:
        return ""
    parts = {"count": estimate.count, "low": estimate.low, "high": estimate.high}
    return text.format(**{name: number(round(value)) for name, value in parts.items()})


def advice_shown(result: CheckResult, *, below: str, more: str) -> str:
    """Return what to do next; `below` and `more` are the sentences that count photos."""
    accepted, target = result.accepted, percent(result.target)
    if result.advice is Advice.REVIEW and accepted is not None:
        return below.format(threshold=threshold_shown(accepted.threshold))
    if result.advice is Advice.CHECK:
        return (
            more
            if result.more is not None
            else translate("RandomCheck", "Not proven yet, and more checks of these photos can't prove it.")
        )
    proven = accepted is not None and accepted.proven
    words = {
        Advice.NOTHING: translate("RandomCheck", "There is nothing to check."),
        Advice.STOP: translate("RandomCheck", "You may stop: at most {target} are wrong, with 95 % confidence.")
        if proven
        else translate("RandomCheck", "You may stop: every photo is reviewed."),
    }.get(
        result.advice,
        translate("RandomCheck", "Can't be met: more than {target} are wrong at every threshold. Review on."),
    )
    return words.format(target=target)
