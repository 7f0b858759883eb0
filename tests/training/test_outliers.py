from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.training.outliers import Embeddings, fit_novelty

LENGTH = 16


def cloud(seed: int, count: int, centre: float, *, axis: int = 0) -> np.ndarray:
    points = np.random.default_rng(seed).normal(0, 1, (count, LENGTH))
    points[:, axis] += centre
    return points.astype(np.float32)


def separable() -> Embeddings:
    return Embeddings(
        known=cloud(1, 200, 0),
        held_out=cloud(2, 100, 0),
        no_flower=cloud(3, 60, 8, axis=0),
        other_flower=np.concatenate([cloud(4, 30, 8, axis=1), cloud(5, 30, 9, axis=1)]),
        kinds=np.repeat(["poppy", "gentian"], 30),
    )


def test_separable_outliers_are_told_apart() -> None:
    novelty = fit_novelty(separable(), seed=1)
    for figures in (novelty.no_flower, novelty.other_flower):
        assert figures is not None
        assert figures.auroc > 0.99
        assert figures.passing < 0.05


def test_the_cuts_keep_99_and_95_of_100_known_flowers_that_were_held_out() -> None:
    photos = separable()
    novelty = fit_novelty(photos, seed=1)
    scores = novelty.reference.scores(photos.held_out)
    assert (scores[:, 0] >= novelty.no_flower_cut).mean() == pytest.approx(0.01, abs=0.011)
    assert (scores[:, 1] >= novelty.other_flower_cut).mean() == pytest.approx(0.05, abs=0.011)
    assert (novelty.reference.scores(photos.no_flower)[:, 0] >= novelty.no_flower_cut).mean() > 0.95


def test_outliers_like_the_known_flowers_get_a_figure_of_chance() -> None:
    photos = replace(separable(), no_flower=cloud(9, 200, 0))
    figures = fit_novelty(photos, seed=1).no_flower
    assert figures is not None
    assert 0.35 < figures.auroc < 0.65
    assert figures.passing > 0.7


def test_a_kind_is_judged_by_a_fit_that_never_saw_it() -> None:
    """A kind on the other side of the known flowers can't be found from the one on this side."""
    photos = replace(
        separable(),
        other_flower=np.concatenate([cloud(4, 30, 8, axis=1), cloud(5, 30, -8, axis=1)]),
    )
    figures = fit_novelty(photos, seed=1).other_flower
    assert figures is not None
    assert figures.auroc < 0.1


def test_without_outliers_no_score_reaches_its_cut() -> None:
    nothing = np.empty((0, LENGTH), np.float32)
    photos = replace(separable(), no_flower=nothing, other_flower=nothing, kinds=np.array([], str))
    novelty = fit_novelty(photos, seed=1)
    assert (novelty.no_flower, novelty.other_flower) == (None, None)
    assert (novelty.no_flower_cut, novelty.other_flower_cut) == (1.0, 1.0)
    wild = np.concatenate([photos.known, 1e6 * cloud(8, 50, 3)])
    assert novelty.reference.scores(wild).max() < 1e-6


def test_one_kind_or_one_photo_is_fitted_but_not_measured() -> None:
    photos = replace(
        separable(), no_flower=cloud(3, 1, 8), other_flower=cloud(4, 30, 8, axis=1), kinds=np.repeat("poppy", 30)
    )
    novelty = fit_novelty(photos, seed=1)
    assert (novelty.no_flower, novelty.other_flower) == (None, None)
    assert novelty.other_flower_cut < 1.0


def test_a_cut_never_falls_to_0_where_every_photo_would_be_flagged() -> None:
    photos = replace(separable(), no_flower=cloud(3, 200, 5000), other_flower=cloud(4, 60, 5000, axis=1))
    far = replace(photos, **{name: getattr(photos, name) * 1.0 for name in ("known", "held_out")})
    for cut in (fit_novelty(far, seed=1).no_flower_cut, fit_novelty(far, seed=1).other_flower_cut):
        assert round(cut, 6) > 0


def test_a_feature_that_never_changes_divides_by_no_zero() -> None:
    photos = separable()
    for part in (photos.known, photos.held_out, photos.no_flower, photos.other_flower):
        part[:, 3] = 0.0
    reference = fit_novelty(photos, seed=1).reference
    assert reference.scale.min() > 0
    assert np.isfinite(reference.scores(photos.held_out)).all()


def test_the_same_seed_gives_the_same_fit() -> None:
    one, same = fit_novelty(separable(), seed=4), fit_novelty(separable(), seed=4)
    assert np.array_equal(one.reference.weights, same.reference.weights)
    assert one.no_flower == same.no_flower
