"""Photos as the bundled model labels them, made up from what was measured when it was trained, with the truth of each.

Known flowers follow the pack's own risk curve, measured out of fold on photos that the networks had not seen: so many
photos have a confidence between two of its points, and so many of those are labelled wrong. What the curve leaves out
are known flowers that a score flags although it should not; how many of these have the wrong class besides follows from
the accuracy over all photos. Which class is taken for which follows the confusion matrix. `NO_FLOWERS` of the photos
show no flower and `OTHER_FLOWERS` another one; some of those pass unflagged, as often as outliers that the networks had
not seen did, and as often so surely.

Three things were not measured and are assumed: between two points of the curve confidences are spread evenly, those of
flagged photos are spread evenly, too, and known flowers are flagged as often by one score as by the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from flowersort.core.calibration import probabilities
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.labels import verdict_code
from flowersort.core.model import ModelFacts
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.prediction import Prediction
from flowersort.core.review import Verdict
from flowersort.core.state import decide

# Share of photos without a flower, and of those with another one.
NO_FLOWERS = OTHER_FLOWERS = 0.025
# Of flagged and unknown photos: about where the curve begins.
_LEAST_CONFIDENCE = 0.47


@dataclass(frozen=True, slots=True)
class Measured:
    """What a manifest says of a pack's errors on photos that its networks had not seen.

    Attributes:
        confusion: shape (true, predicted), photos.
        wrong_if_flagged: share of wrong classes among known flowers that a score flags.
        none_passing, other_passing: share of photos without a flower, or with another one, that no score flags.
        none_sure, other_sure: share of those that come out sure.
    """

    confusion: np.ndarray
    wrong_if_flagged: float
    none_passing: float
    other_passing: float
    none_sure: float
    other_sure: float


def measured_by(manifest: Path, facts: ModelFacts) -> Measured:
    """Read a pack's manifest."""
    metrics: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))["metrics"]
    widest = facts.risk[0]
    wrong_flagged = 1.0 - metrics["out_of_fold"]["accuracy"] - widest.kept * widest.wrong
    return Measured(
        confusion=np.array(metrics["out_of_fold"]["confusion"], np.float64),
        wrong_if_flagged=wrong_flagged / (1.0 - widest.kept),
        none_passing=_passing(metrics, "no_flower"),
        other_passing=_passing(metrics, "other_flower"),
        none_sure=metrics["sure_among_no_flower"],
        other_sure=metrics["sure_among_other_flowers"],
    )


def made_up(
    facts: ModelFacts, measured: Measured, folder: str, count: int, seed: int
) -> list[tuple[LabelledPhoto, int]]:
    """Return photos with the code of the label that each should have, in no order that tells anything."""
    random = np.random.default_rng(seed)
    maker = _Maker(facts, measured, random)
    strangers = {
        verdict_code(Verdict.NO_FLOWER, facts.classes): round(NO_FLOWERS * count),
        verdict_code(Verdict.OTHER_FLOWER, facts.classes): round(OTHER_FLOWERS * count),
    }
    known = count - sum(strangers.values())
    said = [*maker.known_flowers(known)]
    for truth, many in strangers.items():
        said += [maker.stranger(truth) for _ in range(many)]
    made = list[tuple[LabelledPhoto, int]]()
    for place, source in enumerate(random.permutation(count).tolist()):
        prediction, truth = said[source]
        file = PhotoFile(f"{folder}/IMG_{place:05d}.jpg", 2_000_000 + place, 10**18 + place)
        state = decide(prediction, None, facts.thresholds)
        photo = LabelledPhoto(file, state, f"{seed:08x}{place:024x}", PhotoFacts(4032, 3024, None), prediction)
        made.append((photo, truth))
    return made


def _passing(metrics: dict[str, Any], score: str) -> float:
    rows = [row for row in metrics["novelty"] if row["score"] == score]
    return float(np.average([row["passing"] for row in rows], weights=[row["outliers"] for row in rows]))


