from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image, ImageCms

from flowersort.services.imaging.colour import to_rgb
from flowersort.services.imaging.decode import decode
from tests.fakes.pictures import difference, encoded, flower_like, jpeg_bytes, png_chunk, with_png_chunk
from tests.fakes.profiles import P3_PRIMARIES, SRGB_PRIMARIES, cmyk_profile, grey_profile, rgb_profile

Colour = tuple[int, int, int]
RED, GREEN, BLUE = SRGB_PRIMARIES
SWAPPED = rgb_profile((BLUE, GREEN, RED), description="swapped")
PICTURE = flower_like(3)


def centre(data: bytes) -> Colour:
    rgb = decode(data).rgb
    return rgb.getpixel((rgb.width // 2, rgb.height // 2))  # type: ignore[return-value]


def near(one: Colour, other: Colour, tolerance: int = 3) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= tolerance


def grey_gradient() -> Image.Image:
    """Return 0–255 in mode L from left to right."""
    return Image.fromarray(np.tile(np.arange(256, dtype=np.uint8), (40, 1)))


def as_tiff(numbers: np.ndarray) -> bytes:
    return encoded(Image.fromarray(numbers), "TIFF")


# Modes


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "TIFF", "BMP", "GIF"])
def test_grey_becomes_equal_channels(file_format: str) -> None:
    rgb = decode(encoded(grey_gradient(), file_format)).rgb
    assert difference(rgb, grey_gradient().convert("RGB")) <= 1
    pixels = np.asarray(rgb)
    assert (pixels[..., 0] == pixels[..., 1]).all()
    assert (pixels[..., 0] == pixels[..., 2]).all()


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP"])
def test_one_bit_becomes_black_and_white(file_format: str) -> None:
    image = grey_gradient().point(lambda level: 255 * (level > 99)).convert("1")
    assert difference(decode(encoded(image, file_format)).rgb, image.convert("RGB")) == 0


def test_a_palette_is_looked_up() -> None:
    image = PICTURE.quantize(64)
    for file_format in ("PNG", "GIF", "BMP", "TIFF"):
        assert difference(decode(encoded(image, file_format)).rgb, image.convert("RGB")) == 0


def adobe_cmyk(image: Image.Image) -> bytes:
    """Return a CMYK JPEG as Photoshop and Pillow write it: inverted, and marked so by an Adobe segment."""
    data = jpeg_bytes(image, quality=95)
    assert b"\xff\xee\x00\x0eAdobe" in data
    return data


def plain_cmyk(image: Image.Image) -> bytes:
    """Return a CMYK JPEG without the Adobe segment; browsers and ImageMagick take it for inverted all the same."""
    data = adobe_cmyk(image)
    place = data.index(b"\xff\xee\x00\x0eAdobe")
    return data[:place] + data[place + 16 :]


@pytest.mark.parametrize("write", [adobe_cmyk, plain_cmyk])
@pytest.mark.parametrize("size", [(330, 220), (1400, 1100)])
def test_a_cmyk_jpeg_is_no_negative(write: Callable[[Image.Image], bytes], size: tuple[int, int]) -> None:
    picture = PICTURE.resize(size)
    rgb = decode(write(picture.convert("CMYK"))).rgb
    assert difference(rgb, picture.resize(rgb.size, Image.Resampling.BOX)) <= 3


def test_a_lab_tiff_is_converted_and_not_taken_for_rgb() -> None:
    lab = ImageCms.createProfile("LAB")
    image = ImageCms.profileToProfile(PICTURE, ImageCms.createProfile("sRGB"), lab, outputMode="LAB")
    assert image is not None
    assert difference(decode(encoded(image, "TIFF")).rgb, PICTURE) <= 3


def png_of_16_bits(colour_type: int, numbers: np.ndarray, *extra: bytes) -> bytes:
    """Return a PNG with 16 bits per channel; `numbers` has shape (height, width, channels)."""
    height, width = numbers.shape[:2]
    lines = b"".join(b"\0" + line.astype(">u2").tobytes() for line in numbers)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)),
            *extra,
            png_chunk(b"IDAT", zlib.compress(lines)),
            png_chunk(b"IEND", b""),
        )
    )


