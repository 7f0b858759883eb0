"""The words that users read, in one place: states, labels, numbers, and why a photo is flagged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from flowersort.gui.fault_words import error_shown, what_to_do

if TYPE_CHECKING:
    from flowersort.core.labelled import LabelledPhoto
    from flowersort.core.model import ModelFacts
    from flowersort.core.prediction import Prediction
    from flowersort.core.review import Review
    from flowersort.core.state import State, Thresholds

# Nothing of `core` is imported to run: it would bring NumPy into the start of the window.
__all__ = [
    "class_name_shown",
    "decimal",
    "duration",
    "error_shown",
    "file_size",
    "label_shown",
    "number",
    "percent",
    "review_shown",
    "state_name",
    "what_to_do",
    "why_flagged",
]


def state_name(state: State) -> str:
    """Return a state in the user's words."""
    match state.value:
        case "sure":
            return QCoreApplication.translate("Wording", "Sure")
        case "unsure":
            return QCoreApplication.translate("Wording", "Unsure")
        case "other_flower":
            return QCoreApplication.translate("Wording", "Other flower")
        case "no_flower":
            return QCoreApplication.translate("Wording", "No flower")
        case "unreadable":
            return QCoreApplication.translate("Wording", "Unreadable")
        case _:
            return QCoreApplication.translate("Wording", "Reviewed")


def class_name_shown(name: str) -> str:
    """Return a class of the model as it is shown: in the user's language where it is a known one.

    A name of several words has spaces (`bird_of_paradise` → “Bird of paradise”).
    """
    known = _known_class(name)
    if known:
        return known
    words = " ".join(name.replace("_", " ").split()) or name
    return words[:1].upper() + words[1:]


def label_shown(code: int, classes: Sequence[str]) -> str:
    """Return a label code (`core.labels`) as it is shown; a photo without a label gives an empty text."""
    if 0 <= code < len(classes):
        return class_name_shown(classes[code])
    match code - len(classes):
        case 0:
            return QCoreApplication.translate("Wording", "No flower")
        case 1:
            return QCoreApplication.translate("Wording", "Other flower")
        case 2:
            return QCoreApplication.translate("Wording", "Excluded")
        case _:
            return ""


def review_shown(review: Review) -> str:
    """Return what a review says as it is shown."""
    if review.class_name is not None:
        return class_name_shown(review.class_name)
    return label_shown(("no_flower", "other_flower", "excluded").index(review.verdict.value), ())


def number(count: int) -> str:
    """Return a whole number with the separators of the user's language."""
    return QLocale().toString(count)


def decimal(value: float, digits: int = 2) -> str:
    """Return a number with a fixed count of digits behind the sign of the user's language."""
    return QLocale().toString(value, "f", digits)


def percent(share: float, digits: int = 0) -> str:
    """Return a share (0–1) in percent; only what is all or nothing says 100 or 0.

    Args:
        share: 0–1.
        digits: how many stand behind the decimal sign; one at least where rounding would say all or nothing.
    """
    value = 100.0 * share
    places = digits
    if 0.0 < value < 100.0 and round(value, places) in (0.0, 100.0):
        places = max(digits, 1)
        smallest = 10.0**-places
        value = min(max(value, smallest), 100.0 - smallest)
    return QCoreApplication.translate("Wording", "{number} %").format(number=decimal(value, places))


