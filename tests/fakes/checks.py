"""A made-up result of a random check."""

from __future__ import annotations

from flowersort.core.check_interval import ShareEstimate
from flowersort.core.check_result import Advice, CheckResult, ClassEstimate, CountEstimate
from flowersort.core.check_target import Acceptance

PROVEN = Acceptance(
    threshold=0.93, photos=812, checked=200, wrong=0, confidence=0.99, proven=True, refuted=False, more=0
)
RESULT = CheckResult(
    model="flowers 2.0.0",
    photos=1204,
    sample=50,
    checked=50,
    strata=12,
    right=ShareEstimate(0.94, 0.84, 0.98, 50),
    classes=(
        ClassEstimate("daisy", 310, ShareEstimate(1.0, 0.77, 1.0, 13)),
        ClassEstimate("roses", 4, ShareEstimate(None, 0.0, 1.0, 0)),
    ),
    wrong=CountEstimate(72.2, 24.1, 192.6),
    remaining=CountEstimate(70.2, 22.1, 190.6),
    unreviewed=1154,
    target=0.02,
    acceptances=(PROVEN,),
    accepted=PROVEN,
    below=213,
    advice=Advice.REVIEW,
    more=0,
    seed=0,
)
