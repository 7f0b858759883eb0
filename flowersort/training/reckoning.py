"""What the networks of the folds say of photos that they have not seen → temperature, thresholds, and figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest
from sklearn.linear_model import LogisticRegression

from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.core.metrics import Interval
from flowersort.core.model import RiskPoint
from flowersort.core.risk import class_risk_curves, risk_curve, threshold_for_risk
from flowersort.core.state import Thresholds
from flowersort.training.crossvalidate import Verdicts
from flowersort.training.outliers import Novelty
from flowersort.training.pictures import Pictures

# By default at most this share of the kept labels is expected to be wrong.
_MOST_WRONG = 0.01
_SUREST = 0.85
_NEVER_KEPT = -1.0


@dataclass(frozen=True, slots=True)
class Quantised:
    """The int8 networks beside their float sources, on the same photos.

    Attributes:
        agreement: share of photos on which both name the same class.
        lost: accuracy of the source less that of the int8 network, 0–1, and `interval`, its 95 % interval.
        chance: how often a difference like this comes up between equals (McNemar's exact test).
    """

    agreement: float
    lost: float
    interval: Interval
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class Reckoning:
    """Everything that cross-validation says of the recipe.

    Attributes:
        evaluation: of the int8 networks, each fold calibrated by the others.
        source: of their float sources, uncalibrated.
        by_fold: accuracy of each fold.
        surest: accuracy of the 85 % of photos with the highest confidence.
        matrix: evaluation with a matrix and an offset fitted in the temperature's place.
        sure_known: share of known photos that come out `sure` at the thresholds.
        sure_other, sure_none: the same for flowers of kinds never seen and for pictures without a flower.
    """

    temperature: float
    thresholds: Thresholds
    risk: tuple[RiskPoint, ...]
    class_risk: tuple[tuple[RiskPoint, ...], ...]
    confidences: np.ndarray
    predicted: np.ndarray
    correct: np.ndarray
    evaluation: Evaluation
    source: Evaluation
    by_fold: tuple[float, ...]
    surest: float
    matrix: Evaluation
    quantised: Quantised
    sure_known: float
    sure_other: float | None
    sure_none: float | None


def reckon(
    verdicts: Verdicts, given: np.ndarray, *, classes: tuple[str, ...], novelty: Novelty, outliers: Outliers
) -> Reckoning:
    """Fit temperature and thresholds on all judged photos; measure without judging any by itself.

    Args:
        given: shape (judged photos,), published classes.
        outliers: what the same networks say of the outliers.
    """
    temperature = fit_temperature(verdicts.logits, given)
    calibrated = probabilities(verdicts.logits, temperature)
    confidences, predicted = calibrated.max(axis=1), calibrated.argmax(axis=1)
    correct = predicted == given
    cuts = Thresholds(1.0, novelty.no_flower_cut, novelty.other_flower_cut)
    # A flagged photo is not kept at any threshold, however confident its label is.
    gated = np.where(_unflagged(novelty.scores, cuts), confidences, _NEVER_KEPT)
    # Chosen before the curve is thinned, and kept in it.
    chosen = threshold_for_risk(_of_kept(risk_curve(gated, correct, most=None)), at_most=_MOST_WRONG)
    curves = class_risk_curves(gated, predicted=predicted, correct=correct, classes=len(classes))
    thresholds = cuts.with_sure(1.0 if chosen is None else chosen)
    return Reckoning(
        temperature=temperature,
        thresholds=thresholds,
        risk=_with(chosen, gated, correct),
        class_risk=tuple(_of_kept(curve) for curve in curves),
        confidences=confidences,
        predicted=predicted,
        correct=correct,
        evaluation=evaluate(given, _by_temperature(verdicts, given), classes),
        source=evaluate(given, probabilities(verdicts.source, 1.0), classes),
        by_fold=tuple(float(correct[verdicts.folds == fold].mean()) for fold in np.unique(verdicts.folds)),
        surest=float(correct[np.argsort(-confidences, kind="stable")][: round(_SUREST * len(correct))].mean()),
        matrix=evaluate(given, _by_matrix(verdicts, given), classes),
        quantised=_beside_source(verdicts, given),
        sure_known=float((gated >= thresholds.sure).mean()),
        sure_other=outliers.sure(outliers.pictures.other_flower, novelty, thresholds, temperature),
        sure_none=outliers.sure(outliers.pictures.no_flower, novelty, thresholds, temperature),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Outliers:
    """What each fold's network says of every picture: logits (folds, pictures, classes)."""

    pictures: Pictures
    logits: np.ndarray

    def sure(self, numbers: np.ndarray, novelty: Novelty, thresholds: Thresholds, temperature: float) -> float | None:
        """Return the share of these pictures that come out `sure` where no fit had seen them; None of none."""
        scores = novelty.outlier_scores[:, numbers]
        unseen = ~np.isnan(scores[..., 0])
        if not unseen.any():
            return None
        confident = probabilities(self.logits[:, numbers], temperature).max(axis=2) >= thresholds.sure
        return float((confident & _unflagged(scores, thresholds))[unseen].mean())


def _with(chosen: float | None, gated: np.ndarray, correct: np.ndarray) -> tuple[RiskPoint, ...]:
    """Return the risk curve thinned, but with the chosen threshold among its points."""
    thinned = {point.threshold for point in risk_curve(gated, correct)} | {chosen}
    return _of_kept(tuple(point for point in risk_curve(gated, correct, most=None) if point.threshold in thinned))


def _of_kept(curve: tuple[RiskPoint, ...]) -> tuple[RiskPoint, ...]:
    return tuple(point for point in curve if point.threshold > _NEVER_KEPT)


def _unflagged(scores: np.ndarray, thresholds: Thresholds) -> np.ndarray:
    below: np.ndarray = (scores[..., 0] < thresholds.no_flower) & (scores[..., 1] < thresholds.other_flower)
    return below


def _parts(verdicts: Verdicts) -> np.ndarray:
    """Return the part that each photo is calibrated without: its fold, or its half where there is one fold."""
    if len(np.unique(verdicts.folds)) > 1:
        return verdicts.folds
    return np.arange(len(verdicts.photos)) % 2


def _by_temperature(verdicts: Verdicts, given: np.ndarray) -> np.ndarray:
    calibrated, parts = np.empty(verdicts.logits.shape), _parts(verdicts)
    for part in np.unique(parts):
        temperature = fit_temperature(verdicts.logits[parts != part], given[parts != part])
        calibrated[parts == part] = probabilities(verdicts.logits[parts == part], temperature)
    return calibrated


def _by_matrix(verdicts: Verdicts, given: np.ndarray) -> np.ndarray:
    """Calibrate by matrix scaling (Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2)."""
    calibrated, parts = np.zeros(verdicts.logits.shape), _parts(verdicts)
    for part in np.unique(parts):
        rest = parts != part
        if len(np.unique(given[rest])) < 2:
            # Nothing to tell apart: a few photos of one class, where one small fold was judged.
            calibrated[~rest] = probabilities(verdicts.logits[~rest], 1.0)
            continue
        fit = LogisticRegression(C=1.0, max_iter=2000).fit(verdicts.logits[rest], given[rest])
        calibrated[np.ix_(~rest, fit.classes_)] = fit.predict_proba(verdicts.logits[~rest])
    return calibrated


def _beside_source(verdicts: Verdicts, given: np.ndarray) -> Quantised:
    ours, source = (logits.argmax(axis=1) for logits in (verdicts.logits, verdicts.source))
    gained = (source == given).astype(float) - (ours == given)
    mean, spread = float(gained.mean()), 1.96 * float(gained.std()) / float(np.sqrt(len(gained)))
    worse, better = int((gained > 0).sum()), int((gained < 0).sum())
    chance = float(binomtest(worse, worse + better).pvalue) if worse + better else 1.0
    return Quantised(float((ours == source).mean()), mean, Interval(mean - spread, mean + spread), chance)
