"""What an export to XMP files says of each photo, and what it would do: values, decided before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from flowersort.core.csv_names import one_line
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.review import Verdict
from flowersort.core.state import State


class XmpNames(StrEnum):
    """How a photo's XMP file is called; each stands for itself in the command line."""

    WITH_SUFFIX = "photo.jpg.xmp"
    WITHOUT_SUFFIX = "photo.xmp"


class XmpDeed(StrEnum):
    """What happens to a photo's XMP file.

    MAKE: there is none, and one is made. MERGE: it gets or loses words of ours; all else in it stays. SAME: it says
    all that already. LEAVE: the photo has no label to be trusted, and no words of ours to take back. REFUSE: see
    the reason; nothing is touched.
    """

    MAKE = "make"
    MERGE = "merge"
    SAME = "same"
    LEAVE = "leave"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Keywords:
    """What is written of one photo.

    Attributes:
        label: the class.
        state: `sure` or `reviewed`.
        confidence: the model's calibrated probability of this class, 0–1; None where the model doesn't know the class.
        model: the pack's title.
    """

    label: str
    state: State
    confidence: float | None
    model: str


@dataclass(frozen=True, slots=True)
class XmpStep:
    """One photo and its XMP file.

    Attributes:
        photo, target: absolute paths; `target` is empty where the photo is left or refused before one was chosen.
        keywords: None where words of ours are taken back, or nothing happens.
        reason: why it is refused, as a sentence; empty otherwise.
    """

    photo: str
    target: str
    keywords: Keywords | None
    deed: XmpDeed
    reason: str = ""


@dataclass(frozen=True, slots=True)
class XmpPlan:
    """What an export would do; nothing on disk has happened."""

    steps: tuple[XmpStep, ...]

    def counts(self) -> Counter[XmpDeed]:
        """Return how many photos each deed is about; they sum to all photos."""
        return Counter(step.deed for step in self.steps)


def keywords_of(row: LabelledPhoto, model: ModelFacts) -> Keywords | None:
    """Return what a photo's XMP file is to say; None for a photo that is doubtful, unreadable, or no class's."""
    reviewed = row.review is not None and row.review.verdict is Verdict.CLASS
    if not reviewed and row.state is not State.SURE:
        return None
    label = row.label(model.classes)
    known = row.prediction is not None and label in model.classes
    share = float(row.prediction.probabilities[model.classes.index(label)]) if row.prediction and known else None
    return Keywords(label, row.state, share, one_line(model.title))
