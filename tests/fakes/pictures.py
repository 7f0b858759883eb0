"""Pictures made on the spot, so that no test depends on photos lying around."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
from PIL import ExifTags, Image

_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


# Larger pictures are enlarged from this: drawing is slow, and the flower is smooth anyway.
_LARGEST_DRAWN = 1000


def flower_like(seed: int = 0, width: int = 330, height: int = 220) -> Image.Image:
    """Return an RGB picture of one smooth flower off the middle, so that no turn or flip leaves it as it was."""
    if max(width, height) > _LARGEST_DRAWN:
        scale = _LARGEST_DRAWN / max(width, height)
        small = flower_like(seed, max(1, round(width * scale)), max(1, round(height * scale)))
        return small.resize((width, height), Image.Resampling.BICUBIC)
    random = np.random.default_rng(seed)
    middle_x, middle_y = random.uniform(0.25, 0.4, 2)
    petals, phase = random.integers(4, 9), random.uniform(0, 6)
    x = np.linspace(0, 1, width)[None, :] - middle_x
    y = np.linspace(0, 1, height)[:, None] - middle_y
    reach = 0.18 + 0.07 * np.cos(petals * np.arctan2(y, x) + phase)
    petal = 1 / (1 + np.exp((np.hypot(x, y) - reach) * 40))
    meadow = np.stack(np.broadcast_arrays(60 + 60 * (x + middle_x), 140 - 50 * (y + middle_y), 40.0), axis=-1)
    colour = random.uniform((180, 20, 60), (250, 200, 220))
    picture = meadow * (1 - petal[..., None]) + colour * petal[..., None]
    return Image.fromarray(picture.round().astype(np.uint8))


def encoded(image: Image.Image, file_format: str, **options: Any) -> bytes:
    """Return `image` as the bytes of a file; `options` go to Pillow's `save`."""
    out = io.BytesIO()
    image.save(out, file_format, **options)
    return out.getvalue()


def jpeg_bytes(image: Image.Image | None = None, *, quality: int = 90, **options: Any) -> bytes:
    """Return a JPEG of `image`, by default of `flower_like()`."""
    return encoded(image or flower_like(), "JPEG", quality=quality, **options)


def every_format(image: Image.Image) -> dict[str, bytes]:
    """Return one file of `image` per format that Pillow alone can write and flowersort reads."""
    return {
        "JPEG": jpeg_bytes(image, quality=95),
        "MPO": encoded(image, "MPO", save_all=True, append_images=[image.transpose(_STORED[3])], quality=95),
        "PNG": encoded(image, "PNG"),
        "WEBP": encoded(image, "WEBP", quality=95),
        "TIFF": encoded(image, "TIFF", compression="tiff_lzw"),
        "GIF": encoded(image, "GIF"),
        "BMP": encoded(image, "BMP"),
        "AVIF": encoded(image, "AVIF", quality=95, speed=10, max_threads=1),
    }


def animated(file_format: str, *, first: Image.Image, second: Image.Image, **options: Any) -> bytes:
    """Return an animation, or a TIFF with two pages."""
    return encoded(first, file_format, save_all=True, append_images=[second], **options)


def exif_bytes(
    *, orientation: int | None = None, taken: str | None = None, changed: str | None = None, note: bytes = b""
) -> bytes:
    """Return an EXIF block; `taken` and `changed` are written as they stand (EXIF: `YYYY:MM:DD HH:MM:SS`)."""
    exif = Image.Exif()
    if orientation is not None:
        exif[ExifTags.Base.Orientation] = orientation
    if changed is not None:
        exif[ExifTags.Base.DateTime] = changed
    details: dict[int, Any] = {}
    if taken is not None:
        details[ExifTags.Base.DateTimeOriginal] = taken
    if note:
        details[ExifTags.Base.UserComment] = note
    if details:
        exif._ifds[ExifTags.IFD.Exif] = details
    return exif.tobytes()


def stored_for(upright: Image.Image, orientation: int) -> Image.Image:
    """Return the picture as a camera stores it that marks it with `orientation` (EXIF 1–8)."""
    turn = _STORED[orientation]
    return upright if turn is None else upright.transpose(turn)


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """Return one PNG chunk with its length and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_claiming(width: int, height: int) -> bytes:
    """Return a small PNG whose header claims `width` × `height` pixels, with next to no data behind it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def with_png_chunk(png: bytes, kind: bytes, content: bytes) -> bytes:
    """Return `png` with one more chunk right before its pixels."""
    place = png.index(b"IDAT") - 4
    return png[:place] + png_chunk(kind, content) + png[place:]


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean absolute difference of two pictures of one size, in steps of 0–255."""
    assert one.size == other.size, (one.size, other.size)
    return float(np.abs(np.asarray(one, np.float32) - np.asarray(other, np.float32)).mean())
