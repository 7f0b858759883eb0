from __future__ import annotations

import io

import pytest
from PIL import Image

from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.thumbnails import THUMBNAIL_SIDE, thumbnail_jpeg
from tests.fakes.pictures import difference, encoded, flower_like, jpeg_bytes


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "JPEG"
    image.load()
    return image


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1024, 512), (256, 128)),
        ((512, 1024), (128, 256)),
        ((257, 256), (256, 255)),
        ((256, 256), (256, 256)),
        ((100, 30), (100, 30)),
        ((1, 1), (1, 1)),
        ((1, 5000), (1, 256)),
        ((5000, 1), (256, 1)),
    ],
)
def test_the_long_side_is_at_most_256_pixels_and_small_photos_keep_their_size(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert opened(thumbnail_jpeg(Image.new("RGB", size))).size == expected
    assert max(expected) <= THUMBNAIL_SIDE


def test_it_shows_the_photo() -> None:
    photo = flower_like(1, 800, 600)
    small = opened(thumbnail_jpeg(photo))
    assert difference(small.convert("RGB"), photo.resize((256, 192), Image.Resampling.LANCZOS)) < 2.5


def test_the_photo_itself_stays_as_it_was() -> None:
    photo = flower_like(1, 800, 600)
    before = photo.tobytes()
    thumbnail_jpeg(photo)
    assert (photo.size, photo.tobytes()) == ((800, 600), before)


def test_nothing_but_pixels_goes_into_it() -> None:
    photo = jpeg_bytes(comment=b"secret" * 5000, exif=b"Exif\0\0secret", dpi=(300, 300), icc_profile=b"secret" * 99)
    small = thumbnail_jpeg(decode(photo).rgb)
    assert b"secret" not in small
    assert "dpi" not in opened(small).info


def test_a_comment_longer_than_a_jpeg_can_hold_is_no_obstacle() -> None:
    gif = encoded(flower_like(0, 40, 30), "GIF", comment=b"x" * 100_000)
    assert opened(thumbnail_jpeg(decode(gif).rgb)).size == (40, 30)
