from __future__ import annotations

import io
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flowersort.core.errors import PhotoError
from flowersort.services.imaging.decode import WORKING_SIDE, decode
from flowersort.services.imaging.formats import MAX_PIXELS
from flowersort.services.imaging.read import read_photo
from tests.fakes.pictures import (
    animated,
    difference,
    encoded,
    every_format,
    exif_bytes,
    flower_like,
    jpeg_bytes,
    png_claiming,
    stored_for,
    with_png_chunk,
)

PICTURE = flower_like(3)
OTHER = flower_like(4)
FILES = every_format(PICTURE)


def heic_bytes(image: Image.Image, **options: object) -> bytes:
    pytest.importorskip("pillow_heif").register_heif_opener(thumbnails=False)
    return encoded(image, "HEIF", quality=90, **options)


# Formats


@pytest.mark.parametrize(
    ("file_format", "tolerance"),
    [("JPEG", 2), ("MPO", 2), ("PNG", 0), ("WEBP", 3), ("TIFF", 0), ("GIF", 6), ("BMP", 0), ("AVIF", 3)],
)
def test_every_format_comes_back_as_it_was_saved(file_format: str, tolerance: float) -> None:
    photo = decode(FILES[file_format])
    assert (photo.width, photo.height, photo.rgb.mode, photo.taken) == (*PICTURE.size, "RGB", None)
    assert difference(photo.rgb, PICTURE) <= tolerance


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_heic_comes_back_as_it_was_saved(brand: bytes) -> None:
    data = heic_bytes(PICTURE)
    photo = decode(data[:8] + brand + data[12:])
    assert (photo.width, photo.height, photo.rgb.mode) == (*PICTURE.size, "RGB")
    assert difference(photo.rgb, PICTURE) <= 3


@pytest.mark.parametrize(
    "compression", [None, "tiff_deflate", "packbits", "jpeg", "tiff_adobe_deflate", "lzma", "zstd"]
)
def test_tiff_of_any_compression(compression: str | None) -> None:
    photo = decode(encoded(PICTURE, "TIFF", compression=compression))
    assert difference(photo.rgb, PICTURE) <= 3


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 0}, {"subsampling": 2}, {"keep_rgb": True}])
def test_jpeg_of_any_kind(options: dict[str, object]) -> None:
    assert difference(decode(jpeg_bytes(PICTURE, **options)).rgb, PICTURE) <= 3


def test_the_content_counts_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(jpeg_bytes(PICTURE))
    assert difference(decode(read_photo(str(tmp_path / "a.png"))).rgb, PICTURE) <= 2


@pytest.mark.parametrize(
    ("file_format", "options"),
    [
        ("GIF", {}),
        ("WEBP", {"lossless": True}),
        ("PNG", {}),
        ("AVIF", {"quality": 95, "speed": 10, "max_threads": 1}),
        ("TIFF", {}),
        ("MPO", {"quality": 95}),
    ],
)
def test_of_many_frames_or_pages_the_first_is_the_photo(file_format: str, options: dict[str, object]) -> None:
    photo = decode(animated(file_format, first=PICTURE, second=OTHER, **options))
    assert difference(photo.rgb, PICTURE) <= 6
    assert difference(photo.rgb, OTHER) > 10


@pytest.mark.parametrize(
    "file_format", ["EPS", "PPM", "ICO", "PDF", "TGA", "JPEG2000", "PCX", "SGI", "XBM", "ICNS", "DDS"]
)
def test_formats_off_the_list_are_refused(file_format: str) -> None:
    picture = PICTURE.resize((32, 32)).convert("1" if file_format == "XBM" else "RGB")
    with pytest.raises(PhotoError, match="not a photo"):
        decode(encoded(picture, file_format))


