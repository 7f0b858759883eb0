from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from flowersort.training.crossvalidate import Bench
from flowersort.training.distill import with_outliers
from flowersort.training.recipes import student_recipe
from flowersort.training.trials import HEAD, TRIALS, TrialGround, run_trial, trial_lesson
from flowersort.training.views import Views
from tests.training.made import made_folds, made_judge, made_photos, made_pictures

PHOTOS = made_photos(80)
FOLDS = made_folds(PHOTOS)
ALL = made_pictures(PHOTOS, things=8, kinds=("poppy", "gentian"))
HELD = ALL.folds(2, seed=7)


def ground() -> TrialGround:
    """Return a ground without networks: lessons need none."""
    views = Views(Path("nowhere"), sides=(32, 64), pictures=len(ALL.kinds))
    words = np.full((2, 80, 2), 0.5, np.float32)
    bench = Bench(PHOTOS, ALL, views, None, {}, 64)
    return TrialGround(bench, FOLDS, with_outliers(words, ALL), student_recipe(12), 7)


@pytest.mark.parametrize("name", TRIALS)
def test_no_trial_learns_from_what_its_fold_holds_back(name: str) -> None:
    lesson = trial_lesson(ground(), TRIALS[name], work=Path("work"))
    assert np.array_equal(lesson.pictures[: lesson.known], FOLDS.kept(0))
    outliers = lesson.pictures[lesson.known :]
    assert (HELD[outliers] != 0).all()
    assert len(outliers) == (0 if "no-outliers" in name else (HELD == 1).sum())
    assert lesson.targets.shape == (2, len(lesson.pictures), 2 if "no-outliers" in name else 4)
    assert np.allclose(lesson.targets.sum(axis=2), 1.0, atol=1e-6)
    assert lesson.seed == 7


def test_soft_targets_are_the_teachers_words_and_given_labels_are_smoothed() -> None:
    soft = trial_lesson(ground(), TRIALS["ships"], work=Path("work"))
    hard = trial_lesson(ground(), TRIALS["given-labels"], work=Path("work"))
    assert (soft.targets[:, : soft.known, :2] == 0.5).all()
    given = PHOTOS.targets[FOLDS.kept(0)]
    assert np.allclose(hard.targets[0, np.arange(hard.known), given], 1 - 0.05 / 2)


def test_the_recipe_that_ships_is_among_the_trials_and_the_others_differ_from_it() -> None:
    ships = student_recipe(12)
    assert TRIALS["ships"].applied(ships) == ships
    assert TRIALS["mixing"].applied(ships).mixing > 0
    assert TRIALS["gentler-below"].applied(ships).decay < 1
    assert TRIALS["twice-the-rate"].applied(ships).rate == pytest.approx(2 * ships.rate)
    assert len(set(TRIALS.values())) == len(TRIALS)


def test_a_row_has_a_cell_for_each_column(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    judge = made_judge(ALL, PHOTOS, FOLDS.held_out(0), seed=1)
    monkeypatch.setattr("flowersort.training.trials.train_judge", lambda *_, **__: judge)
    row = run_trial(ground(), "ships", out=tmp_path, say=pytest.fail)
    assert {line.count("|") for line in (*HEAD.splitlines(), row)} == {7}
    assert row.startswith("| ships | 40 of 40 (100.00%) | ")
    assert "1.0000, 0.00%" in row
