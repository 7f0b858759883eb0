from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.novelty import NoveltyReference

REFERENCE = NoveltyReference(
    mean=np.array([1.0, 0.0], np.float32),
    scale=np.array([2.0, 1.0], np.float32),
    weights=np.array([[1.0, 0.0], [0.0, -3.0]], np.float32),
    bias=np.array([0.5, 1.0], np.float32),
)


def logistic(value: float) -> float:
    return 1.0 / (1.0 + np.exp(-value))


def test_scores_are_logistic_regressions_on_the_standardised_embedding() -> None:
    scores = REFERENCE.scores(np.array([5.0, 0.5], np.float32))
    assert scores == pytest.approx([logistic(2.0 + 0.5), logistic(-1.5 + 1.0)])


def test_a_batch_has_a_row_per_photo() -> None:
    embeddings = np.random.default_rng(0).normal(size=(7, 2)).astype(np.float32)
    scores = REFERENCE.scores(embeddings)
    assert scores.shape == (7, 2)
    for embedding, score in zip(embeddings, scores, strict=True):
        assert REFERENCE.scores(embedding) == pytest.approx(score)


def test_no_photos_have_no_scores() -> None:
    assert REFERENCE.scores(np.empty((0, 2), np.float32)).shape == (0, 2)


@pytest.mark.parametrize("size", [1e6, 3e38])
def test_an_embedding_far_outside_still_gets_scores_between_0_and_1(size: float) -> None:
    narrow = NoveltyReference(
        mean=REFERENCE.mean,
        scale=np.array([1e-6, 1e-6], np.float32),
        weights=np.array([[1.0, -1.0], [-1.0, 1.0]], np.float32),
        bias=REFERENCE.bias,
    )
    scores = narrow.scores(np.array([size, -size], np.float32))
    assert scores == pytest.approx([1.0, 0.0], abs=1e-20)
