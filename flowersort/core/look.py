"""How a photo looks as a picture, whatever it shows: measured at the one decode, remembered by content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoLook:
    """What copies and photo problems are told by.

    Attributes:
        hash: perceptual hash, 0 ≤ hash < 2⁶⁴; see `perceptual_hash`.
        brightest: what 99 % of the photo do not exceed in any of red, green and blue, 0–1.
        blown: share of white without detail, in the whole photo or in its middle, whichever is less, 0–1.
        contrast: standard deviation of the brightness, 0–0.5.
        sharpness: how much finer detail there is where the photo is sharpest, 0–1; see `photo_quality`.
    """

    hash: int
    brightest: float
    blown: float
    contrast: float
    sharpness: float
