"""What a camera says: in a viewer's words, and never more than one can believe."""

from __future__ import annotations

import io
from dataclasses import astuple
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from flowersort.core.photo_details import PhotoDetails
from flowersort.services.imaging.exif import read_exif
from flowersort.services.imaging.exif_details import details_of
from tests.fakes.pictures import flower_like, jpeg_bytes

Tag = ExifTags.Base
SMALL = flower_like(0, 32, 24)
SHOT = {
    Tag.DateTimeOriginal: "2025:05:14 10:11:12",
    Tag.ExposureTime: IFDRational(1, 250),
    Tag.FNumber: IFDRational(28, 10),
    Tag.ISOSpeedRatings: 400,
    Tag.FocalLength: IFDRational(50, 1),
    Tag.LensModel: "RF50mm F1.8 STM",
}


def block(shot: dict[int, Any], **camera: Any) -> bytes:
    """Return an EXIF block as a camera writes it."""
    exif = Image.Exif()
    for name, written in camera.items():
        exif[Tag[name]] = written
    exif._ifds[ExifTags.IFD.Exif] = shot
    return exif.tobytes()


def read_back(exif: bytes) -> PhotoDetails:
    with Image.open(io.BytesIO(jpeg_bytes(SMALL, exif=exif))) as photo:
        return details_of(read_exif(photo))


def told(shot: dict[int, Any] | None = None, **camera: Any) -> PhotoDetails:
    """Return what is made of values as Pillow might give them."""
    exif = Image.Exif()
    for name, written in camera.items():
        exif[Tag[name]] = written
    exif._ifds[ExifTags.IFD.Exif] = shot or {}
    return details_of(exif)


def test_a_camera_says_what_one_wants_to_know() -> None:
    assert read_back(block(SHOT, Make="Canon", Model="Canon EOS R5")) == PhotoDetails(
        taken="2025-05-14T10:11:12",
        camera="Canon EOS R5",
        lens="RF50mm F1.8 STM",
        exposure="1/250 s",
        aperture="f/2.8",
        iso="400",
        focal="50 mm",
    )


def test_where_it_was_is_not_told() -> None:
    exif = Image.Exif()
    exif._ifds[ExifTags.IFD.GPSInfo] = {1: "N", 2: (52.0, 31.0, 12.0)}
    assert read_back(exif.tobytes()) == PhotoDetails()


def test_without_exif_nothing_is_said() -> None:
    assert details_of(None) == details_of(read_exif(SMALL)) == PhotoDetails()


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("NIKON CORPORATION", "NIKON D850", "NIKON D850"),
        ("SONY", "ILCE-7M4", "SONY ILCE-7M4"),
        ("Apple", "iPhone 15", "Apple iPhone 15"),
        ("samsung", "SAMSUNG NX1", "SAMSUNG NX1"),
        ("HP", "HPx", "HP HPx"),
        ("Panasonic", None, "Panasonic"),
        (None, "DMC-FZ50", "DMC-FZ50"),
        ("Canon\0\0\0", "  PowerShot  \0garbage", "Canon PowerShot"),
        ("", "\0", None),
        ("----", "????", None),
        ("Müller", "Größe 1", "Müller Größe 1"),
        ("Müller".encode().decode("latin-1"), "5", "Müller 5"),
        ("A\x1b[31m\n\u202eB", "C\td", "A [31m B C d"),
        (b"Maker\0", b"Model", "Maker Model"),
        (17, (1, 2), None),
    ],
)
def test_maker_and_model_make_one_name(make: object, model: object, camera: str | None) -> None:
    names = {name: written for name, written in (("Make", make), ("Model", model)) if written is not None}
    assert told(**names).camera == camera


def test_a_long_name_is_cut() -> None:
    details = told({Tag.LensModel: "lens " * 100_000}, Make="x" * 70, Model="y" * 70)
    assert details.lens == ("lens " * 16).strip()
    assert details.camera == "x" * 70 + " " + "y" * 9


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (IFDRational(1, 8000), "1/8000 s"),
        (IFDRational(10, 2500), "1/250 s"),
        (IFDRational(1, 3), "0.3 s"),
        (0.25, "1/4 s"),
        (0.5, "0.5 s"),
        (IFDRational(13, 10), "1.3 s"),
        (30, "30 s"),
        ((IFDRational(1, 60), 5), "1/60 s"),
        (IFDRational(0, 1), None),
        (IFDRational(1, 0), None),
        (IFDRational(0, 0), None),
        (IFDRational(-1, 60), None),
        (IFDRational(4294967295, 1), None),
        (float("inf"), None),
        ("1/60", None),
        (b"\0\1", None),
        ((), None),
        ({1: 2}, None),
        (10**400, None),
    ],
)
def test_exposure(seconds: object, said: str | None) -> None:
    assert told({Tag.ExposureTime: seconds}).exposure == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2.8, "f/2.8"),
        (IFDRational(16, 1), "f/16"),
        (0.95, "f/0.95"),
        (1.2, "f/1.2"),
        (0, None),
        (IFDRational(1, 0), None),
    ],
)
def test_aperture(number: object, said: str | None) -> None:
    assert told({Tag.FNumber: number}).aperture == said


@pytest.mark.parametrize(
    ("length", "said"),
    [(50, "50 mm"), (IFDRational(42, 10), "4.2 mm"), (IFDRational(6765, 1000), "6.8 mm"), (0, None), (1e9, None)],
)
def test_focal_length(length: object, said: str | None) -> None:
    assert told({Tag.FocalLength: length}).focal == said


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ({Tag.ISOSpeedRatings: 100}, "100"),
        ({Tag.ISOSpeedRatings: (800, 0)}, "800"),
        ({Tag.ISOSpeedRatings: 65535, Tag.RecommendedExposureIndex: 102_400}, "102400"),
        ({Tag.ISOSpeedRatings: 65535, Tag.ISOSpeed: 204_800}, "204800"),
        ({Tag.ISOSpeedRatings: 65535}, None),
        ({Tag.ISOSpeedRatings: 0}, None),
    ],
)
def test_iso(tags: dict[int, object], said: str | None) -> None:
    assert told(tags).iso == said


def check(details: PhotoDetails) -> None:
    for text in astuple(details):
        assert text is None or (text.isprintable() and 0 < len(text) <= 80 and text == text.strip())


RATIONALS = st.builds(IFDRational, st.integers(-(2**31), 2**32), st.integers(-2, 2**32))
VALUES = st.recursive(
    st.none() | st.text() | st.binary() | st.integers() | st.floats() | RATIONALS | st.booleans(),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from([*SHOT, Tag.ISOSpeed, Tag.RecommendedExposureIndex]), VALUES), VALUES, VALUES)
def test_whatever_pillow_reads_is_a_line_or_nothing(shot: dict[int, object], make: object, model: object) -> None:
    check(told(shot, Make=make, Model=model))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damage_is_a_line_or_nothing(data: st.DataObject) -> None:
    exif = bytearray(block(SHOT, Make="Canon", Model="Canon EOS R5"))
    for _ in range(data.draw(st.integers(1, 8))):
        exif[data.draw(st.integers(6, len(exif) - 1))] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF, 0x2A]))
    check(read_back(bytes(exif[: data.draw(st.integers(8, len(exif)))])))
