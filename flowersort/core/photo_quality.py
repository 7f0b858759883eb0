"""What is wrong with a photo as a photo, whatever it shows: too dark, too bright, blurred, too small, of one colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFacts


class PhotoProblem(StrEnum):
    """What may be wrong with a photo."""

    DARK = "dark"
    OVEREXPOSED = "overexposed"
    BLURRY = "blurry"
    TINY = "tiny"
    UNIFORM = "uniform"


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """From where on a photo has a problem. How well the defaults do: `python -m tests.benchmarks photo-problems`.

    Attributes:
        dark: a photo whose `PhotoLook.brightest` is below is dark; CleanVision has 0.32, of its own brightness.
        overexposed: a photo whose `PhotoLook.blown` is above is overexposed.
        blurry: a photo whose `PhotoLook.sharpness` is below is blurry.
        tiny: a photo whose short side has fewer pixels is tiny: a network's usual input has several times as many.
        uniform: a photo whose `PhotoLook.contrast` is below shows nearly one colour.
    """

    dark: float = 0.32
    overexposed: float = 0.25
    blurry: float = 0.3
    tiny: int = 64
    uniform: float = 0.03


DEFAULT_LIMITS = QualityLimits()


def problems(look: PhotoLook, facts: PhotoFacts, limits: QualityLimits = DEFAULT_LIMITS) -> tuple[PhotoProblem, ...]:
    """Return a photo's problems in the order of `PhotoProblem`.

    Whether a tiny photo or one of nearly one colour is sharp can't be told, so neither is blurry.
    """
    tiny = min(facts.width, facts.height) < limits.tiny
    uniform = look.contrast < limits.uniform
    found = {
        PhotoProblem.DARK: look.brightest < limits.dark,
        PhotoProblem.OVEREXPOSED: look.blown > limits.overexposed,
        PhotoProblem.BLURRY: look.sharpness < limits.blurry and not tiny and not uniform,
        PhotoProblem.TINY: tiny,
        PhotoProblem.UNIFORM: uniform,
    }
    return tuple(problem for problem, is_so in found.items() if is_so)
