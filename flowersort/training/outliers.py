"""The two novelty scores: fitted on photos that show none of the classes, and measured on kinds held back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from flowersort.core.metrics import auroc
from flowersort.core.novelty import NoveltyReference

# Of 1e-5 to 1e-2 the best on outliers held back; see the model card.
_REGULARISATION = 1e-3
_SMALLEST_SPREAD = 1e-2
# Without outliers to learn from a score stays at this logit, which no cut reaches.
_NEVER = -30.0
# A cut that the manifest's six digits turn into 0 would flag every photo.
_SMALLEST_CUT = 1e-6
_KNOWN_KEPT_BY_NO_FLOWER = 0.99
_KNOWN_KEPT_BY_OTHER_FLOWER = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Embeddings:
    """Embeddings, each of shape (photos, embedding), of the quantised network.

    Attributes:
        known: flowers of the classes that the network was trained on.
        held_out: flowers of the classes that it was not trained on.
        no_flower: photos without a flower; may be empty.
        other_flower: flowers of other kinds; may be empty.
        kinds: shape (other_flower photos,), the kind of each.
    """

    known: np.ndarray
    held_out: np.ndarray
    no_flower: np.ndarray
    other_flower: np.ndarray
    kinds: np.ndarray


@dataclass(frozen=True, slots=True)
class NoveltyFigures:
    """How well a score tells outliers that it was not fitted on from held-out known flowers.

    Attributes:
        auroc: area under the ROC curve.
        passing: share of outliers not flagged where 95 % of the known flowers are kept.
    """

    auroc: float
    passing: float


@dataclass(frozen=True, slots=True, eq=False)
class Novelty:
    """The fitted reference, its cuts, and the figures of both scores (None without outliers)."""

    reference: NoveltyReference
    no_flower_cut: float
    other_flower_cut: float
    no_flower: NoveltyFigures | None
    other_flower: NoveltyFigures | None


def fit_novelty(photos: Embeddings, *, seed: int) -> Novelty:
    """Fit both scores on all outliers; the figures come from fits that left out what they are measured on.

    No flower: two halves, each judged by the fit on the other. Other flower: each kind is judged by the fit on
    the other kinds, so it stands for kinds never seen.
    """
    everything = np.concatenate([photos.known, photos.no_flower, photos.other_flower])
    mean = everything.mean(axis=0)
    scale = everything.std(axis=0) + _SMALLEST_SPREAD
    known, held_out, none, other = (
        (part - mean) / scale for part in (photos.known, photos.held_out, photos.no_flower, photos.other_flower)
    )
    flowers = np.concatenate([known, other])
    halves = np.random.default_rng(seed).permutation(len(none)) % 2
    (none_weights, none_bias), (other_weights, other_bias) = _fit(flowers, none), _fit(known, other)
    weights, bias = np.stack([none_weights, other_weights], axis=1), np.array([none_bias, other_bias])
    reference = NoveltyReference(*(np.asarray(array, np.float32) for array in (mean, scale, weights, bias)))
    scores = reference.scores(photos.held_out.astype(np.float32))
    return Novelty(
        reference=reference,
        no_flower_cut=_cut(scores[:, 0], _KNOWN_KEPT_BY_NO_FLOWER) if len(none) else 1.0,
        other_flower_cut=_cut(scores[:, 1], _KNOWN_KEPT_BY_OTHER_FLOWER) if len(other) else 1.0,
        no_flower=_figures(flowers, none, halves, held_out),
        other_flower=_figures(known, other, photos.kinds, held_out),
    )


def _fit(inliers: np.ndarray, outliers: np.ndarray) -> tuple[np.ndarray, float]:
    if not len(outliers):
        return np.zeros(inliers.shape[1]), _NEVER
    probe = LogisticRegression(C=_REGULARISATION, class_weight="balanced", max_iter=1000)
    probe.fit(np.concatenate([inliers, outliers]), np.repeat([0, 1], [len(inliers), len(outliers)]))
    return probe.coef_[0], float(probe.intercept_[0])


def _cut(known_scores: np.ndarray, kept: float) -> float:
    return max(_SMALLEST_CUT, float(np.quantile(known_scores, kept)))


def _figures(
    inliers: np.ndarray, outliers: np.ndarray, groups: np.ndarray, held_out: np.ndarray
) -> NoveltyFigures | None:
    """Judge each group of outliers by a fit on the others; None where there are no two groups."""
    names = np.unique(groups)
    if len(names) < 2:
        return None
    areas, passing = [], []
    for name in names:
        left_out = groups == name
        weights, bias = _fit(inliers, outliers[~left_out])
        known_scores, outlier_scores = held_out @ weights + bias, outliers[left_out] @ weights + bias
        positives = np.repeat([False, True], [len(known_scores), len(outlier_scores)])
        areas.append(auroc(np.concatenate([known_scores, outlier_scores]), positives) or 0.0)
        passing.append(float((outlier_scores < np.quantile(known_scores, 0.95)).mean()))
    return NoveltyFigures(float(np.mean(areas)), float(np.mean(passing)))
