"""A photo for the viewer: the same pixels as for the model, only more of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from flowersort.core.errors import PhotoError
from flowersort.core.picture import Picture
from flowersort.services.imaging import colour
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.view import ViewedPhoto, decode_for_view
from tests.fakes.pictures import (
    difference,
    encoded,
    every_format,
    exif_bytes,
    flower_like,
    jpeg_bytes,
    png_claiming,
    stored_for,
)
from tests.fakes.profiles import P3_PRIMARIES, rgb_profile

PICTURE = flower_like(3, 160, 120)
FILES = every_format(PICTURE)


def image(picture: Picture) -> Image.Image:
    return Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)


def view(data: bytes, longest: int = 4096) -> ViewedPhoto:
    return decode_for_view(data, longest=longest)


@pytest.mark.parametrize("file_format", sorted(FILES))
def test_a_small_photo_of_every_format_has_the_pixels_that_the_model_sees(file_format: str) -> None:
    viewed = view(FILES[file_format])
    assert (viewed.width, viewed.height) == PICTURE.size
    assert image(viewed.picture).tobytes() == decode(FILES[file_format]).rgb.tobytes()


@pytest.mark.parametrize("size", [(1200, 900), (900, 1200), (1000, 30), (30, 1000), (701, 700)])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_it_is_as_large_as_it_may_be(size: tuple[int, int], file_format: str) -> None:
    photo = flower_like(5, *size)
    data = encoded(photo, file_format)
    for longest in (2000, 1000, 700, 150):
        viewed = view(data, longest)
        assert (viewed.width, viewed.height) == size
        assert max(viewed.picture.width, viewed.picture.height) == min(longest, max(size))
        shown = image(viewed.picture)
        assert difference(shown, photo.resize(shown.size, Image.Resampling.BOX)) < 3


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "CMYK", "P", "1", "LA", "I;16", "I", "F"])
def test_every_mode_is_scaled(mode: str) -> None:
    grey = flower_like(5, 800, 600).convert("L")
    stored = grey.convert("RGB").convert(mode) if mode in ("CMYK", "RGBA") else grey.convert(mode)
    if mode == "I;16":
        stored = Image.fromarray(np.asarray(grey).astype(np.uint16) << 8)
    data = encoded(stored, "PNG" if mode in ("P", "LA") else "TIFF")
    viewed = view(data, 200)
    assert (viewed.picture.width, viewed.picture.height) == (200, 150)
    whole = decode(data).rgb.resize((200, 150), Image.Resampling.BOX)
    assert difference(image(viewed.picture), whole) < 6


def test_a_transparent_colour_is_white_and_has_no_seam() -> None:
    stored = Image.new("RGB", (900, 600), (10, 20, 30))
    stored.paste((200, 0, 0), (450, 0, 900, 600))
    small = image(view(encoded(stored, "PNG", transparency=(10, 20, 30)), 300).picture)
    assert small.getpixel((10, 100)) == (255, 255, 255)
    assert small.getpixel((290, 100)) == (200, 0, 0)
    assert all(small.getpixel((column, 100))[0] >= 195 for column in range(300))  # type: ignore[index]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_scaled_photo_is_upright(orientation: int) -> None:
    upright = flower_like(7, 800, 600)
    data = jpeg_bytes(stored_for(upright, orientation), exif=exif_bytes(orientation=orientation))
    viewed = view(data, 400)
    assert (viewed.width, viewed.height) == (800, 600)
    assert difference(image(viewed.picture), upright.resize((400, 300), Image.Resampling.BOX)) <= 2


def test_colours_are_managed() -> None:
    data = jpeg_bytes(
        Image.new("RGB", (900, 600), (200, 90, 60)), icc_profile=rgb_profile(P3_PRIMARIES, description="P3")
    )
    expected = decode(data).rgb.getpixel((9, 9))
    assert image(view(data).picture).getpixel((9, 9)) == expected != (200, 90, 60)
    small = image(view(data, 100).picture).getpixel((9, 9))
    assert max(abs(one - other) for one, other in zip(small, expected, strict=True)) <= 1  # type: ignore[arg-type]


def test_details_come_along() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Camera 1"
    assert view(jpeg_bytes(PICTURE, exif=exif.tobytes())).details.camera == "Maker Camera 1"
    assert view(encoded(PICTURE, "TIFF", exif=exif.tobytes())).details.camera == "Maker Camera 1"
    assert view(encoded(PICTURE, "PNG", exif=exif.tobytes())).details.camera == "Maker Camera 1"


@pytest.mark.parametrize("data", [b"", b"text, not a photo", png_claiming(50_000, 50_000), FILES["JPEG"][:900]])
def test_what_is_no_photo_is_a_sentence(data: bytes) -> None:
    with pytest.raises(PhotoError, match=r"\.$"):
        view(data)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FILES)), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=4))
def test_a_damaged_file_is_a_picture_or_a_sentence(file_format: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(FILES[file_format])
    for place, byte in changes:
        # Half of them in the header.
        data[int(place * (len(data) if byte % 2 else 100))] = byte
    try:
        viewed = view(bytes(data), 100)
    except PhotoError:
        return
    assert max(viewed.picture.width, viewed.picture.height) <= 100


@pytest.mark.parametrize("kind", ["RGBA", "LA", "P", "L", "RGB"])
def test_large_transparent_photos_are_laid_over_white_band_by_band(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alpha = Image.linear_gradient("L").resize(PICTURE.size)
    stored = PICTURE.convert("L" if kind in ("L", "LA") else "RGB")
    options: dict[str, object] = {}
    if kind in ("RGBA", "LA"):
        stored.putalpha(alpha)
    elif kind == "P":
        stored, options = stored.quantize(64), {"transparency": bytes(range(0, 256, 4))}
    else:
        options = {"transparency": stored.getpixel((80, 60))}
    data = encoded(stored, "PNG", **options)
    at_once = view(data).picture
    monkeypatch.setattr(colour, "_BAND_PIXELS", 1000)
    assert view(data).picture == at_once


def test_real_photos_look_as_pillow_alone_shows_them(shared_photos: Path) -> None:
    path = sorted(shared_photos.glob("*/*.jpg"))[7]
    with Image.open(path) as plain:
        assert image(view(path.read_bytes()).picture).tobytes() == plain.convert("RGB").tobytes()
