"""From which confidence on labels may be accepted, so that at most a share of them is wrong, and how sure that is.

The photos of a random check are looked at one after another, and anybody looks at the result after each. So the proof
that few are wrong is one that may be looked at as often as one likes: a bet against "more than the target are wrong",
with odds that would be fair if exactly so many were. Who bets on fair odds multiplies the stake by 20 once in 20 times
at most, whenever they stop.

Source: Waudby-Smith and Ramdas, Confidence sequences for sampling without replacement, NeurIPS 2020, and Estimating
    means of bounded random variables by betting, J. Royal Statistical Society B 86 (2024), section 5. A stratified
    sample deviates less from the population than the simple one for which the odds are fair (Hoeffding, On the
    Distribution of the Number of Successes in Independent Trials, Ann. Math. Statistics 27, 1956). Several thresholds
    share the 5 % by weights, as of Genovese, Roeder and Wasserman, False discovery control with p-value weighting,
    Biometrika 93 (2006). How often a proof is wrong: `python -m tests.benchmarks check-coverage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, inf, lgamma

import numpy as np
from numpy.typing import NDArray

from flowersort.core.check_sample import Population

# The chance of proving what is not so; and of saying that it can't be met where it can, at a single look.
_ERROR, _GIVEN_UP = 0.05, 0.01
# Shares of the target on which stakes are bet: nothing is wrong, an eighth of what may be, and so on.
_SHARES = np.array([0.0, 0.125, 0.25, 0.5, 0.75])
# How much of the chance of an error each candidate gets: first that which the model itself promises.
_PROMISED, _ALL, _OTHERS = 0.5, 0.25, 0.125
_SUREST = (0.75, 0.5)
_ENOUGH = 1e12
# The model's promise is believed with this margin.
_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A threshold that is looked at.

    Attributes:
        threshold: labels with at least this confidence would be accepted, flagged photos not.
        weight: its part of the chance of an error; all weights together are 1.
    """

    threshold: float
    weight: float


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a threshold is worth.

    Attributes:
        threshold: labels with at least this confidence are accepted, flagged photos not.
        photos: how many that are.
        checked, wrong: how many of them were looked at, and were wrong.
        confidence: 1 less the chance to find so few wrong ones among so many if more than the target were, 0–1.
        proven: whether the target is met with 95 % confidence, however often anybody looked.
        refuted: whether more than the target are wrong, with 99 % confidence or because they were seen.
        more: how many more of them would prove it, were they all right; 0 where proven, None where that can't be.
    """

    threshold: float
    photos: int
    checked: int
    wrong: int
    confidence: float
    proven: bool
    refuted: bool
    more: int | None


def candidates(population: Population, *, target: float) -> tuple[Candidate, ...]:
    """Return the thresholds to look at, ascending: chosen by the model's word alone, never by answers.

    Args:
        target: largest share of wrong labels among the accepted, 0–1.
    """
    confidence = np.sort(population.confidence[~population.flagged])[::-1]
    if not len(confidence):
        return ()
    wrong = np.cumsum(1.0 - confidence) / np.arange(1, len(confidence) + 1)
    # Photos of one confidence are accepted together, so only the last of them is looked at.
    last = np.append(confidence[:-1] != confidence[1:], True)
    kept_promises = np.flatnonzero(last & (wrong <= _MARGIN * target))
    promised = int(kept_promises[-1]) + 1 if len(kept_promises) else 0
    weights: dict[float, float] = {}
    wishes = [(len(confidence), _ALL), *((round(share * len(confidence)), _OTHERS) for share in _SUREST)]
    for kept, weight in [(promised, _PROMISED), *wishes]:
        if kept:
            threshold = float(confidence[kept - 1])
            weights[threshold] = weights.get(threshold, 0.0) + weight
    total = sum(weights.values())
    return tuple(Candidate(threshold, weights[threshold] / total) for threshold in sorted(weights))


def weigh(candidate: Candidate, *, photos: int, wrong: Sequence[bool], target: float) -> Acceptance:
    """Say what a threshold is worth by the photos that were looked at.

    Args:
        photos: how many the threshold accepts.
        wrong: of each accepted photo that was looked at, in this order, whether its label is wrong.
        target: largest share of wrong labels among the accepted, 0–1.
    """
    forbidden = floor(target * photos) + 1
    found = sum(wrong)
    bet = _Bet(photos, forbidden)
    for each in wrong:
        bet.take(each)
    needed = 1.0 / (_ERROR * candidate.weight)
    proven = bet.best >= needed
    refuted = found >= forbidden or tail(photos, found - 1, len(wrong), forbidden - 1) >= 1.0 - _GIVEN_UP
    return Acceptance(
        threshold=candidate.threshold,
        photos=photos,
        checked=len(wrong),
        wrong=found,
        confidence=max(0.0, 1.0 - tail(photos, found, len(wrong), forbidden)),
        proven=proven,
        refuted=refuted and not proven,
        more=0 if proven else bet.more(needed),
    )


class _Bet:
    """Stakes against "at least `forbidden` of `photos` are wrong"."""

    def __init__(self, photos: int, forbidden: int) -> None:
        self._left, self._feared = photos, forbidden
        self._stakes = np.full(len(_SHARES), 1.0 / len(_SHARES))
        # With fewer photos than would have to be wrong, nothing is to be proven.
        self.best = inf if forbidden > photos else 1.0

    def take(self, wrong: bool) -> None:
        """Look at one more photo."""
        if self._feared <= 0:
            return
        # What is proven beyond doubt needs no larger stakes, which would overflow.
        self._stakes = np.minimum(self._stakes * self._factors(self._feared / self._left, wrong=wrong), _ENOUGH)
        self._left -= 1
        self._feared -= wrong
        won = inf if self._feared > self._left else float(self._stakes.sum())
        self.best = max(self.best, won)

    def more(self, needed: float) -> int | None:
        """Return how many right photos in a row prove it; None where all that are left don't."""
        if self._feared <= 0:
            return None
        stakes, left = self._stakes, self._left
        for count in range(1, self._left + 1):
            stakes = stakes * self._factors(self._feared / left, wrong=False)
            left -= 1
            if self._feared > left or stakes.sum() >= needed:
                return count
        return None

    @staticmethod
    def _factors(fair: float, *, wrong: bool) -> NDArray[np.float64]:
        """Return what each stake is multiplied by where a share `fair` of what is left would be wrong."""
        return _SHARES if wrong else (1.0 - _SHARES * fair) / max(1.0 - fair, 1e-12)


def tail(photos: int, wrong: int, checked: int, all_wrong: int) -> float:
    """Return the chance to find at most `wrong` among `checked` photos where `all_wrong` of `photos` are."""
    least = max(0, checked - (photos - all_wrong))
    if wrong < least:
        return 0.0
    most = min(wrong, checked, all_wrong)
    logs = [
        _choices(all_wrong, count) + _choices(photos - all_wrong, checked - count) - _choices(photos, checked)
        for count in range(least, most + 1)
    ]
    return min(1.0, float(np.exp(logs).sum()))


def _choices(count: int, taken: int) -> float:
    """Return the logarithm of the number of ways to take some of `count`."""
    return lgamma(count + 1) - lgamma(taken + 1) - lgamma(count - taken + 1)
