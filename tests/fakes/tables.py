"""Made-up photo tables of any size, quick to make, with what real ones have: doubt, gaps, copies, folders, years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from flowersort.core.calibration import probabilities
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts, RiskPoint
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.photo_table import PhotoTable
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review, Verdict
from flowersort.core.state import decide
from tests.fakes.labelled import CLASSES, facts_of, unreadable

BASE = "/garden/photos"
_FOLDER_SIZE = 400
_BATCH = 1000
_SECOND = 10**9


def table_facts(classes: tuple[str, ...] = CLASSES) -> ModelFacts:
    """Return a model with a temperature and a risk curve."""
    steps = np.linspace(0.2, 0.99, 80)
    risk = tuple(RiskPoint(float(at), 1.0 - 0.5 * float(at) ** 4, 0.12 * (1.0 - float(at))) for at in steps)
    return replace(facts_of(classes), temperature=1.3, risk=risk, risk_photos=2000)


def table_of(n: int, seed: int = 0, classes: tuple[str, ...] = CLASSES, *, waiting: int = 0) -> PhotoTable:
    """Return a table of `n` labelled photos and, behind them, `waiting` ones without a label; the same for a seed.

    Of the photos, about 1 in 100 is unreadable, 3 without a flower, 3 of another flower, 2 reviewed, 12 unsure.
    """
    table = PhotoTable(table_facts(classes))
    table.set_base(BASE)
    colours = np.random.default_rng(seed).integers(0, 0x1000000, n).tolist()
    photos = photos_of(n, seed, classes)
    for first in range(0, n, _BATCH):
        table.put(list(islice(photos, _BATCH)), colours[first : first + _BATCH])
    table.add_found([_file(place) for place in range(n, n + waiting)])
    return table


def photos_of(n: int, seed: int = 0, classes: tuple[str, ...] = CLASSES) -> Iterator[LabelledPhoto]:
    """Yield the photos of `table_of`, in natural order of their paths."""
    facts, random = table_facts(classes), np.random.default_rng(seed)
    logits = random.normal(0.0, 1.0, (n, len(classes))).astype(np.float32)
    logits[np.arange(n), random.integers(0, len(classes), n)] += random.gamma(6.0, 1.3, n).astype(np.float32)
    kinds = random.random(n)
    novelty = random.beta(0.5, 6.0, (n, 2))
    for column, share in enumerate((0.03, 0.06)):
        novelty[kinds < share, column] = random.uniform(0.5, 1.0, int((kinds < share).sum()))
    chances, scores = probabilities(logits, facts.temperature), novelty.tolist()
    taken = _moments(random, n)
    # A few photos are copies of others.
    sources = np.where(random.random(n) < 0.01, random.integers(0, max(n, 1), n), np.arange(n)).tolist()
    for place, (source, kind) in enumerate(zip(sources, kinds.tolist(), strict=True)):
        file = _file(place)
        if kind >= 0.99:
            yield replace(unreadable(file.path), file=file)
            continue
        said = Prediction(logits[source], chances[source], *scores[source])
        review = _review(source, classes) if source % 50 == 7 else None
        state = decide(said, review, facts.thresholds)
        yield LabelledPhoto(
            file, state, f"{seed:08x}{source:024x}", PhotoFacts(4032, 3024, taken[source]), said, review
        )


def _moments(random: np.random.Generator, count: int) -> list[str | None]:
    """Return when each photo was taken, later ones later, 1 in 20 unknown."""
    seconds = np.cumsum(random.exponential(4000.0, count)).astype("timedelta64[s]")
    known = (random.random(count) < 0.95).tolist()
    moments = np.datetime_as_string(np.datetime64("2012-03-04T05:06:07") + seconds).tolist()
    return [moment if there else None for moment, there in zip(moments, known, strict=True)]


def _file(place: int) -> PhotoFile:
    folder = f"{BASE}/{2012 + place // 40_000}/day {place // _FOLDER_SIZE + 1}"
    return PhotoFile(f"{folder}/IMG_{place}.jpg", 2_000_000 + place, (1_600_000_000 + place) * _SECOND)


def _review(place: int, classes: tuple[str, ...]) -> Review:
    verdict = list(Verdict)[place // 50 % len(Verdict)]
    name = classes[place % len(classes)] if verdict is Verdict.CLASS else None
    return Review(verdict, name, at=1_700_000_000.0 + place)