@pytest.mark.parametrize(
    "beginning", [b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\xd7\xcd\xc6\x9a\x00\x00", b"%PDF-1.7\n", b"P6\n2 2\n255\n"]
)
def test_the_beginnings_of_dangerous_formats_are_refused(beginning: bytes) -> None:
    with pytest.raises(PhotoError, match="not a photo"):
        decode(beginning + bytes(200))


# Size


def test_a_large_jpeg_is_decoded_at_a_smaller_scale_and_its_size_is_still_told() -> None:
    large = flower_like(7, 4000, 3000)
    photo = decode(jpeg_bytes(large))
    assert (photo.width, photo.height) == (4000, 3000)
    assert WORKING_SIDE <= min(photo.rgb.size) < 600
    exact = large.resize((224, 224), Image.Resampling.BOX)
    assert difference(photo.rgb.resize((224, 224), Image.Resampling.BILINEAR, reducing_gap=3.0), exact) < 1.5


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "CMYK"])
def test_a_large_photo_of_another_format_is_made_smaller_too(mode: str) -> None:
    large = flower_like(7, 2400, 1300)
    photo = decode(encoded(large.convert(mode), "TIFF"))
    assert (photo.width, photo.height) == (2400, 1300)
    assert WORKING_SIDE <= min(photo.rgb.size) < 700
    wanted = (large.convert("L").convert("RGB") if mode == "L" else large).resize((224, 224), Image.Resampling.BOX)
    assert difference(photo.rgb.resize((224, 224), Image.Resampling.BILINEAR), wanted) < 2


@pytest.mark.parametrize("size", [(256, 256), (255, 255), (300, 1), (1, 1), (1, 5000), (5000, 1), (8, 8000)])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_a_photo_is_never_scaled_below_what_model_and_thumbnail_need(size: tuple[int, int], file_format: str) -> None:
    photo = decode(encoded(Image.new("RGB", size, (200, 100, 50)), file_format))
    assert (photo.width, photo.height) == photo.rgb.size == size
    assert np.abs(np.asarray(photo.rgb, int) - (200, 100, 50)).max() <= 3


@pytest.mark.timeout(20)
@pytest.mark.parametrize("size", [(50_000, 50_000), (20_000, 20_000), (14_143, 14_143), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_its_header_without_being_unpacked(size: tuple[int, int]) -> None:
    tracemalloc.start()
    try:
        start = time.process_time()
        with pytest.raises(PhotoError, match=f"more than the {MAX_PIXELS:,}"):
            decode(png_claiming(*size))
        assert time.process_time() - start < 1.0
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_host_without_a_limit_of_pixels_is_protected_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    with pytest.raises(PhotoError, match="50000 × 50000"):
        decode(png_claiming(50_000, 50_000))


# Orientation and time


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIC"])
def test_every_orientation_is_turned_upright_once(orientation: int, file_format: str) -> None:
    stored, exif = stored_for(PICTURE, orientation), exif_bytes(orientation=orientation)
    if file_format == "HEIC":
        data = heic_bytes(stored, exif=exif)
    else:
        options = {"quality": 95} if file_format in ("JPEG", "WEBP", "AVIF") else {}
        data = encoded(stored, file_format, exif=exif, **options)
    photo = decode(data)
    assert (photo.width, photo.height) == photo.rgb.size == PICTURE.size
    assert difference(photo.rgb, PICTURE) <= 3


@pytest.mark.parametrize("orientation", [3, 6])
def test_a_scaled_jpeg_is_turned_too(orientation: int) -> None:
    upright = flower_like(7, 2000, 1500)
    photo = decode(jpeg_bytes(stored_for(upright, orientation), exif=exif_bytes(orientation=orientation)))
    assert (photo.width, photo.height) == (2000, 1500)
    assert photo.rgb.size == (500, 375)
    assert difference(photo.rgb, upright.resize((500, 375), Image.Resampling.BOX)) <= 2


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_the_time_is_read_from_every_format(file_format: str) -> None:
    exif = exif_bytes(taken="2023:05:06 07:08:09", changed="2024:05:06 07:08:09")
    assert decode(encoded(PICTURE, file_format, exif=exif)).taken == "2023-05-06T07:08:09"


def test_a_huge_exif_block_is_no_obstacle() -> None:
    exif = exif_bytes(orientation=1, taken="2023:05:06 07:08:09", note=b"x" * 65_000)
    assert decode(jpeg_bytes(PICTURE, exif=exif)).taken == "2023-05-06T07:08:09"
    exif = exif_bytes(taken="2023:05:06 07:08:09", note=b"x" * 5_000_000)
    assert decode(encoded(PICTURE, "PNG", exif=exif)).taken == "2023-05-06T07:08:09"


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0garbage" * 9, exif_bytes(orientation=6)[:20]]
)
def test_damaged_exif_is_ignored(exif: bytes) -> None:
    photo = decode(jpeg_bytes(PICTURE, exif=exif))
    assert photo.taken is None
    assert photo.rgb.size == PICTURE.size


def test_the_picture_carries_no_metadata_along() -> None:
    exif = exif_bytes(orientation=1, taken="2023:05:06 07:08:09")
    for data in (jpeg_bytes(PICTURE, exif=exif, comment=b"secret"), encoded(PICTURE, "PNG", exif=exif)):
        assert decode(data).rgb.info == {}


# Damage


def test_zero_bytes() -> None:
    with pytest.raises(PhotoError, match="empty"):
        decode(b"")


@pytest.mark.parametrize("text", ["Dear diary,\n", "<html>\r\n", "{}", "Blümchen 🌼", "\N{BYTE ORDER MARK}a,b\n"])
def test_text_named_like_a_photo(text: str) -> None:
    with pytest.raises(PhotoError, match="is text, not a photo"):
        decode(text.encode() * 40)


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 100,
        bytes(range(256)),
        b"\xff\xd8",
        b"GIF8",
        b"RIFF\x01\0\0\0WEBP",
        b"BM",
        b"II*\0",
        b"\0\0\0\x18ftypavif",
    ],
)
def test_bytes_that_are_nothing(data: bytes) -> None:
    with pytest.raises(PhotoError):
        decode(data)


