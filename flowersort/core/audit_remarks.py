"""What the user should know of an audit besides its rows, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from flowersort.core.audit import Way
from flowersort.core.audit_findings import Findings
from flowersort.core.folder_labels import FolderLabels
from flowersort.core.label_quality import WRONG_BELOW

# From so many judged photos on, labels that mostly look wrong say something of the folder and not of single photos.
_FEWEST_FOR_ALL_WRONG = 20
_NAMED = 5


class Recognition(Enum):
    """What is known of the photos that the model was trained on."""

    NONE = "none"
    """None stands in the folder."""
    FEW = "few"
    """Too few to fit a head for; they are judged like the others."""
    JUDGED = "judged"
    """They are judged by features that did not learn their labels."""
    NO_FEATURES = "no_features"
    """They are recognised, but the pack has no such features."""
    UNKNOWN = "unknown"
    """The pack does not say what it was trained on."""


@dataclass(frozen=True, slots=True)
class TrainingPhotos:
    """How many of the judged photos the model was trained on, and what follows."""

    recognition: Recognition
    photos: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """What remarks are made from.

    Attributes:
        passed_over: folders that were sorted into, and left out.
    """

    findings: Findings
    labels: FolderLabels
    training: TrainingPhotos
    passed_over: int


def remarks(story: Story) -> Iterator[str]:
    """Yield the sentences, the most important first."""
    yield from _ways(story)
    yield from _training(story.training)
    yield from _mostly_wrong(story.findings)
    yield from _not_judged(story)
    if story.labels.empty:
        yield f"No photo stands in {_listed(story.labels.empty)}."
    if story.passed_over:
        folders = "1 folder was" if story.passed_over == 1 else f"{story.passed_over:,} folders were"
        yield f"{folders} left out: flowersort sorted into it. Audit such a folder by itself."


def _ways(story: Story) -> Iterator[str]:
    ways = story.findings.ways
    if ways[Way.CALIBRATED]:
        yield (
            f"{_labels(ways[Way.CALIBRATED])} judged by the model's calibrated probabilities, and by a head fitted on "
            "the folder's other photos (5 folds) where these can teach one."
        )
    if ways[Way.K_FOLD]:
        yield (
            f"{_labels(ways[Way.K_FOLD])} judged by a head fitted on the folder's other photos (5 folds), since the "
            "classes are not the model's."
        )
    if ways[Way.K_FOLD_FROZEN]:
        yield (
            f"{_labels(ways[Way.K_FOLD_FROZEN])} judged by a head fitted on the folder's other photos (5 folds), on "
            "features that never learnt them."
        )
    if ways[Way.REVIEWED]:
        yield f"{_labels(ways[Way.REVIEWED])} settled by your reviews."


def _training(training: TrainingPhotos) -> Iterator[str]:
    photos = _photos(training.photos)
    match training.recognition:
        case Recognition.FEW:
            yield f"{photos} helped to train the model, whose word on their labels is worth little."
        case Recognition.JUDGED:
            yield f"{photos} helped to train the model, so its own word on their labels was not asked."
        case Recognition.NO_FEATURES:
            yield f"{photos} helped to train the model, which has learnt their labels, and it brings no other features."
        case Recognition.UNKNOWN:
            yield "The model does not say which photos it was trained on; on the labels of those it is no help."


def _mostly_wrong(findings: Findings) -> Iterator[str]:
    judged = [photo.label_quality for photo in findings.photos if photo.way not in (Way.NOT_JUDGED, Way.REVIEWED)]
    wrong = sum(quality is not None and quality < WRONG_BELOW for quality in judged)
    if len(judged) >= _FEWEST_FOR_ALL_WRONG and 2 * wrong > len(judged):
        yield (
            f"{wrong:,} of {len(judged):,} labels look wrong: perhaps the folders are named otherwise than their "
            "photos, or the classes can't be told apart."
        )


def _not_judged(story: Story) -> Iterator[str]:
    rows = [
        photo for photo in story.findings.photos if photo.way is Way.NOT_JUDGED and photo.photo.prediction is not None
    ]
    without = sum(not photo.folder_label for photo in rows)
    if without and without == len(story.findings.photos):
        yield "No photo stands in a class folder, so there are no labels to check."
    elif without:
        yield f"{_photos(without)} in no class folder, so without a label to check."
    alone = sorted({photo.folder_label for photo in rows if photo.folder_label})
    if alone and not any(story.findings.ways[way] for way in (Way.CALIBRATED, Way.K_FOLD, Way.K_FOLD_FROZEN)):
        yield f"{_capital(_listed(alone))} can't be judged: there are too few classes or photos to compare with."
    elif alone:
        yield f"Labels of {_listed(alone)} could not be judged: too few different photos stand there."


def _labels(count: int) -> str:
    return "1 label was" if count == 1 else f"{count:,} labels were"


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count:,} photos"


def _listed(names: tuple[str, ...] | list[str]) -> str:
    told = ", ".join(f"“{name}”" for name in names[:_NAMED])
    return told if len(names) <= _NAMED else f"{told} and {len(names) - _NAMED:,} more"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
