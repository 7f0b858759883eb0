"""How to fine-tune: what was tried, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fine-tune the upper part of the network.

    Attributes:
        epochs: passes over the photos; each shows another view until all were shown.
        large: share of the epochs, the last ones, that see views of the full side; the others see smaller ones.
        batch: photos for each step.
        rate: highest learning rate, reached after `warm_up` epochs, falling to zero along a cosine.
        head: factor on the rate for the new last layer.
        decay: factor on the rate for each block further from the last layer.
        mixing: parameter of the beta distribution that photos are mixed by, half of the batches by area
            (CutMix, Yun et al. 2019) and half by blending (mixup, Zhang et al. 2018); 0 for none.
        smoothing: share of each target that is spread over all classes.
        outliers: share of the outliers, if there are any, that each epoch shows.
        average: momentum of the moving average of the weights that is kept in the end.
    """

    epochs: int = 12
    large: float = 0.25
    batch: int = 32
    rate: float = 3e-4
    head: float = 3.0
    decay: float = 1.0
    warm_up: float = 1.0
    weight_decay: float = 0.02
    dropout: float = 0.2
    mixing: float = 0.0
    smoothing: float = 0.05
    outliers: float = 0.5
    average: float = 0.99


def student_recipe(epochs: int) -> Recipe:
    """Return the recipe of the network that ships."""
    return replace(Recipe(), epochs=epochs)


def teacher_recipe(epochs: int) -> Recipe:
    """Return the recipe of the networks that it learns from: two thirds as long, on the smaller views."""
    return replace(Recipe(), epochs=max(1, round(epochs * 2 / 3)))
