"""Which files count as photos, and how large a photo may be.

Sources: Pillow's own advice for untrusted input (an allow-list of formats, a limit on pixels);
the limit of 200 million pixels lets every camera on sale through and keeps a decompression
bomb from being unpacked.
"""

from __future__ import annotations

from functools import cache

# EPS, WMF and the like run interpreters, so what isn't named here is never opened.
# MPO must not be named: Pillow opens it as JPEG, and a name that it has no opener for ends in a KeyError.
ALLOWED_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF")
HEIC_FORMAT = "HEIF"

SUFFIXES = frozenset(
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".webp", ".tif", ".tiff",
        ".gif", ".bmp", ".avif", ".heic", ".heif",
    }
)  # fmt: skip

MAX_PIXELS = 200_000_000
MAX_BYTES = 1 << 30


def has_photo_suffix(name: str) -> bool:
    """Say whether `name` ends like a photo, whatever its case.

    HEIC counts even without the reader for it: such a photo is reported as unreadable, never passed over.
    """
    dot = name.rfind(".")
    return dot > 0 and name[dot:].lower() in SUFFIXES


@cache
def readable_formats() -> tuple[str, ...]:
    """Return the Pillow format names that may be opened here; `HEIF` only with the extra `heic`."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return ALLOWED_FORMATS
    register_heif_opener(thumbnails=False)
    return (*ALLOWED_FORMATS, HEIC_FORMAT)
