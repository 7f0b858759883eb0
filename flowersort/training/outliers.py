"""The two novelty scores: fitted on pictures that show none of the classes, and measured on sorts held back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from flowersort.core.metrics import auroc
from flowersort.core.novelty import NoveltyReference
from flowersort.training.crossvalidate import Judge
from flowersort.training.folds import Folds
from flowersort.training.pictures import Pictures

# Of 1e-5 to 1e-1 the best on outliers held back.
_REGULARISATION = 1e-3
_SMALLEST_SPREAD = 1e-2
# Without outliers to learn from a score stays at this logit, which no cut reaches.
_NEVER = -30.0
# A cut that the manifest's six digits turn into 0 would flag every photo.
_SMALLEST_CUT = 1e-6
_KNOWN_KEPT_BY_NO_FLOWER = 0.99
_KNOWN_KEPT_BY_OTHER_FLOWER = 0.97
_KNOWN_KEPT_IN_FIGURES = 0.95


@dataclass(frozen=True, slots=True)
class NoveltyFigures:
    """How well a score tells outliers that it was not fitted on from known flowers held out.

    Attributes:
        score: `no_flower` or `other_flower`.
        sort: which outliers: `things`, a painted family, a kind of flower.
        outliers: how many, counted once.
        auroc, aupr: areas under the ROC and the precision–recall curve (outliers are the positives), means over folds.
        passing: share of outliers not flagged where 95 % of the known flowers are kept.
    """

    score: str
    sort: str
    outliers: int
    auroc: float
    aupr: float
    passing: float


@dataclass(frozen=True, slots=True, eq=False)
class Novelty:
    """The fitted reference, its cuts, and what both scores are worth.

    Attributes:
        scores: shape (judged photos, 2), each photo by the fold that held it out: no_flower, other_flower; fold after
            fold.
        outlier_scores: shape (folds, pictures, 2), each outlier by the fold that held it out; else NaN.
        figures: one for each sort held back.
    """

    reference: NoveltyReference
    no_flower_cut: float
    other_flower_cut: float
    scores: np.ndarray
    outlier_scores: np.ndarray
    figures: tuple[NoveltyFigures, ...]

    def mean(self, score: str) -> NoveltyFigures | None:
        """Return the mean over all outliers of a score; None where nothing was measured."""
        chosen = [each for each in self.figures if each.score == score]
        return mean_of(chosen, sort="all") if chosen else None


def fit_novelty(pictures: Pictures, folds: Folds, judges: tuple[Judge, ...], shipped: Judge, *, seed: int) -> Novelty:
    """Fit both scores for the network that ships; measure and cut them on the networks of the folds.

    Each fold's probes know the photos and outliers that its network was trained on, and are measured on those that it
    was not: its held-out photos, a part of the things, whole painted kinds and whole kinds of flowers.
    """
    of, known = pictures.folds(folds.count, seed=seed), list[np.ndarray]()
    scores = np.full((len(judges), len(pictures.kinds), 2), np.nan)
    figures: list[NoveltyFigures] = []
    for fold, judge in enumerate(judges):
        rows = _standardised(judge.answers.embeddings)[0]
        held, unseen = folds.held_out(fold), np.flatnonzero(of == fold)
        evidence = np.stack([_evidence(rows, pictures, folds.kept(fold), score, unseen) for score in (0, 1)], axis=1)
        known.append(_logistic(evidence[held]))
        scores[fold, unseen] = _logistic(evidence[unseen])
        for score, numbers in enumerate((pictures.no_flower, pictures.other_flower)):
            if len(numbers) > len(np.intersect1d(numbers, unseen)):
                figures += _figures(pictures, score, evidence[:, score], held, np.intersect1d(numbers, unseen))
    by_photo = np.concatenate(known)
    return Novelty(
        reference=_reference(pictures, shipped),
        no_flower_cut=_cut(by_photo[:, 0], _KNOWN_KEPT_BY_NO_FLOWER) if len(pictures.no_flower) else 1.0,
        other_flower_cut=_cut(by_photo[:, 1], _KNOWN_KEPT_BY_OTHER_FLOWER) if len(pictures.other_flower) else 1.0,
        scores=by_photo,
        outlier_scores=scores,
        figures=_over_folds(figures),
    )


def _standardised(embeddings: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    mean, scale = embeddings.mean(axis=0), embeddings.std(axis=0) + _SMALLEST_SPREAD
    return (embeddings - mean) / scale, mean, scale


def _evidence(rows: np.ndarray, pictures: Pictures, known: np.ndarray, score: int, unseen: np.ndarray) -> np.ndarray:
    """Return the evidence for all pictures by a probe that knows these photos, and all outliers but the unseen."""
    weights, bias = _probe(rows, pictures, known, score, unseen)
    evidence: np.ndarray = rows @ weights + bias
    return evidence


def _probe(
    rows: np.ndarray, pictures: Pictures, known: np.ndarray, score: int, unseen: np.ndarray
) -> tuple[np.ndarray, float]:
    none, other = (np.setdiff1d(numbers, unseen) for numbers in (pictures.no_flower, pictures.other_flower))
    # A flower of another kind is a flower.
    inliers, outliers = (known, other) if score else (np.concatenate([known, other]), none)
    if not len(outliers):
        return np.zeros(rows.shape[1]), _NEVER
    probe = LogisticRegression(C=_REGULARISATION, class_weight="balanced", max_iter=1000)
    probe.fit(rows[np.concatenate([inliers, outliers])], np.repeat([0, 1], [len(inliers), len(outliers)]))
    return probe.coef_[0], float(probe.intercept_[0])


def _reference(pictures: Pictures, shipped: Judge) -> NoveltyReference:
    rows, mean, scale = _standardised(shipped.answers.embeddings)
    nothing = np.empty(0, int)
    probes = [_probe(rows, pictures, pictures.known, score, nothing) for score in (0, 1)]
    weights = np.stack([weights for weights, _ in probes], axis=1)
    bias = np.array([bias for _, bias in probes])
    return NoveltyReference(*(np.asarray(array, np.float32) for array in (mean, scale, weights, bias)))


def _figures(
    pictures: Pictures, score: int, evidence: np.ndarray, held: np.ndarray, unseen: np.ndarray
) -> list[NoveltyFigures]:
    """Return one row for each sort among a fold's unseen outliers."""
    rows = []
    for sort in np.unique(pictures.sorts[unseen]):
        chosen = unseen[pictures.sorts[unseen] == sort]
        positives = np.repeat([False, True], [len(held), len(chosen)])
        both = evidence[np.concatenate([held, chosen])]
        rows.append(
            NoveltyFigures(
                score=("no_flower", "other_flower")[score],
                sort=str(sort),
                outliers=len(chosen),
                auroc=auroc(both, positives) or 0.0,
                aupr=float(average_precision_score(positives, both)),
                passing=float((evidence[chosen] < np.quantile(evidence[held], _KNOWN_KEPT_IN_FIGURES)).mean()),
            )
        )
    return rows


def _over_folds(figures: list[NoveltyFigures]) -> tuple[NoveltyFigures, ...]:
    """Return one row for each sort: things are spread over the folds, every other kind is in one."""
    sorts = dict.fromkeys((each.score, each.sort) for each in figures)
    return tuple(
        mean_of([each for each in figures if (each.score, each.sort) == (score, sort)], sort=sort)
        for score, sort in sorts
    )


def mean_of(figures: list[NoveltyFigures], *, sort: str) -> NoveltyFigures:
    """Return the mean of one score's rows, weighted by outliers."""
    weights = np.array([each.outliers for each in figures])
    area, precision, passing = (
        float(np.average([getattr(each, name) for each in figures], weights=weights))
        for name in ("auroc", "aupr", "passing")
    )
    return NoveltyFigures(figures[0].score, sort, int(weights.sum()), area, precision, passing)


def _logistic(evidence: np.ndarray) -> np.ndarray:
    limited: np.ndarray = 1.0 / (1.0 + np.exp(-np.clip(evidence, -60.0, 60.0)))
    return limited


def _cut(known_scores: np.ndarray, kept: float) -> float:
    return max(_SMALLEST_CUT, float(np.quantile(known_scores, kept)))
