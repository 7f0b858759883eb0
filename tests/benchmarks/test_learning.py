"""The bars on pictures made on the spot: drawn flowers are known, and the same in other colours are the new class."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flowersort.core.statistics import NO_FLOWER, ClassStatistics
from flowersort.services.inference.classifier import PackClassifier
from tests.benchmarks.learning import Garden, Ground, corrections, new_class, summary
from tests.benchmarks.learning_speed import learning_speed
from tests.fakes.pictures import flower_like
from tests.fakes.runs import pack

KIND = NO_FLOWER - 40


@pytest.fixture(scope="module")
def drawn() -> Garden:
    """200 drawn flowers, each of the class that the network sees, and 40 of a kind that it does not know."""
    classifier = PackClassifier(pack())
    usual = [classifier.classify(flower_like(seed, 120, 80)) for seed in range(200)]
    # Other flowers on another ground: with channels exchanged, meadows are purple.
    answers = [*usual, *(classifier.classify(_strange(seed)) for seed in range(200, 240))]
    logits = np.stack([each.network.logits for each in answers])
    truths = np.where(np.arange(240) < 200, logits.argmax(axis=1), KIND)
    return Garden(np.stack([each.embedding for each in answers]), logits, truths)


@pytest.fixture(scope="module")
def garden(drawn: Garden) -> Garden:
    """Those that are judged."""
    return Garden(drawn.embeddings[80:], drawn.logits[80:], drawn.truths[80:])


def _strange(seed: int) -> Image.Image:
    red, green, blue = flower_like(seed, 120, 80).split()
    return Image.merge("RGB", (green, blue, red))


@pytest.fixture(scope="module")
def ground(drawn: Garden) -> Ground:
    """A pack whose training photos were drawn, too."""
    targets = drawn.truths[:80].astype(np.int16)
    return Ground(pack().facts.classes, ClassStatistics(drawn.embeddings[:80], drawn.logits[:80], targets))


def test_ten_examples_make_a_class_and_the_known_ones_stay(ground: Ground, garden: Garden) -> None:
    found = [new_class(ground, garden, KIND, examples=10, seed=seed) for seed in range(3)]
    print(summary(found))
    assert min(each.recall for each in found) >= 0.8
    assert min(each.precision for each in found) >= 0.8
    assert min(each.gain for each in found) >= -0.01


@pytest.mark.parametrize("seed", range(3))
def test_fifty_corrections_never_cost_more_than_half_a_point(ground: Ground, garden: Garden, seed: int) -> None:
    assert corrections(ground, garden, reviews=50, seed=seed) >= -0.005


def test_a_refit_takes_a_moment(tmp_path: Path) -> None:
    fit, reading = learning_speed(tmp_path, photos=400, rounds=2, say=print)
    assert fit < 5.0
    assert reading < 5.0
