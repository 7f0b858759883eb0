"""Which share of sure labels is expected to be wrong, from what was measured when the model was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flowersort.core.model import ModelFacts, RiskPoint
from flowersort.core.risk import point_at
from flowersort.core.state import Thresholds


@dataclass(frozen=True, slots=True)
class Expected:
    """What was measured at a threshold.

    Attributes:
        wrong: share of wrong labels among the sure ones, 0–1.
        labels: how many sure labels that is measured on; None where the model doesn't say.
    """

    wrong: float
    labels: int | None


def expected(facts: ModelFacts, thresholds: Thresholds) -> Expected | None:
    """Return what to expect of all photos together; None where it was not measured."""
    if any(own is not None for own in thresholds.class_sure):
        return _over_classes(facts, thresholds)
    return _measured(facts.risk, thresholds.sure, facts.risk_photos)


def expected_of_class(facts: ModelFacts, thresholds: Thresholds, class_index: int) -> Expected | None:
    """Return what to expect of the photos predicted as one class; None where it was not measured."""
    points = facts.class_risk[class_index] if class_index < len(facts.class_risk) else ()
    photos = facts.class_risk_photos[class_index] if class_index < len(facts.class_risk_photos) else None
    return _measured(points, thresholds.sure_for(class_index), photos)


def _measured(points: Sequence[RiskPoint], threshold: float, photos: int | None) -> Expected | None:
    point = point_at(points, threshold)
    if point is None:
        return None
    return Expected(point.wrong, None if photos is None else round(point.kept * photos))


def _over_classes(facts: ModelFacts, thresholds: Thresholds) -> Expected | None:
    """Add up the classes, each at its own threshold. Those that were never predicted add nothing."""
    labels, wrong = 0, 0.0
    for index in range(len(facts.classes)):
        if index < len(facts.class_risk_photos) and facts.class_risk_photos[index] == 0:
            continue
        one = expected_of_class(facts, thresholds, index)
        if one is None or one.labels is None:
            return None
        labels += one.labels
        wrong += one.wrong * one.labels
    return Expected(wrong / labels, labels) if labels else None
