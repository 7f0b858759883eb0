"""What the rest of the program needs to know of the pack in use."""

from __future__ import annotations

from dataclasses import dataclass

from flowersort.core.state import Thresholds


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """One threshold and what it means, measured on photos that the model was not trained on.

    Attributes:
        threshold: smallest confidence that is kept.
        kept: share of photos with at least that confidence, 0–1; in a pack, of those that no score flags.
        wrong: share of wrong labels among the kept, 0–1.
    """

    threshold: float
    kept: float
    wrong: float


@dataclass(frozen=True, slots=True)
class LearnedFrom:
    """What a learned pack was made of.

    Attributes:
        own: how many classes the network itself has; the first ones.
        base: name and version of the pack that it was learnt on.
        at: the day, as text.
        reviews: how many reviews taught each label.
        right_before, right_after: how many reviews of the network's own classes each names right, held out.
        held_out: of so many.
    """

    own: int
    base: str
    at: str
    reviews: tuple[tuple[str, int], ...]
    right_before: int
    right_after: int
    held_out: int


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """The pack in use, as values.

    Attributes:
        name, version: as in the manifest.
        fingerprint: changes whenever any byte of the pack does.
        classes: class names in the order of the logits.
        temperature: divides the logits before the softmax.
        risk: ascending thresholds, over all photos.
        risk_photos: how many photos `risk` was measured on; None where the pack doesn't say.
        class_risk: the same for the photos predicted as each class, in the order of the classes; empty where the pack
            has none.
        class_risk_photos: how many photos were predicted as each class; empty like `class_risk`.
        base_fingerprint: of the pack that a learned one was learnt on; None for others.
        learned: what a learned pack was made of; None for others.
    """

    name: str
    version: str
    fingerprint: str
    classes: tuple[str, ...]
    temperature: float
    thresholds: Thresholds
    risk: tuple[RiskPoint, ...]
    risk_photos: int | None = None
    class_risk: tuple[tuple[RiskPoint, ...], ...] = ()
    class_risk_photos: tuple[int, ...] = ()
    base_fingerprint: str | None = None
    learned: LearnedFrom | None = None

    @property
    def stored_under(self) -> str:
        """The fingerprint that predictions are stored under: what the network says is the same below every head."""
        return self.base_fingerprint or self.fingerprint

    @property
    def title(self) -> str:
        """Name and version, as the CSV's column `model` has them."""
        return f"{self.name} {self.version}"
