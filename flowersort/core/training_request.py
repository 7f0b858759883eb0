"""What a training is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrainingRequest:
    """The options of `flowersort train`.

    Attributes:
        folder: class subfolders with photos.
        out: where everything goes; the pack lands in `out/pack`.
        weights: `imagenet`, a `.weights.h5` file of MobileNetV2 without its top, or `none` (random; for tests).
        not_flowers: folder of photos without a flower, for the no-flower score; None leaves that score at 0.
        other_flowers: folder of other kinds, one subfolder each, for the other-flower score; None leaves it at 0.
        photos_licence, weights_licence: whose they are and under which terms; for the model card and the manifest.
        name, version: of the pack.
        side: input size in pixels.
        epochs: passes of the network that ships; its teachers make two thirds as many.
        folds: of the cross-validation.
        confirm: on how many of them the whole recipe is measured; None for all.
        notes: a Markdown file that becomes part of the model card, or None.
        trial: name of another recipe to measure on one fold, in place of making a pack; None makes the pack.
        seed: of the folds, the augmentation and the initial head.
    """

    folder: str
    out: str
    weights: str = "imagenet"
    not_flowers: str | None = None
    other_flowers: str | None = None
    photos_licence: str = "not stated"
    weights_licence: str = "not stated"
    name: str = "flowers"
    version: str = "1.0.0"
    side: int = 224
    epochs: int = 12
    folds: int = 5
    confirm: int | None = None
    notes: str | None = None
    trial: str | None = None
    seed: int = 20