class _Maker:
    """Draws predictions."""

    def __init__(self, facts: ModelFacts, measured: Measured, random: np.random.Generator) -> None:
        self._facts, self._measured, self._random = facts, measured, random

    def known_flowers(self, count: int) -> Iterator[tuple[Prediction, int]]:
        """Yield known flowers, the curve's shares of them as exactly as whole photos allow."""
        risk = self._facts.risk
        ends = [*risk[1:], None]
        # Spread evenly over the curve, so that only the photo and not the share is left to chance.
        for share in (self._random.permutation(count) + 0.5) / count:
            if share >= risk[0].kept:
                yield self._flagged_flower()
                continue
            place = sum(point.kept > share for point in risk) - 1
            low, high = risk[place], ends[place]
            kept, wrong = (high.kept, high.kept * high.wrong) if high is not None else (0.0, 0.0)
            chance = (low.kept * low.wrong - wrong) / (low.kept - kept)
            confidence = self._random.uniform(low.threshold, high.threshold if high is not None else 1.0)
            yield self._flower(confidence, is_wrong=self._random.random() < chance)

    def stranger(self, truth: int) -> tuple[Prediction, int]:
        """Return a photo without a flower or with another one, flagged rightly or not at all."""
        measured, is_none = self._measured, truth == verdict_code(Verdict.NO_FLOWER, self._facts.classes)
        passing = measured.none_passing if is_none else measured.other_passing
        sure = (measured.none_sure if is_none else measured.other_sure) / passing
        top, second = self._random.permutation(len(self._facts.classes))[:2].tolist()
        if self._random.random() >= passing:
            flag = Verdict.NO_FLOWER if is_none else Verdict.OTHER_FLOWER
            return self._prediction(top, second, self._random.uniform(_LEAST_CONFIDENCE, 1.0), flag), truth
        cut = self._facts.thresholds.sure
        bounds = (cut, 1.0) if self._random.random() < sure else (_LEAST_CONFIDENCE, cut)
        return self._prediction(top, second, self._random.uniform(*bounds)), truth

    def _flagged_flower(self) -> tuple[Prediction, int]:
        is_wrong = self._random.random() < self._measured.wrong_if_flagged
        flag = Verdict.NO_FLOWER if self._random.random() < 0.5 else Verdict.OTHER_FLOWER
        return self._flower(self._random.uniform(_LEAST_CONFIDENCE, 1.0), is_wrong=is_wrong, flag=flag)

    def _flower(self, confidence: float, *, is_wrong: bool, flag: Verdict | None = None) -> tuple[Prediction, int]:
        confusion = self._measured.confusion
        pairs = confusion * (1.0 - np.eye(len(confusion))) if is_wrong else np.diag(np.diag(confusion))
        drawn = int(self._random.choice(confusion.size, p=(pairs / pairs.sum()).ravel()))
        truth, top = divmod(drawn, len(confusion))
        others = [place for place in range(len(confusion)) if place != top]
        second = truth if is_wrong else int(self._random.choice(others))
        return self._prediction(top, second, confidence, flag), truth

    def _prediction(self, top: int, second: int, confidence: float, flag: Verdict | None = None) -> Prediction:
        classes, cuts = len(self._facts.classes), self._facts.thresholds
        # The second class has most of the rest.
        rest = 1.0 - confidence
        chances = np.full(classes, max(0.3 * rest / (classes - 2), 1e-9))
        chances[top], chances[second] = confidence, max(0.7 * rest, 2e-9)
        logits = (np.log(chances) * self._facts.temperature).astype(np.float32)
        none = (1.0 + cuts.no_flower) / 2 if flag is Verdict.NO_FLOWER else cuts.no_flower / 3
        other = (1.0 + cuts.other_flower) / 2 if flag is Verdict.OTHER_FLOWER else cuts.other_flower / 3
        return Prediction(logits, probabilities(logits[None], self._facts.temperature)[0], none, other)