@pytest.mark.parametrize(("colour_type", "channels"), [(0, 1), (2, 3), (4, 2), (6, 4)])
def test_a_png_of_16_bits_keeps_its_brightness(colour_type: int, channels: int) -> None:
    level = np.linspace(0, 65535, 256).round().astype(int)
    numbers = np.repeat(np.tile(level, (10, 1))[..., None], channels, axis=2)
    if channels in (2, 4):
        numbers[..., -1] = 65535
    rgb = decode(png_of_16_bits(colour_type, numbers)).rgb
    assert np.abs(np.asarray(rgb, int) - np.arange(256)[None, :, None]).max() <= 1


def test_the_transparent_colour_of_a_16_bit_png_is_no_obstacle() -> None:
    numbers = np.full((10, 10, 3), 40_000)
    transparent = png_chunk(b"tRNS", struct.pack(">3H", 40_000, 40_000, 40_000))
    assert near(centre(png_of_16_bits(2, numbers, transparent)), (156, 156, 156)) or near(
        centre(png_of_16_bits(2, numbers, transparent)), (255, 255, 255)
    )


def test_16_bit_grey_has_a_fixed_white_so_a_dark_photo_stays_dark() -> None:
    for order in ("<u2", ">u2"):
        rgb = decode(as_tiff(np.full((20, 20), 10_000, order))).rgb
        assert rgb.getpixel((5, 5)) == (39, 39, 39)


@pytest.mark.parametrize(
    "numbers",
    [
        np.linspace(-5, 90_000, 256).astype(np.int32),
        np.linspace(0, 1, 256).astype(np.float32),
        np.linspace(-1e3, 4e3, 256).astype(np.float32),
        np.linspace(-3e38, 3e38, 256).astype(np.float32),
        np.linspace(0, 1e-30, 256).astype(np.float32),
    ],
    ids=["whole", "unit", "negative", "huge", "tiny"],
)
def test_numbers_without_an_agreed_white_are_stretched(numbers: np.ndarray) -> None:
    rgb = np.asarray(decode(as_tiff(np.tile(numbers, (9, 1)))).rgb, int)
    assert np.abs(rgb - np.arange(256)[None, :, None]).max() <= 1


@pytest.mark.parametrize("value", [0.0, 7.5, np.nan, np.inf, -np.inf])
def test_an_even_floating_picture_is_black(value: float) -> None:
    rgb = decode(as_tiff(np.full((9, 9), value, np.float32))).rgb
    assert rgb.getextrema() == ((0, 0), (0, 0), (0, 0))


def test_what_is_no_number_in_a_floating_picture_does_not_spoil_the_rest() -> None:
    numbers = np.tile(np.linspace(2, 3, 256).astype(np.float32), (9, 1))
    numbers[0, :3] = np.nan, np.inf, -np.inf
    rgb = np.asarray(decode(as_tiff(numbers)).rgb, int)
    assert np.abs(rgb[1:] - np.arange(256)[None, :, None]).max() <= 1
    assert rgb[0, :3, 0].tolist() == [0, 255, 0]


def test_a_signalling_nan_is_no_warning() -> None:
    numbers = np.tile(np.linspace(0, 1, 256).astype(np.float32), (9, 1))
    numbers.view(np.uint32)[0, 0] = 0x7F80_0001
    data = as_tiff(numbers)
    assert decode(data).rgb.getpixel((255, 8)) == (255, 255, 255)


# Transparency


def see_through(mode: str) -> Image.Image:
    """Return a picture whose left half is clear black and whose right half is a solid colour."""
    image = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    image.paste((200, 30, 60, 255), (20, 0, 40, 20))
    return image.convert(mode)


@pytest.mark.parametrize(
    ("mode", "file_format"),
    [
        ("RGBA", "PNG"), ("RGBA", "WEBP"), ("RGBA", "TIFF"), ("RGBA", "AVIF"), ("RGBA", "GIF"),
        ("LA", "PNG"), ("LA", "TIFF"),
    ],
)  # fmt: skip
def test_what_is_clear_becomes_white(mode: str, file_format: str) -> None:
    rgb = decode(encoded(see_through(mode), file_format, **({"lossless": True} if file_format == "WEBP" else {}))).rgb
    assert near(rgb.getpixel((3, 10)), (255, 255, 255))
    assert near(rgb.getpixel((36, 10)), see_through(mode).convert("RGB").getpixel((36, 10)), 6)


