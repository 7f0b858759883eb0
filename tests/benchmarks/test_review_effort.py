from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.model import ModelFacts
from flowersort.core.state import State
from flowersort.places import resource
from flowersort.services.inference.pack import MANIFEST_FILE, load_pack
from tests.benchmarks.processes import CAN_MEASURE
from tests.benchmarks.review_effort import EFFORT_BAR, best_of, review_effort
from tests.benchmarks.review_photos import NO_FLOWERS, OTHER_FLOWERS, Measured, made_up, measured_by

needs_wait4 = pytest.mark.skipif(not CAN_MEASURE, reason="this system has no os.wait4")
# Choosing order, groups and size costs the same for few photos, and so do the last pages of the labels.
_FIXED = 20


@pytest.fixture(scope="module")
def facts() -> ModelFacts:
    return load_pack(resource("models", "flowers")).facts


@pytest.fixture(scope="module")
def measured(facts: ModelFacts) -> Measured:
    return measured_by(resource("models", "flowers") / MANIFEST_FILE, facts)


def test_made_up_photos_have_the_measured_errors(facts: ModelFacts, measured: Measured) -> None:
    photos = made_up(facts, measured, "/photos", 8_000, seed=1)
    known = [(photo, truth) for photo, truth in photos if truth < len(facts.classes)]
    assert len(known) == round((1.0 - NO_FLOWERS - OTHER_FLOWERS) * len(photos))
    unflagged = [(photo, truth) for photo, truth in known if photo.state in (State.SURE, State.UNSURE)]
    assert len(unflagged) / len(known) == pytest.approx(facts.risk[0].kept, abs=0.001)
    for point in facts.risk[::4]:
        kept = [photo.prediction.top != truth for photo, truth in unflagged
                if photo.prediction is not None and photo.prediction.confidence >= point.threshold]  # fmt: skip
        assert len(kept) / len(known) == pytest.approx(point.kept, abs=0.002)
        assert np.mean(kept) == pytest.approx(point.wrong, abs=0.006)


def test_a_seed_makes_the_same_photos_again(facts: ModelFacts, measured: Measured) -> None:
    first, again, other = (made_up(facts, measured, "/photos", 50, seed) for seed in (1, 1, 2))
    assert [truth for _, truth in first] == [truth for _, truth in again] != [truth for _, truth in other]


@needs_wait4
def test_a_fifth_of_the_keys_leaves_no_label_wrong() -> None:
    photos = 200
    efforts = review_effort(photos=photos, seeds=[0], say=print)
    assert all(not any(each.wrong_after) for each in efforts)
    assert best_of(efforts).share * photos <= EFFORT_BAR * photos + _FIXED
    # A label that stays wrong disqualifies, however few the keys were.
    assert best_of([*efforts, replace(efforts[0], per_1000=(1.0,), wrong_after=(1,))]).share > EFFORT_BAR / 2


@needs_wait4
@pytest.mark.sweep
@pytest.mark.timeout(3600)
def test_a_fifth_of_the_keys_for_a_thousand_photos() -> None:
    assert best_of(review_effort(photos=1_000, seeds=range(5), say=print)).share <= EFFORT_BAR
