"""Painted pictures without a flower, to train and test the question “is there a flower at all?”.

One file per family; each function there paints one kind, from chance alone. No photos, and nothing read from a disk.
"""

from __future__ import annotations

from flowersort.training.painted.paint import PAINTED_FAMILIES, PAINTED_KINDS, PaintedPicture, paint, paint_all

__all__ = ["PAINTED_FAMILIES", "PAINTED_KINDS", "PaintedPicture", "paint", "paint_all"]
