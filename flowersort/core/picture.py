"""A picture as plain bytes, which every toolkit can show."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Picture:
    """Upright 8-bit sRGB pixels.

    Attributes:
        width, height: in pixels, at least 1.
        rgb: 3 bytes a pixel, row after row from the top, without padding: `3 * width * height` bytes.
    """

    width: int
    height: int
    rgb: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1 or len(self.rgb) != 3 * self.width * self.height:
            raise ValueError(f"{len(self.rgb)} bytes are no picture of {self.width} × {self.height} pixels")

    @property
    def average(self) -> int:
        """The mean colour as 0xRRGGBB."""
        # Channel by channel: a tenth of the time that NumPy takes for three short columns.
        values, pixels = np.frombuffer(self.rgb, np.uint8), self.width * self.height
        red, green, blue = ((int(values[start::3].sum()) + pixels // 2) // pixels for start in range(3))
        return red << 16 | green << 8 | blue
