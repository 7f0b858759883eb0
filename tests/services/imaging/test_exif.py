from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from flowersort.services.imaging.exif import read_exif, taken_at, upright
from tests.fakes.pictures import exif_bytes, flower_like, jpeg_bytes

SMALL = flower_like(0, 32, 24)


def exif_of(block: bytes) -> Image.Exif | None:
    return read_exif(Image.open(io.BytesIO(jpeg_bytes(SMALL, exif=block))))


def test_the_time_is_when_the_photo_was_taken_not_changed() -> None:
    exif = exif_of(exif_bytes(taken="2023:05:06 07:08:09", changed="2024:01:01 00:00:00"))
    assert taken_at(exif) == "2023-05-06T07:08:09"


@pytest.mark.parametrize(
    "unset", ["0000:00:00 00:00:00", "    :  :     :  :  ", "", "yesterday", "2023:13:40 99:99:99"]
)
def test_a_camera_without_a_clock_leaves_the_time_of_change_or_none(unset: str) -> None:
    assert taken_at(exif_of(exif_bytes(taken=unset, changed="2024:01:02 03:04:05"))) == "2024-01-02T03:04:05"
    assert taken_at(exif_of(exif_bytes(taken=unset, changed=unset))) is None


def test_a_scanned_photo_has_the_time_of_scanning() -> None:
    exif = Image.Exif()
    exif._ifds[0x8769] = {36868: "1999:12:31 23:59:59"}
    assert taken_at(exif_of(exif.tobytes())) == "1999-12-31T23:59:59"


def test_without_exif_nothing_is_known() -> None:
    exif = read_exif(SMALL)
    assert (taken_at(exif), upright(exif)) == (None, None)
    assert (taken_at(None), upright(None)) == (None, None)


@pytest.mark.parametrize("orientation", [0, 1, 9, 65535])
def test_an_orientation_that_means_nothing_turns_nothing(orientation: int) -> None:
    assert upright(exif_of(exif_bytes(orientation=orientation))) is None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_exif_is_ignored(data: st.DataObject) -> None:
    block = bytearray(exif_bytes(orientation=6, taken="2023:05:06 07:08:09", changed="2024:01:02 03:04:05"))
    for _ in range(data.draw(st.integers(1, 6))):
        block[data.draw(st.integers(6, len(block) - 1))] = data.draw(st.integers(0, 255))
    exif = exif_of(bytes(block[: data.draw(st.integers(8, len(block)))]))
    assert upright(exif) is None or isinstance(upright(exif), Image.Transpose)
    assert taken_at(exif) is None or len(taken_at(exif) or "") == 19
