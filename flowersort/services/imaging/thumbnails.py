"""The small picture that grids show, made from the one decode."""

from __future__ import annotations

import io

from PIL import Image

THUMBNAIL_SIDE = 256
_QUALITY = 80


def thumbnail_jpeg(rgb: Image.Image) -> bytes:
    """Return a JPEG whose long side is at most `THUMBNAIL_SIDE` pixels; smaller photos keep their size."""
    small = rgb.copy() if max(rgb.size) <= THUMBNAIL_SIDE else rgb
    if small is rgb:
        scale = THUMBNAIL_SIDE / max(rgb.size)
        size = (max(1, round(rgb.width * scale)), max(1, round(rgb.height * scale)))
        small = rgb.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
