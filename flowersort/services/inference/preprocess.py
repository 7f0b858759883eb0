"""One RGB picture → the network's input, the same code for training and for every run.

The whole photo is squeezed to a square: nothing at the edge is cut away, and training's random crops
vary the aspect ratio by more than common cameras do. Pillow's bilinear filter averages over the source
pixels (antialias), unlike the plain interpolation of most published recipes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

Box = tuple[float, float, float, float]


def model_input(rgb: Image.Image, side: int, *, box: Box | None = None) -> NDArray[np.uint8]:
    """Scale a picture to the network's input.

    Args:
        rgb: a picture in mode `RGB`.
        side: width and height of the input in pixels.
        box: (left, upper, right, lower) in pixels of `rgb`, the part to use; the whole by default.

    Returns:
        Array (side, side, 3), 0–255. The network itself scales to [-1, 1].
    """
    return np.asarray(rgb.resize((side, side), Image.Resampling.BILINEAR, box=box, reducing_gap=3.0))
