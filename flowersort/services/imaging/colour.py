"""Any mode and colour profile that Pillow can open → 8-bit sRGB."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
# ICC.1:2022, table 19: the colour space of a profile's device side, and the mode that fits it.
_SPACE_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_GREY = frozenset({"1", "L", "LA", "La"})
# Beyond this size a profile is used but not remembered, so that a folder of odd files can't fill the memory.
_MOST_REMEMBERED = 1 << 20
_BAND_PIXELS = 1 << 22


def to_rgb(image: Image.Image) -> Image.Image:
    """Return `image` as 8-bit sRGB in mode `RGB`, transparency laid over white.

    Raises:
        OSError, ValueError: the pixels can't be read or converted.
    """
    if image.mode == "LAB":
        return _apply(image, _lab_transform())
    flat = _flatten(image)
    transform = _transform_for(image.info.get("icc_profile"), flat.mode)
    if transform is not None:
        return _apply(flat, transform)
    return flat if flat.mode == "RGB" else flat.convert("RGB")


def _flatten(image: Image.Image) -> Image.Image:
    """Return `image` as `RGB`, `L` or `CMYK`: without alpha or palette, and with 8 bits per channel."""
    if image.mode == "CMYK":
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    # A `tRNS` chunk makes one colour of an opaque mode transparent.
    if image.has_transparency_data:
        return _over_white(image)
    plain = "L" if image.mode in _GREY else "RGB"
    return image if image.mode == plain else image.convert(plain)


def _over_white(image: Image.Image) -> Image.Image:
    plain, layered_mode, white = ("L", "LA", 255) if image.mode in _GREY else ("RGB", "RGBA", (255, 255, 255))
    ground = Image.new(plain, image.size, white)
    # Band by band, because a large photo with its channels four times over would be too much memory.
    rows = max(1, _BAND_PIXELS // image.width)
    for top in range(0, image.height, rows):
        layered = image.crop((0, top, image.width, min(top + rows, image.height))).convert(layered_mode)
        ground.paste(layered.convert(plain), (0, top), layered.getchannel("A"))
    return ground


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return 16-bit, 32-bit and floating grey as `L`.

    Whole numbers that don't fit 16 bits, and floats, have no agreed black and white: their own range is stretched.
    """
    grey = np.asarray(image)
    low, high = _range(grey)
    if image.mode.startswith("I") and low >= 0 and high <= 65535:
        return Image.fromarray((grey >> 8).astype(np.uint8))
    scale = 255.0 / (high - low) if high > low else 0.0
    small = np.empty(grey.shape, np.uint8)
    # Line by line, because 64 bits for every pixel of a large photo at once would be too much memory.
    # A signalling NaN, which damaged files hold, makes NumPy warn.
    with np.errstate(invalid="ignore"):
        for line, numbers in zip(small, grey, strict=True):
            exact = np.nan_to_num(numbers.astype(np.float64), nan=low, posinf=high, neginf=low)
            line[:] = ((exact - low) * scale).round()
    return Image.fromarray(small)


def _range(grey: np.ndarray) -> tuple[float, float]:
    """Return the smallest and largest finite number, (0, 0) where there is none."""
    if grey.dtype.kind == "f":
        finite = np.isfinite(grey)
        if not finite.any():
            return 0.0, 0.0
        return float(grey.min(where=finite, initial=np.inf)), float(grey.max(where=finite, initial=-np.inf))
    return float(grey.min()), float(grey.max())


def _transform_for(profile: object, mode: str) -> ImageCms.ImageCmsTransform | None:
    # Damaged TIFFs hold numbers or text where the profile should be.
    if not isinstance(profile, bytes) or not profile:
        return None
    if len(profile) > _MOST_REMEMBERED:
        return _profile_transform.__wrapped__(profile, mode)
    return _profile_transform(profile, mode)


@lru_cache(maxsize=32)
def _profile_transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the transform from `profile` to sRGB; None where there is nothing to do or the profile is broken."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _SPACE_MODES.get(source.profile.xcolor_space.strip()) != mode:
            return None
        if mode == "RGB" and "srgb" in ImageCms.getProfileDescription(source).lower():
            return None
        return _transform(source, mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken profile is no reason to lose the photo; viewers ignore it too.
        return None


@lru_cache(maxsize=1)
def _lab_transform() -> ImageCms.ImageCmsTransform:
    return _transform(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), "LAB")


def _transform(source: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    # NOCACHE: the transform is shared between worker threads.
    return ImageCms.buildTransform(source, _SRGB, mode, "RGB", flags=ImageCms.Flags.NOCACHE)


def _apply(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    try:
        converted = ImageCms.applyTransform(image, transform)
    except ImageCms.PyCMSError as fault:
        raise ValueError("the colour profile could not be applied") from fault
    if converted is None:
        raise ValueError("the colour profile could not be applied")
    return converted
