"""Print: made-up words, drawn once per picture and set many times, since drawing letters is slow."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw, ImageFont

from flowersort.training.painted.chances import Colour, Rng, one_of, whole

_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "or", "pu", "ra", "se", "ti", "on"),
    *("us", "ver", "ste", "and", "ing", "al", "qua", "est", "con", "per", "tra", "min"),
)
_WORDS = 11


class Words:
    """A handful of printed words of one size, ready to be set.

    Args:
        height: size of the letters in pixels.
        digits: numbers instead of words.
    """

    def __init__(self, rng: Rng, height: float, *, digits: bool = False) -> None:
        self._rng = rng
        self.height = max(4, round(height))
        font = ImageFont.load_default(self.height)
        self._masks = [_mask(_number(rng) if digits else _word(rng), font, self.height) for _ in range(_WORDS)]

    def word(self, sheet: Image.Image, at: tuple[float, float], fill: Colour) -> int:
        """Set one word with its left upper corner here, and return its width."""
        mask = one_of(self._rng, self._masks)
        sheet.paste(fill, (round(at[0]), round(at[1])), mask)
        return mask.width

    def line(self, sheet: Image.Image, at: tuple[float, float], *, width: float, fill: Colour) -> None:
        """Set words until the line is full."""
        x, end = at[0], at[0] + width
        while True:
            mask = one_of(self._rng, self._masks)
            if x + mask.width > end:
                return
            sheet.paste(fill, (round(x), round(at[1])), mask)
            x += mask.width + self.height * 0.3

    def block(
        self, sheet: Image.Image, box: tuple[float, float, float, float], *, fill: Colour, leading: float = 1.35
    ) -> None:
        """Fill a box with paragraphs."""
        left, top, right, bottom = box
        y = top
        while y + self.height <= bottom:
            last = self._rng.random() < 0.15
            self.line(sheet, (left, y), width=(right - left) * (self._rng.random() if last else 1.0), fill=fill)
            y += self.height * leading * (1.5 if last else 1.0)


def _word(rng: Rng) -> str:
    word = "".join(one_of(rng, _SYLLABLES) for _ in range(whole(rng, 1, 4)))
    style = rng.random()
    return word.upper() if style < 0.05 else word.capitalize() if style < 0.2 else word


def _number(rng: Rng) -> str:
    form = whole(rng, 0, 3)
    if form == 0:
        return f"{whole(rng, 0, 999)}.{whole(rng, 0, 99):02d}"
    if form == 1:
        return f"{whole(rng, 1, 28):02d}/{whole(rng, 1, 12):02d}/{whole(rng, 1990, 2030)}"
    return str(whole(rng, 0, 99_999)) if form == 2 else f"{whole(rng, 0, 100)} %"


def _mask(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, height: int) -> Image.Image:
    mask = Image.new("L", (math.ceil(font.getlength(text)) + 1, height + height // 4 + 1))
    ImageDraw.Draw(mask).text((0, 0), text, font=font, fill=255)
    return mask
