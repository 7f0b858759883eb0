"""A hash of how a photo looks: copies of one photo, scaled or compressed anew, differ in few of its 64 bits.

The signs of the lowest frequencies of a small grey picture. Mirroring a picture negates the frequencies that are odd
across, and nothing else: so a mirrored copy is told by the same hash with these bits turned.

Source: C. Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, section 3.2.1. There, and
in ImageHash's `phash`, a frequency is compared with the median, which makes mirrored copies strangers; on tf_flowers
signs tell copies as well. The 64 frequencies are the lowest by the sum of down and across, without the mean.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

SIDE = 32
"""Width and height of the grey picture that is hashed."""
BITS = 64


def perceptual_hash(grey: NDArray[np.uint8]) -> int:
    """Return the hash of a grey picture of shape (SIDE, SIDE), 0 ≤ hash < 2⁶⁴."""
    if grey.shape != (SIDE, SIDE):
        raise ValueError(f"a picture of shape {grey.shape} can't be hashed")
    frequencies = _COSINES @ grey.astype(np.float64) @ _COSINES.T
    # Rounded, since sums of whole numbers that cancel out leave noise, whose sign would differ between machines.
    signs = np.rint(frequencies[_DOWN, _ACROSS]) > 0
    return int.from_bytes(np.packbits(signs).tobytes(), "big")


def mirrored(hashed: int) -> int:
    """Return the hash that the same picture has when left and right are swapped."""
    return hashed ^ MIRROR


def differing_bits(one: int, other: int) -> int:
    """Return in how many bits two hashes differ, 0–64: about 32 for two photos of different things."""
    return (one ^ other).bit_count()


def _zigzag() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    places = [(down, across) for down in range(SIDE) for across in range(SIDE) if down or across]
    first = sorted(places, key=lambda place: (place[0] + place[1], place[0]))[:BITS]
    down, across = np.array(first, np.intp).T
    return down, across


def _cosines() -> NDArray[np.float64]:
    """Return the rows of a cosine transform (DCT-II) up to the highest frequency that is used, shape (n, SIDE)."""
    frequencies = np.arange(int(max(_DOWN.max(), _ACROSS.max())) + 1)[:, np.newaxis]
    found: NDArray[np.float64] = np.cos(math.pi / SIDE * (np.arange(SIDE) + 0.5) * frequencies)
    return found


_DOWN, _ACROSS = _zigzag()
_COSINES = _cosines()
MIRROR = int.from_bytes(np.packbits(_ACROSS % 2 == 1).tobytes(), "big")
"""The bits that mirroring turns."""