def test_half_clear_is_mixed_with_white() -> None:
    assert near(centre(encoded(Image.new("RGBA", (20, 20), (200, 0, 100, 128)), "PNG")), (227, 127, 177), 1)
    assert near(centre(encoded(Image.new("LA", (20, 20), (100, 128)), "PNG")), (177, 177, 177), 1)


def test_a_palette_with_alpha_in_memory() -> None:
    image = see_through("RGBA").convert("PA")
    assert near(to_rgb(image).getpixel((3, 10)), (255, 255, 255))


def two_colours(mode: str) -> Image.Image:
    dark, light = {"P": (0, 1), "L": (10, 200), "RGB": ((10, 20, 30), (200, 30, 60)), "1": (0, 255)}[mode]
    image = Image.new(mode, (40, 20), dark)
    if mode == "P":
        image.putpalette([10, 20, 30, 200, 30, 60])
    image.paste(light, (20, 0, 40, 20))
    return image


@pytest.mark.parametrize(
    ("mode", "transparent", "solid"),
    [
        ("P", 0, (200, 30, 60)),
        ("P", b"\0\xff", (200, 30, 60)),
        ("P", b"\0", (200, 30, 60)),
        ("L", 10, (200, 200, 200)),
        ("RGB", (10, 20, 30), (200, 30, 60)),
    ],
)
def test_a_trns_chunk_makes_its_colour_white(mode: str, transparent: object, solid: Colour) -> None:
    rgb = decode(encoded(two_colours(mode), "PNG", transparency=transparent)).rgb
    assert rgb.getpixel((3, 10)) == (255, 255, 255)
    assert rgb.getpixel((36, 10)) == solid


def test_a_trns_chunk_in_one_bit_is_no_obstacle() -> None:
    data = with_png_chunk(encoded(two_colours("1"), "PNG"), b"tRNS", b"\0\0")
    assert decode(data).rgb.getpixel((36, 10)) == (255, 255, 255)


def test_a_large_photo_with_a_transparent_colour_has_no_dark_seam() -> None:
    image = Image.new("RGB", (2000, 1500), (10, 20, 30))
    # An odd place for the seam, so that averaging two by two would mix the colours.
    image.paste((200, 30, 60), (1001, 0, 2000, 1500))
    rgb = decode(encoded(image, "PNG", transparency=(10, 20, 30))).rgb
    assert {colour for _, colour in rgb.getcolors() or []} == {(255, 255, 255), (200, 30, 60)}


# Colour profiles


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_a_profile_that_swaps_channels_swaps_them(file_format: str) -> None:
    data = encoded(Image.new("RGB", (40, 30), (200, 50, 20)), file_format, quality=95, icc_profile=SWAPPED)
    # The test profile has a plain power curve, sRGB has not: the difference is largest in the dark.
    assert near(centre(data), (12, 46, 201), 8)


def test_display_p3_becomes_srgb() -> None:
    profile = rgb_profile(P3_PRIMARIES, description="Display P3")
    data = encoded(Image.new("RGB", (40, 30), (180, 120, 100)), "PNG", icc_profile=profile)
    # By hand: linear P3 → XYZ → linear sRGB with the matrices of the two standards.
    linear = (np.array([180, 120, 100]) / 255) ** 2.2
    there = np.linalg.solve(np.array(SRGB_PRIMARIES).T, np.array(P3_PRIMARIES).T @ linear)
    by_hand = 255 * np.where(there > 0.0031308, 1.055 * there ** (1 / 2.4) - 0.055, 12.92 * there)
    assert near(centre(data), tuple(by_hand.round().astype(int)), 1)
    assert not near(centre(data), (180, 120, 100), 3)


def test_an_srgb_profile_changes_nothing_at_all() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert difference(decode(encoded(PICTURE, "PNG", icc_profile=profile)).rgb, PICTURE) == 0


def test_a_profile_that_calls_itself_srgb_is_not_even_applied() -> None:
    profile = rgb_profile((BLUE, GREEN, RED), description="sRGB IEC61966-2.1")
    assert difference(decode(encoded(PICTURE, "PNG", icc_profile=profile)).rgb, PICTURE) == 0


