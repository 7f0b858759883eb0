"""What a random check says in sentences, for the command line and the page; the window has its own, translated."""

from __future__ import annotations

from collections.abc import Iterator

from flowersort.core.check_interval import ShareEstimate
from flowersort.core.check_result import Advice, CheckResult, CountEstimate
from flowersort.core.check_target import Acceptance


def percent(share: float) -> str:
    """Return a share in percent with one digit after the point, none where it is whole."""
    text = f"{100.0 * share:.1f}"
    return f"{text.removesuffix('.0')} %"


def share_words(estimate: ShareEstimate) -> str:
    """Return an estimate with its interval."""
    if estimate.share is None:
        return "not known"
    return f"{percent(estimate.share)} ({percent(estimate.low)} to {percent(estimate.high)})"


def count_words(estimate: CountEstimate) -> str:
    """Return an expected number of photos with its interval."""
    if estimate.count is None:
        return "not known"
    return f"about {estimate.count:,.0f} ({estimate.low:,.0f} to {estimate.high:,.0f})"


def acceptance_words(acceptance: Acceptance) -> str:
    """Return what a threshold is worth."""
    sure = "95 %" if acceptance.proven else percent(acceptance.confidence)
    return (
        f"accept from {acceptance.threshold:.3f}: {acceptance.photos:,} photos, {acceptance.wrong:,} of "
        f"{acceptance.checked:,} checked ones wrong; target met with {sure} confidence"
    )


def advice_words(result: CheckResult) -> Iterator[str]:
    """Yield what to do next."""
    target = percent(result.target)
    accepted = result.accepted
    match result.advice:
        case Advice.NOTHING:
            yield "There is nothing to check."
        case Advice.STOP if accepted is None or not accepted.proven:
            yield "You may stop: every photo is reviewed."
        case Advice.STOP:
            yield f"You may stop: at most {target} of the labels without a review are wrong, with 95 % confidence."
        case Advice.REVIEW:
            assert accepted is not None
            yield (
                f"Labels from {accepted.threshold:.3f} on may be accepted: at most {target} of them are wrong, with "
                f"95 % confidence. Review the {result.below:,} other photos, and you may stop."
            )
        case Advice.CANNOT:
            yield (
                f"The target can't be met: more than {target} of the labels are wrong at every threshold that was "
                "looked at. Review on, or choose another target."
            )
        case Advice.CHECK:
            yield from _more(result, target)


def _more(result: CheckResult, target: str) -> Iterator[str]:
    if result.more is None:
        yield f"Not proven yet: at most {target} wrong can't be shown by checking more photos of this folder."
        return
    yield (
        f"Not proven yet that at most {target} are wrong: at the least {result.more:,} more checked photos would, "
        "all of them right."
    )
