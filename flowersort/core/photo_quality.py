"""What is wrong with a photo as a photo, whatever it shows: too dark, too bright, blurred, too small, of one colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from flowersort.core.errors import UsageError
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
_WHOLE_SHARE = 1.0
_LARGEST_TINY = 10_000


def limits_with(wishes: Mapping[str, float]) -> QualityLimits:
    """Return the default limits with some of them changed, by name of the problem.

    Raises:
        UsageError: there is no such problem, or a limit is outside what it can be: 0–1, or for `TINY` a whole number of
            pixels up to 10,000.
    """
    for name, limit in wishes.items():
        if name not in set(PhotoProblem):
            raise UsageError(f"There is no problem {name!r}; limits are for {', '.join(PhotoProblem)}.")
        tiny = name == PhotoProblem.TINY
        most = _LARGEST_TINY if tiny else _WHOLE_SHARE
        if not 0.0 <= limit <= most or (tiny and limit != int(limit)):
            kind = "a whole number" if tiny else "a number"
            raise UsageError(f"The limit for {name} must be {kind} from 0 to {most:,.0f}, not {limit:g}.")
    values = {**asdict(DEFAULT_LIMITS), **wishes}
    return QualityLimits(**{**values, "tiny": int(values["tiny"])})


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