def duration(seconds: float) -> str:
    """Return a length of time as it is said: seconds below two minutes, then minutes, then hours and minutes."""
    whole = max(0, math.ceil(seconds)) if math.isfinite(seconds) else 0
    if whole < 120:
        return QCoreApplication.translate("Wording", "{seconds} s").format(seconds=number(whole))
    minutes = math.ceil(whole / 60)
    if minutes < 120:
        return QCoreApplication.translate("Wording", "{minutes} min").format(minutes=number(minutes))
    return QCoreApplication.translate("Wording", "{hours} h {minutes} min").format(
        hours=number(minutes // 60), minutes=number(minutes % 60)
    )


def file_size(size: int) -> str:
    """Return a size in bytes as file managers say it; empty where it is not known (below 0)."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat) if size >= 0 else ""


def why_flagged(photo: LabelledPhoto, facts: ModelFacts) -> str:
    """Return in one sentence why a photo has its state, with the numbers that it rests on.

    Args:
        photo: with its state decided.
        facts: of the model that labelled it, with the thresholds in force.
    """
    if photo.review is not None:
        return _why_reviewed(photo.review, photo.prediction, facts.classes)
    if photo.prediction is None:
        return _why_unreadable(photo.error)
    match photo.state.value:
        case "no_flower":
            return _why_no_flower(photo.prediction, facts.thresholds)
        case "other_flower":
            return _why_other_flower(photo.prediction, facts)
        case "unsure":
            return _why_unsure(photo.prediction, facts)
    return _why_sure(photo.prediction, facts)


def _why_unreadable(error: str | None) -> str:
    if not error:
        return QCoreApplication.translate("Wording", "The photo could not be read.")
    return QCoreApplication.translate("Wording", "Unreadable: {reason}").format(reason=error_shown(error))


def _why_reviewed(review: Review, prediction: Prediction | None, classes: Sequence[str]) -> str:
    said = review_shown(review)
    if prediction is None:
        return QCoreApplication.translate("Wording", "Reviewed: {label}.").format(label=said)
    model = class_name_shown(classes[prediction.top])
    share = percent(prediction.confidence)
    if model == said:
        return QCoreApplication.translate("Wording", "Reviewed: {label}, as the model says ({share}).").format(
            label=said, share=share
        )
    return QCoreApplication.translate("Wording", "Reviewed: {label}; the model says {model} ({share}).").format(
        label=said, model=model, share=share
    )


def _why_no_flower(prediction: Prediction, thresholds: Thresholds) -> str:
    return QCoreApplication.translate(
        "Wording", "No flower: it looks as if none were on the photo ({score}; flagged from {threshold})."
    ).format(**_score(prediction.no_flower, thresholds.no_flower))


def _why_other_flower(prediction: Prediction, facts: ModelFacts) -> str:
    return QCoreApplication.translate(
        "Wording",
        "Other flower: it looks like none of the kinds that the model knows ({score}; flagged from {threshold});"
        " the closest is {label}.",
    ).format(
        label=class_name_shown(facts.classes[prediction.top]),
        **_score(prediction.other_flower, facts.thresholds.other_flower),
    )


def _why_unsure(prediction: Prediction, facts: ModelFacts) -> str:
    first, second = (int(place) for place in prediction.probabilities.argsort(kind="stable")[::-1][:2])
    share, next_share = prediction.confidence, float(prediction.probabilities[second])
    label = class_name_shown(facts.classes[first])
    if next_share >= share / 2.0:
        return QCoreApplication.translate(
            "Wording", "Unsure: two classes are close ({label} {share}, {other} {other_share})."
        ).format(
            label=label,
            share=percent(share),
            other=class_name_shown(facts.classes[second]),
            other_share=percent(next_share),
        )
    return QCoreApplication.translate(
        "Wording", "Unsure: {label} has {share}, less than the {threshold} that count as sure."
    ).format(label=label, **_shares(share, facts.thresholds.sure_for(first)))


def _why_sure(prediction: Prediction, facts: ModelFacts) -> str:
    return QCoreApplication.translate(
        "Wording", "Sure: {label} has {share}, and {threshold} is enough to count as sure."
    ).format(
        label=class_name_shown(facts.classes[prediction.top]),
        **_shares(prediction.confidence, facts.thresholds.sure_for(prediction.top)),
    )


def _shares(share: float, threshold: float) -> dict[str, str]:
    """Return both in percent, with as many digits as it takes to tell them apart (three at most)."""
    digits = next((places for places in range(3) if percent(share, places) != percent(threshold, places)), 3)
    return {"share": percent(share, digits), "threshold": percent(threshold, digits)}


def _score(score: float, threshold: float) -> dict[str, str]:
    digits = next((places for places in range(2, 4) if decimal(score, places) != decimal(threshold, places)), 4)
    return {"score": decimal(score, digits), "threshold": decimal(threshold, digits)}


def _known_class(name: str) -> str:
    match name:
        case "daisy":
            return QCoreApplication.translate("Wording", "Daisy")
        case "dandelion":
            return QCoreApplication.translate("Wording", "Dandelion")
        case "roses":
            return QCoreApplication.translate("Wording", "Roses")
        case "sunflowers":
            return QCoreApplication.translate("Wording", "Sunflowers")
        case "tulips":
            return QCoreApplication.translate("Wording", "Tulips")
        case _:
            return ""