def test_threads_share_a_profile_without_mixing_up_colours() -> None:
    files = [encoded(flower_like(seed, 300, 200), "PNG", icc_profile=SWAPPED) for seed in range(4)]
    alone = [decode(data).rgb.tobytes() for data in files]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda data: decode(data).rgb.tobytes(), files * 10))
    assert together == alone * 10


def test_a_profile_on_a_palette_or_under_transparency_counts_too() -> None:
    solid = Image.new("RGB", (40, 30), (200, 50, 20))
    for image in (solid.quantize(4), solid.convert("RGBA")):
        assert near(centre(encoded(image, "PNG", icc_profile=SWAPPED)), (12, 46, 201), 8)


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_grey_profile_counts_for_grey(mode: str) -> None:
    grey = Image.new("L", (40, 30), 128).convert(mode)
    assert near(centre(encoded(grey, "PNG", icc_profile=grey_profile(1.0))), (188, 188, 188), 1)


def test_a_press_profile_counts_for_cmyk() -> None:
    # Cyan is L* 50 with a* −40 and b* −30; magenta and yellow print nothing; black is black.
    paper, cyan_ink, black_ink = (255, 128, 128), (128, 88, 98), (0, 128, 128)
    corners = [paper, black_ink] * 4 + [cyan_ink, black_ink] * 4
    cyan = Image.new("CMYK", (40, 30), (255, 0, 0, 0))
    data = encoded(cyan, "TIFF", icc_profile=cmyk_profile(corners))
    assert not near(centre(data), (0, 255, 255), 60)
    assert near(centre(data), lab_to_srgb(128 / 255 * 100, -40, -30), 6)
    assert near(centre(encoded(Image.new("CMYK", (40, 30)), "TIFF", icc_profile=cmyk_profile(corners))), (255,) * 3, 2)


def lab_to_srgb(lightness: float, a: float, b: float) -> Colour:
    """Convert CIE L*a*b* (D50) by the formulas of ISO 11664-4 and IEC 61966-2-1."""
    middle = (lightness + 16) / 116
    roots = np.array([middle + a / 500, middle, middle - b / 200])
    xyz = np.array([0.9642, 1.0, 0.8249]) * np.where(roots > 6 / 29, roots**3, 3 * (6 / 29) ** 2 * (roots - 4 / 29))
    linear = np.clip(np.linalg.solve(np.array(SRGB_PRIMARIES).T, xyz), 0, 1)
    levels = 255 * np.where(linear > 0.0031308, 1.055 * linear ** (1 / 2.4) - 0.055, 12.92 * linear)
    return tuple(levels.round().astype(int))


@pytest.mark.parametrize(
    "profile",
    [b"garbage", b"\0" * 128, SWAPPED[:200], SWAPPED[:140] + b"\xff" * 60 + SWAPPED[200:], grey_profile(1.0)],
    ids=["garbage", "zeros", "cut", "damaged", "of another colour space"],
)
def test_a_profile_that_cant_be_used_is_ignored(profile: bytes) -> None:
    assert difference(decode(encoded(PICTURE, "PNG", icc_profile=profile)).rgb, PICTURE) == 0


def test_a_colour_profile_in_a_grey_photo_is_ignored() -> None:
    data = encoded(grey_gradient(), "PNG", icc_profile=SWAPPED)
    assert difference(decode(data).rgb, grey_gradient().convert("RGB")) == 0


@pytest.mark.parametrize("nonsense", [17, "text", (1, 2), b"", None])
def test_something_else_in_the_profiles_place_is_ignored(nonsense: object) -> None:
    image = PICTURE.copy()
    image.info["icc_profile"] = nonsense
    assert difference(to_rgb(image), PICTURE) == 0


def test_a_huge_profile_is_used_but_not_remembered() -> None:
    # A tag of zeros that nothing reads makes the profile large.
    huge = SWAPPED + bytes(1 << 21)
    huge = struct.pack(">I", len(huge)) + huge[4:]
    data = encoded(Image.new("RGB", (40, 30), (200, 50, 20)), "TIFF", icc_profile=huge)
    assert near(centre(data), (12, 46, 201), 8)


def test_a_profile_costs_little_for_the_second_photo() -> None:
    data = jpeg_bytes(PICTURE, icc_profile=SWAPPED)
    decode(data)
    start = time.process_time()
    for _ in range(20):
        decode(data)
    assert (time.process_time() - start) / 20 < 0.05
