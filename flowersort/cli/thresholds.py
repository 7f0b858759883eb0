"""`flowersort info --thresholds`: what each threshold keeps, and how much of that is expected wrong."""

from __future__ import annotations

from collections.abc import Iterator

from flowersort.core.metrics import Interval, wilson_interval
from flowersort.core.model import ModelFacts, RiskPoint
from flowersort.core.risk import threshold_for_risk

# Shares of wrong labels that people ask for, the default among them.
_TARGETS = (0.05, 0.02, 0.01, 0.005, 0.002)
_DEFAULT_TARGET = 0.01


def threshold_lines(facts: ModelFacts) -> Iterator[str]:
    """Yield the lines of the table: the threshold in use, then thresholds for round targets, then each class."""
    yield f"thresholds of {facts.title}"
    if not facts.risk:
        yield "  The model has no risk curve: nobody measured what its thresholds mean."
        return
    yield from _in_use(facts)
    yield ""
    yield "wrong at most  threshold     kept  expected wrong  95 % interval"
    for target in _TARGETS:
        point = _point(facts.risk, target)
        yield f"{_percent(target):>13}  " + (_cells(point, facts.risk_photos) if point else "no threshold reaches it")
    yield ""
    yield from _by_class(facts)


def _in_use(facts: ModelFacts) -> Iterator[str]:
    sure = facts.thresholds.sure
    reached = [point for point in facts.risk if point.threshold <= sure]
    measured = "" if facts.risk_photos is None else f" Measured on {facts.risk_photos:,} photos that it had not seen."
    if not reached or sure > facts.risk[-1].threshold:
        yield f"  From {sure:.3f}, no photo was kept.{measured}"
        return
    point = reached[-1]
    interval = "" if facts.risk_photos is None else f" (95 % interval {_shown(_interval(point, facts.risk_photos))})"
    yield (
        f"  By default a label is sure from {sure:.3f}: that keeps {_percent(point.kept)} of photos, and "
        f"{_percent(point.wrong)} of the kept labels are expected wrong{interval}.{measured}"
    )


def _by_class(facts: ModelFacts) -> Iterator[str]:
    if not facts.class_risk:
        yield "The model has no risk curves by class."
        return
    counts: tuple[int | None, ...] = facts.class_risk_photos or (None,) * len(facts.classes)
    width = max(map(len, facts.classes))
    yield f"by predicted class, at most {_percent(_DEFAULT_TARGET)} wrong"
    yield f"{'':<{width}}  threshold     kept  expected wrong  95 % interval"
    for name, curve, photos in zip(facts.classes, facts.class_risk, counts, strict=True):
        point = _point(curve, _DEFAULT_TARGET)
        yield f"{name:<{width}}  " + (_cells(point, photos) if point else "no threshold reaches it")


def _point(curve: tuple[RiskPoint, ...], target: float) -> RiskPoint | None:
    threshold = threshold_for_risk(curve, at_most=target)
    return next((point for point in curve if point.threshold == threshold), None)


def _cells(point: RiskPoint, photos: int | None) -> str:
    interval = "–" if photos is None else _shown(_interval(point, photos))
    return f"{point.threshold:>9.3f}  {_percent(point.kept):>7}  {_percent(point.wrong):>14}  {interval}"


def _interval(point: RiskPoint, photos: int) -> Interval:
    kept = round(point.kept * photos)
    return wilson_interval(round(point.wrong * kept), kept)


def _shown(interval: Interval) -> str:
    return f"{_percent(interval.low)} to {_percent(interval.high)}"


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
