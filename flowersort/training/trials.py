"""Other recipes on the first fold, each as one row of the model card's table of what was tried."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from flowersort.training.crossvalidate import Bench, Judge, Lesson, hard_targets, train_judge, verdicts
from flowersort.training.distill import with_outliers
from flowersort.training.folds import Folds
from flowersort.training.outliers import fit_novelty
from flowersort.training.recipes import Recipe
from flowersort.training.reckoning import Outliers, reckon
from flowersort.training.steps import Say

HEAD = (
    "| recipe | accuracy | ECE | no flower: AUROC, passing | other flower: AUROC, passing | minutes |\n"
    "|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Trial:
    """How a recipe differs from the one that ships.

    Attributes:
        soft: learn from the teachers' words as well as from the given labels.
        outliers: tell outliers apart in training.
        mixing, decay: as in `Recipe`.
        faster: factor on its rate.
    """

    soft: bool = True
    outliers: bool = True
    mixing: float = 0.0
    decay: float = 1.0
    faster: float = 1.0

    def applied(self, recipe: Recipe) -> Recipe:
        """Return a recipe with what this trial changes."""
        return replace(recipe, mixing=self.mixing, decay=self.decay, rate=recipe.rate * self.faster)


TRIALS: Mapping[str, Trial] = MappingProxyType(
    {
        "ships": Trial(),
        "given-labels": Trial(soft=False),
        "no-outliers": Trial(outliers=False),
        "given-labels-no-outliers": Trial(soft=False, outliers=False),
        "mixing": Trial(mixing=0.3),
        "gentler-below": Trial(decay=0.85),
        "twice-the-rate": Trial(faster=2.0),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class TrialGround:
    """What trials share: photos, views, folds, and the soft targets of all pictures, outliers included."""

    bench: Bench
    folds: Folds
    targets: np.ndarray
    recipe: Recipe
    seed: int


def run_trial(ground: TrialGround, name: str, *, out: Path, say: Say) -> str:
    """Train one recipe on all folds but the first, and return its row, measured on the first.

    Raises:
        TrainingError, PhotoError, OSError: as training does.
    """
    began = time.monotonic()
    bench, folds, trial = ground.bench, ground.folds, TRIALS[name]
    judge = train_judge(
        bench, trial_lesson(ground, trial, work=out / f"trial_{name}"), watched=folds.held_out(0), say=say
    )
    return _row(ground, name, judge, minutes=(time.monotonic() - began) / 60)


def trial_lesson(ground: TrialGround, trial: Trial, *, work: Path) -> Lesson:
    """Return what the network of a trial is taught."""
    bench, folds = ground.bench, ground.folds
    classes, known = len(bench.photos.classes), folds.kept(0)
    targets = ground.targets
    if not trial.soft:
        given = hard_targets(bench.photos, np.arange(len(folds.of)), smoothing=ground.recipe.smoothing)
        targets = with_outliers(given[np.newaxis].repeat(len(targets), axis=0), bench.pictures)
    held = bench.pictures.folds(folds.count, seed=ground.seed)
    shown = bench.pictures.outliers[held[bench.pictures.outliers] != 0] if trial.outliers else np.empty(0, int)
    pictures = np.concatenate([known, shown])
    width = targets.shape[2] if trial.outliers else classes
    recipe = trial.applied(ground.recipe)
    return Lesson(pictures, targets[:, pictures, :width], len(known), recipe, ground.seed, work)


def _row(ground: TrialGround, name: str, judge: Judge, *, minutes: float) -> str:
    bench, judged = ground.bench, verdicts(ground.folds, [judge])
    novelty = fit_novelty(bench.pictures, ground.folds, (judge,), judge, seed=ground.seed)
    outliers = Outliers(bench.pictures, judge.answers.logits[np.newaxis])
    given = bench.photos.targets[judged.photos]
    figures = reckon(judged, given, classes=bench.photos.classes, novelty=novelty, outliers=outliers).evaluation
    cells = [f"{figures.correct} of {figures.photos} ({figures.accuracy:.2%})", f"{figures.calibration_error:.2%}"]
    for score in ("no_flower", "other_flower"):
        mean = novelty.mean(score)
        cells.append(f"{mean.auroc:.4f}, {mean.passing:.2%}" if mean else "–")
    return f"| {name} | {' | '.join(cells)} | {minutes:.0f} |"
