from __future__ import annotations

import io

import pytest
from PIL import Image

from flowersort.core.errors import PhotoError
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.thumbnails import THUMBNAIL_SIDE, thumbnail_jpeg, thumbnail_picture
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


def test_a_thumbnail_becomes_a_picture() -> None:
    jpeg = thumbnail_jpeg(flower_like(1, 800, 600))
    picture = thumbnail_picture(jpeg)
    assert (picture.width, picture.height) == (256, 192)
    assert picture.rgb == opened(jpeg).tobytes()


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.999])
@pytest.mark.parametrize("filling", [b"", b"\0"])
def test_one_that_was_cut_short_or_never_reached_the_disk_is_none(share: float, filling: bytes) -> None:
    jpeg = thumbnail_jpeg(flower_like(1, 800, 600))
    kept = int(len(jpeg) * share)
    with pytest.raises(PhotoError, match="damaged or cut short"):
        thumbnail_picture(jpeg[:kept] + filling * (len(jpeg) - kept))


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "data",
    [
        jpeg_bytes(Image.new("RGB", (257, 10))),
        jpeg_bytes(Image.new("L", (10, 10))),
        jpeg_bytes(Image.new("RGB", (10_000, 10_000))),
        b"\xff\xd8 no picture \xff\xd9",
        encoded(Image.new("RGB", (10, 10)), "MPO", save_all=True, append_images=[Image.new("RGB", (10, 10))]),
        encoded(Image.new("RGB", (10, 10)), "PNG"),
    ],
    ids=["too wide", "grey", "a bomb", "noise", "two pictures", "PNG"],
)
def test_what_flowersort_did_not_make_is_none(data: bytes) -> None:
    with pytest.raises(PhotoError):
        thumbnail_picture(data)
