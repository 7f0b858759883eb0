from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.training.answers import Answers
from flowersort.training.crossvalidate import Judge
from flowersort.training.folds import Folds
from flowersort.training.outliers import Novelty, NoveltyFigures, fit_novelty, mean_of
from flowersort.training.pictures import THINGS, Pictures

LENGTH, KNOWN = 16, 300


def cloud(seed: int, count: int, centre: float, *, axis: int = 0) -> np.ndarray:
    points = np.random.default_rng(seed).normal(0, 1, (count, LENGTH))
    points[:, axis] += centre
    return points.astype(np.float32)


# Name, number of its axis, how far from the known flowers it lies.
Kind = tuple[str, int, float]
NONE: tuple[Kind, ...] = ((THINGS, 0, 8.0), ("plain-black", 0, 9.0), ("plain-white", 0, 8.5), ("noise-specks", 0, 9.5))
OTHER: tuple[Kind, ...] = (("poppy", 1, 8.0), ("gentian", 1, 9.0))


def set_up(
    none: tuple[Kind, ...] = NONE, other: tuple[Kind, ...] = OTHER, *, each: int = 30, folds: int = 2
) -> tuple[Pictures, Folds, tuple[Judge, ...]]:
    """Return pictures, folds of the known ones and judges, whose embeddings are clouds: one for each kind."""
    kinds = ["daisy"] * KNOWN + [name for name, *_ in (*none, *other) for _ in range(each)]
    ends = np.cumsum([KNOWN, each * len(none)])
    known, no_flower, other_flower = np.split(np.arange(len(kinds)), ends)
    sorts = np.array([kind.partition("-")[0] for kind in kinds])
    pictures = Pictures((), known, no_flower, other_flower, np.array(kinds), sorts)
    outliers = [cloud(place + 10, each, far, axis=axis) for place, (_, axis, far) in enumerate((*none, *other))]
    rows = np.concatenate([cloud(1, KNOWN, 0), *outliers])
    logits = np.zeros((len(kinds), 3), np.float32)
    judges = tuple(Judge(b"", Answers(logits, rows), np.zeros((0, 3))) for _ in range(folds))
    return pictures, Folds(np.arange(KNOWN) % folds, folds, np.arange(KNOWN)), judges


def fitted(*arguments: object, **options: int) -> Novelty:
    pictures, folds, judges = set_up(*arguments, **options)
    return fit_novelty(pictures, folds, judges, judges[0], seed=1)


def test_separable_outliers_are_told_apart() -> None:
    novelty = fitted()
    for score in ("no_flower", "other_flower"):
        figures = novelty.mean(score)
        assert figures is not None
        assert figures.auroc > 0.99
        assert figures.aupr > 0.99
        assert figures.passing < 0.05


def test_there_is_a_row_for_each_sort_and_every_outlier_counts_once() -> None:
    rows = {(each.score, each.sort): each.outliers for each in fitted().figures}
    assert rows == {
        ("no_flower", THINGS): 30,
        ("no_flower", "plain"): 60,
        ("no_flower", "noise"): 30,
        ("other_flower", "poppy"): 30,
        ("other_flower", "gentian"): 30,
    }


def test_a_mean_counts_every_outlier() -> None:
    rows = [NoveltyFigures("no_flower", "a", 10, 1.0, 1.0, 0.0), NoveltyFigures("no_flower", "b", 30, 0.6, 0.2, 0.4)]
    mean = mean_of(rows, sort="all")
    assert (mean.score, mean.sort, mean.outliers) == ("no_flower", "all", 40)
    assert (mean.auroc, mean.aupr, mean.passing) == pytest.approx((0.7, 0.4, 0.3))


def test_the_cuts_keep_99_and_97_of_100_known_flowers_that_were_held_out() -> None:
    novelty = fitted()
    assert novelty.scores.shape == (KNOWN, 2)
    assert (novelty.scores[:, 0] >= novelty.no_flower_cut).mean() == pytest.approx(0.01, abs=0.005)
    assert (novelty.scores[:, 1] >= novelty.other_flower_cut).mean() == pytest.approx(0.03, abs=0.006)


