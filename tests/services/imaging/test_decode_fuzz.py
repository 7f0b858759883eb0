"""Mutated files through the exact `decode`: a photo or a sentence, never anything else."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from flowersort.core.errors import PhotoError
from flowersort.services.imaging.decode import WORKING_SIDE, DecodedPhoto, decode
from flowersort.services.imaging.thumbnails import thumbnail_jpeg
from tests.fakes.pictures import animated, encoded, every_format, exif_bytes, flower_like, jpeg_bytes
from tests.fakes.profiles import P3_PRIMARIES, rgb_profile

SECONDS = 5.0
# Pictures that a fuzzer makes by changing a header may be large, and that is no fault: unpacking them is only slow.
PIXELS = 20_000_000


def _seeds() -> tuple[bytes, ...]:
    """Return small files of every format, with all that real ones carry along."""
    small, other = flower_like(1, 48, 32), flower_like(2, 48, 32)
    exif = exif_bytes(orientation=6, taken="2023:05:06 07:08:09", changed="2024:01:02 03:04:05", note=b"x" * 40)
    profile = rgb_profile(P3_PRIMARIES, description="P3")
    rich = {"exif": exif, "icc_profile": profile}
    files = [
        *every_format(small).values(),
        jpeg_bytes(small, progressive=True, **rich),
        jpeg_bytes(small.convert("CMYK")),
        jpeg_bytes(small.convert("L")),
        encoded(small.convert("RGBA"), "PNG", **rich),
        encoded(small.quantize(16), "PNG", transparency=3),
        encoded(small.convert("I;16"), "PNG"),
        encoded(small.convert("1"), "TIFF", compression="group4"),
        encoded(small.convert("F"), "TIFF"),
        encoded(small.convert("CMYK"), "TIFF", **rich),
        encoded(small, "TIFF", compression="jpeg"),
        encoded(small.convert("RGBA"), "TIFF", compression="tiff_deflate"),
        encoded(small.quantize(16), "BMP"),
        *(animated(kind, first=small, second=other) for kind in ("PNG", "WEBP", "GIF", "TIFF")),
        encoded(small.convert("RGBA"), "WEBP", lossless=True, **rich),
        encoded(small.convert("RGBA"), "AVIF", speed=10, max_threads=1, **rich),
    ]
    return tuple(files) + _heic(small, exif)


def _heic(small: Image.Image, exif: bytes) -> tuple[bytes, ...]:
    try:
        import pillow_heif
    except ImportError:
        return ()
    pillow_heif.register_heif_opener(thumbnails=False)
    return (encoded(small, "HEIF", exif=exif), encoded(small.convert("RGBA"), "HEIF"))


SEEDS = _seeds()
NUMBERS = st.sampled_from([0, 1, 0x7F, 0x80, 0xFF])


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[bytes, ...] = SEEDS) -> bytes:
    """Draw a file with one to five things wrong with it."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 5))):
        # Most of what can go wrong is decided in the first bytes, so half of the places are there.
        end = draw(st.sampled_from([min(len(data), 600), len(data)]))
        place = draw(st.integers(0, max(0, end - 1)))
        length = draw(st.sampled_from([1, 1, 2, 4, 8, 64, 1000]))
        new = _replacement(draw, bytes(data[place : place + length]), seeds)
        data[place : place + length] = new
        if draw(st.integers(0, 9)) == 0:
            del data[place + len(new) :]
    return bytes(data)


def _replacement(draw: st.DrawFn, old: bytes, seeds: tuple[bytes, ...]) -> bytes:
    """Draw what stands where `old` stood: set, flipped, dropped, repeated, spliced in from a seed, or noise."""
    match draw(st.sampled_from(["set", "set", "flip", "drop", "repeat", "splice", "insert"])):
        case "set":
            return bytes([draw(NUMBERS)]) * min(len(old), 8) + old[8:]
        case "flip" if old:
            return bytes([old[0] ^ 1 << draw(st.integers(0, 7))]) + old[1:]
        case "repeat":
            return old * draw(st.sampled_from([2, 3, 50]))
        case "splice":
            other = draw(st.sampled_from(seeds))
            start = draw(st.integers(0, len(other) - 1))
            return other[start : start + len(old)]
        case "insert":
            return draw(st.binary(max_size=32)) + old
    return b""


def check(data: bytes) -> None:
    """Decode, make the thumbnail, and compare with what `decode` promises."""
    start = time.process_time()
    try:
        photo = decode(data)
    except PhotoError as fault:
        sentence, cause = str(fault), fault.__cause__
        assert sentence.isprintable()
        assert sentence.endswith((".", "'flowersort[heic]'"))
        assert not isinstance(cause, Warning)
    else:
        _check_photo(photo)
    assert time.process_time() - start < SECONDS


def _check_photo(photo: DecodedPhoto) -> None:
    rgb = photo.rgb
    assert (rgb.mode, rgb.info) == ("RGB", {})
    assert photo.width > 0
    assert photo.height > 0
    assert min(rgb.size) >= min(WORKING_SIDE, photo.width, photo.height)
    assert photo.taken is None or len(photo.taken) == 19
    rgb.getpixel((rgb.width - 1, rgb.height - 1))
    assert thumbnail_jpeg(rgb).startswith(b"\xff\xd8")


@pytest.fixture(autouse=True)
def _within_limits(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Lower the limit of pixels, and fail if a library talks to the user's terminal."""
    monkeypatch.setattr("flowersort.services.imaging.decode.MAX_PIXELS", PIXELS)
    handlers = logging.getLogger().handlers
    monkeypatch.setattr(logging.getLogger(), "handlers", [h for h in handlers if "Capture" in type(h).__name__])
    yield
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


FUZZ = settings(
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_every_seed_is_a_photo() -> None:
    for data in SEEDS:
        assert min(decode(data).rgb.size) == 32


@FUZZ
@given(mutated())
def test_a_damaged_file_is_a_photo_or_a_sentence(data: bytes) -> None:
    check(data)


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(SEEDS), st.integers(4, 40))
def test_bytes_behind_a_true_beginning_are_a_photo_or_a_sentence(noise: bytes, seed: bytes, kept: int) -> None:
    check(seed[:kept] + noise)


@pytest.mark.sweep
@pytest.mark.timeout(3600)
@settings(FUZZ, max_examples=int(os.environ.get("FLOWERSORT_FUZZ_EXAMPLES", "5000")))
@given(mutated())
def test_thousands_of_damaged_files_are_photos_or_sentences(data: bytes) -> None:
    check(data)


@pytest.mark.sweep
@pytest.mark.timeout(3600)
def test_thousands_of_damaged_real_photos_are_photos_or_sentences(shared_photos: Path) -> None:
    real = tuple(path.read_bytes() for path in sorted(shared_photos.glob("*/*.jpg"))[::200])

    @settings(FUZZ, max_examples=1000)
    @given(mutated(real))
    def sweep(data: bytes) -> None:
        check(data)

    sweep()
