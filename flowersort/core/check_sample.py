"""Which photos to look at to learn how right a folder's labels are: a stratified random sample that can grow.

Each photo has a random number of its own, made of the seed and its content. So the same photos come in the same order
on every computer, whatever they are named; photos that are added later find their place among them; and whether a
photo is drawn has nothing to do with what anybody thinks of its label, or looked at already.

Source: Ohlsson, Coordination of Samples Using Permanent Random Numbers, in Cox and others, Business Survey Methods,
    1995, for the numbers; proportional allocation as in Cochran, Sampling Techniques, 3rd edition, 1977, chapter 5.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Four or five of the usual fifty photos in each stratum.
_STRATA = 12
_PHOTOS_A_STRATUM = 4
# Classes with a smaller share of the folder than this share their strata.
_RARE = 1 / 40
# Of so many photos that are drawn, one is the first of a class that is too rare to come up soon by itself.
_RARE_EVERY = 25
_MOST_RARE = 5


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """The photos that are drawn from, each content once.

    Attributes:
        contents: content hashes.
        predicted: shape (photos,), the model's class of each, as a place among the classes.
        confidence: shape (photos,), its calibrated probability.
        flagged: shape (photos,), whether a score says that no flower, or one of another kind, is on it.
    """

    contents: tuple[str, ...]
    predicted: NDArray[np.intp]
    confidence: NDArray[np.float64]
    flagged: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.contents)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The order in which photos are looked at; any beginning of it is a sample.

    Attributes:
        order: shape (photos,), rows of the population.
        strata: shape (photos,), the stratum of each row, from 0 on without gaps.
    """

    order: NDArray[np.intp]
    strata: NDArray[np.intp]


def draw(population: Population, *, seed: int) -> Sample:
    """Return the sample of a population. The same photos, labels and seed always give the same."""
    return draw_by(population, random_numbers(population.contents, seed=seed))


def random_numbers(contents: Sequence[str], *, seed: int) -> NDArray[np.float64]:
    """Return each content's own random number, shape (contents,), 0 ≤ number < 1."""
    key = str(seed).encode("ascii")
    drawn = (hashlib.blake2b(content.encode("utf-8"), digest_size=8, key=key).digest() for content in contents)
    whole = np.frombuffer(b"".join(drawn), ">u8") if contents else np.empty(0, ">u8")
    # The 53 bits that a float holds.
    found: NDArray[np.float64] = (whole >> np.uint64(11)).astype(np.float64) / 2.0**53
    return found


def draw_by(population: Population, numbers: NDArray[np.float64]) -> Sample:
    """Return the sample that random numbers give, shape (photos,), all of them different."""
    strata = _strata(population)
    count = len(population)
    # Photos of a stratum of size N get the places (rank + start) / N along the way from none to all, whose start is by
    # chance: so each beginning holds about the same share of every stratum.
    by_stratum = np.lexsort((numbers, strata))
    sizes = np.bincount(strata)
    ranks = np.empty(count, np.float64)
    ranks[by_stratum] = np.arange(count) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    least = np.full(len(sizes), 1.0)
    np.minimum.at(least, strata, numbers)
    # The least of N random numbers, taken to the N-th power of its distance to 1, is evenly distributed itself.
    starts = 1.0 - (1.0 - least) ** sizes
    places = (ranks + starts[strata]) / sizes[strata]
    _bring_forward(places, population.predicted, numbers)
    return Sample(np.lexsort((numbers, places)), strata)


def _bring_forward(places: NDArray[np.float64], predicted: NDArray[np.intp], numbers: NDArray[np.float64]) -> None:
    """Let a few rare classes be seen early: one photo of each, as rarely as the others hardly notice."""
    classes, sizes = np.unique(predicted, return_counts=True)
    rare = classes[np.argsort(-sizes, kind="stable")][np.sort(-sizes) > -_RARE * len(places)]
    for number, name in enumerate(rare[:_MOST_RARE], start=1):
        rows = np.flatnonzero(predicted == name)
        first = rows[np.argmin(numbers[rows])]
        places[first] = min(places[first], _RARE_EVERY * number / len(places))


def _strata(population: Population) -> NDArray[np.intp]:
    """Return the stratum of each photo: its class, or all rare classes together, by confidence in parts of one size."""
    count = len(population)
    classes, of, sizes = np.unique(population.predicted, return_inverse=True, return_counts=True)
    rare = sizes < _RARE * count
    # Few rare classes are strata of their own, so that the photo of each that is brought forward speaks for it alone.
    pooled = (
        np.where(rare, len(classes), np.arange(len(classes))) if rare.sum() > _MOST_RARE else np.arange(len(classes))
    )
    groups = pooled[of.reshape(-1)]
    wanted = min(_STRATA, max(count // _PHOTOS_A_STRATUM, 1))
    strata, used = np.empty(count, np.intp), 0
    for group in np.unique(groups):
        rows = np.flatnonzero(groups == group)
        parts = max(1, round(wanted * len(rows) / count))
        # Flagged photos first, then the doubtful ones.
        ordered = rows[np.lexsort((population.confidence[rows], ~population.flagged[rows]))]
        strata[ordered] = used + np.arange(len(rows)) * parts // len(rows)
        used += parts
    return strata