def test_the_reference_that_ships_flags_what_it_learned_from_and_keeps_the_known() -> None:
    pictures, folds, judges = set_up()
    novelty = fit_novelty(pictures, folds, judges, judges[0], seed=1)
    scores = novelty.reference.scores(judges[0].answers.embeddings)
    assert (scores[pictures.no_flower, 0] >= novelty.no_flower_cut).mean() > 0.95
    assert (scores[pictures.other_flower, 1] >= novelty.other_flower_cut).mean() > 0.95
    assert (scores[pictures.known, 0] < novelty.no_flower_cut).mean() > 0.97


def test_an_outlier_has_a_score_by_the_fold_that_held_it_back_alone() -> None:
    pictures, folds, judges = set_up()
    scores = fit_novelty(pictures, folds, judges, judges[0], seed=1).outlier_scores
    assert scores.shape == (2, len(pictures.kinds), 2)
    held = pictures.folds(2, seed=1)
    for fold in (0, 1):
        assert np.array_equal(~np.isnan(scores[fold, :, 0]), held == fold)


def test_outliers_like_the_known_flowers_get_a_figure_of_chance() -> None:
    figures = fitted(((THINGS, 0, 0.0),), OTHER, each=200).mean("no_flower")
    assert figures is not None
    assert 0.4 < figures.auroc < 0.6
    assert figures.passing > 0.8


def test_a_kind_is_judged_by_a_fit_that_never_saw_it() -> None:
    """A kind on the other side of the known flowers can't be found from the one on this side."""
    figures = fitted(NONE, (("poppy", 1, 8.0), ("gentian", 1, -8.0))).mean("other_flower")
    assert figures is not None
    assert figures.auroc < 0.1


def test_without_outliers_no_score_reaches_its_cut() -> None:
    novelty = fitted((), ())
    assert novelty.figures == ()
    assert novelty.mean("no_flower") is None
    assert (novelty.no_flower_cut, novelty.other_flower_cut) == (1.0, 1.0)
    wild = np.concatenate([cloud(1, 50, 0), 1e6 * cloud(8, 50, 3)])
    assert novelty.reference.scores(wild).max() < 1e-6


def test_one_kind_or_one_photo_is_fitted_but_not_measured() -> None:
    novelty = fitted((), (("poppy", 1, 8.0),))
    assert novelty.figures == ()
    assert novelty.other_flower_cut < 1.0
    novelty = fitted(((THINGS, 0, 8.0),), (), each=1)
    assert novelty.figures == ()
    assert novelty.no_flower_cut < 1.0


def test_where_only_one_fold_was_judged_the_rest_of_the_outliers_has_no_figure() -> None:
    pictures, folds, judges = set_up()
    novelty = fit_novelty(pictures, folds, judges[:1], judges[0], seed=1)
    assert novelty.scores.shape == (KNOWN / 2, 2)
    assert sum(each.outliers for each in novelty.figures) == (pictures.folds(2, seed=1) == 0).sum()


def test_a_cut_never_falls_to_0_where_every_photo_would_be_flagged() -> None:
    novelty = fitted(((THINGS, 0, 5000.0),), (("poppy", 1, 5000.0), ("gentian", 1, 5000.0)), each=200)
    for cut in (novelty.no_flower_cut, novelty.other_flower_cut):
        assert round(cut, 6) > 0


def test_a_feature_that_never_changes_divides_by_no_zero() -> None:
    pictures, folds, judges = set_up()
    rows = judges[0].answers.embeddings
    rows[:, 3] = 0.0
    reference = fit_novelty(pictures, folds, judges, judges[0], seed=1).reference
    assert reference.scale.min() > 0
    assert np.isfinite(reference.scores(rows)).all()


def test_the_same_seed_gives_the_same_fit() -> None:
    one, same = fitted(), fitted()
    assert np.array_equal(one.reference.weights, same.reference.weights)
    assert one.figures == same.figures
    assert replace(one, reference=same.reference).no_flower_cut == same.no_flower_cut
