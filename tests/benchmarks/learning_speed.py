"""How long learning, and reading known photos again, take in a store of many photos."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFacts
from flowersort.core.progress import CancelToken
from flowersort.core.state import State
from flowersort.services.store.store import Store
from flowersort.workflows.learn import learn
from flowersort.workflows.reread import reread
from tests.fakes.learned import NEW, Meadow
from tests.fakes.runs import pack
from tests.fakes.stored import file_of

_STRANGE = 100


def learning_speed(work: Path, *, photos: int, rounds: int, say: Callable[[str], None]) -> tuple[float, float]:
    """Print and return the best seconds of a refit from 360 reviews, and of reading all photos again."""
    with Store.open(work / "store.sqlite") as store:
        meadow = Meadow(store, known=photos - _STRANGE, strange=_STRANGE)
        classes = pack().facts.classes
        known = {content: classes[target] for content, target in list(meadow.known.items())[:350]}
        meadow.review(known | dict.fromkeys(list(meadow.strange)[:10], NEW))
        rows = [LabelledPhoto(file_of(0), State.UNSURE, content, PhotoFacts(9, 9, None)) for content in meadow.contents]
        thresholds, fits, readings = pack().facts.thresholds, list[float](), list[float]()
        for _ in range(rounds):
            began = time.perf_counter()
            learnt = learn(pack=pack(), store=store, contents=meadow.contents)
            fits.append(time.perf_counter() - began)
            began = time.perf_counter()
            headed = replace(pack(), head=learnt.head)
            reread(rows, pack=headed, store=store, thresholds=thresholds, cancel=CancelToken())
            readings.append(time.perf_counter() - began)
    say(f"{photos:,} photos, 360 reviews: learnt in {min(fits):.2f} s, at first in {fits[0]:.2f} s")
    say(f"{photos:,} photos read again in {min(readings):.2f} s")
    return min(fits), min(readings)