@pytest.mark.parametrize("file_format", sorted(FILES))
def test_a_file_that_is_cut_short_is_a_photo_error_or_what_was_left(file_format: str) -> None:
    data = FILES[file_format]
    for share in (0.02, 0.3, 0.5, 0.9):
        cut = data[: int(len(data) * share)]
        if file_format == "MPO" and share == 0.9:
            # The second picture of the file is gone, the first is whole.
            assert decode(cut).width == PICTURE.width
            continue
        with pytest.raises(PhotoError) as caught:
            decode(cut)
        assert str(caught.value).endswith(".")


def test_a_damaged_checksum_is_a_photo_error() -> None:
    data = bytearray(FILES["PNG"])
    data[data.index(b"IHDR") + 18] ^= 0xFF
    with pytest.raises(PhotoError):
        decode(bytes(data))


def test_an_avif_with_damaged_pixels_is_a_photo_error() -> None:
    # Pillow raises a bare RuntimeError there.
    data = FILES["AVIF"]
    pixels = data.index(b"mdat") + 4
    with pytest.raises(PhotoError, match="damaged"):
        decode(data[:pixels] + bytes(60) + data[pixels + 60 :])


def test_a_photo_error_is_one_printable_line_and_keeps_its_cause() -> None:
    with pytest.raises(PhotoError) as caught:
        decode(FILES["JPEG"][:2000])
    assert str(caught.value).isprintable()
    assert isinstance(caught.value.__cause__, OSError)


def test_memory_running_out_is_a_photo_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Image.Image) -> None:
        raise MemoryError

    monkeypatch.setattr(Image.Image, "load", full)
    with pytest.raises(PhotoError, match="not enough memory"):
        decode(FILES["JPEG"])


def test_an_unknown_chunk_is_no_obstacle() -> None:
    assert decode(with_png_chunk(FILES["PNG"], b"flOw", b"er")).width == PICTURE.width


def test_a_malformed_mpo_is_its_first_picture() -> None:
    data = FILES["MPO"]
    place = data.index(b"MPF\0")
    photo = decode(data[: place + 4] + b"XX" + data[place + 6 :])
    assert difference(photo.rgb, PICTURE) <= 2


# What comes out


def test_the_picture_can_be_used_after_the_file_is_closed() -> None:
    for name, data in FILES.items():
        rgb = decode(data).rgb
        assert rgb.resize((20, 20)).getpixel((0, 0)), name
        assert encoded(rgb, "PNG"), name


def test_real_photos_decode_as_pillow_alone_decodes_them(shared_photos: Path) -> None:
    paths = sorted(shared_photos.glob("*/*.jpg"))[::400]
    assert paths
    for path in paths:
        data = path.read_bytes()
        photo = decode(data)
        plain = Image.open(io.BytesIO(data)).convert("RGB")
        assert (photo.width, photo.height) == plain.size
        exact = plain.resize((224, 224), Image.Resampling.BILINEAR)
        assert difference(photo.rgb.resize((224, 224), Image.Resampling.BILINEAR), exact) < 3
