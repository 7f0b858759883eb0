"""One photo large, or a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.core.content import content_hash
from flowersort.core.errors import PhotoError
from flowersort.services.imaging.read import read_photo
from flowersort.workflows.view_photo import view_photo
from tests.fakes.pictures import exif_bytes, flower_like, jpeg_bytes, stored_for


def test_a_photo_comes_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    data = jpeg_bytes(
        stored_for(flower_like(1, 600, 400), 6), exif=exif_bytes(orientation=6, taken="2025:05:14 10:11:12")
    )
    (tmp_path / "a.jpg").write_bytes(data)
    view = view_photo(str(tmp_path / "a.jpg"), read=read_photo)
    assert (view.width, view.height, view.size, view.content) == (600, 400, len(data), content_hash(data))
    assert (view.picture.width, view.picture.height) == (600, 400)
    assert view.details.taken == "2025-05-14T10:11:12"


def test_a_large_photo_is_scaled_down_and_its_true_size_told() -> None:
    view = view_photo("a.jpg", read=lambda _path: jpeg_bytes(flower_like(1, 600, 400)), longest=300)
    assert (view.picture.width, view.picture.height) == (300, 200)
    assert (view.width, view.height) == (600, 400)


def test_a_large_photo_shows_4096_pixels_by_default() -> None:
    view = view_photo("a.jpg", read=lambda _path: jpeg_bytes(flower_like(1, 5000, 500)))
    assert (view.picture.width, view.width) == (4096, 5000)


@pytest.mark.parametrize("data", [b"", b"some text", jpeg_bytes()[:900]])
def test_what_can_not_be_decoded_is_a_sentence(data: bytes) -> None:
    with pytest.raises(PhotoError, match=r"\.$"):
        view_photo("a.jpg", read=lambda _path: data)


def test_a_photo_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="no longer there"):
        view_photo(str(tmp_path / "gone.jpg"), read=read_photo)


def test_a_fault_nobody_foresaw_is_a_sentence() -> None:
    def read(_path: str) -> bytes:
        raise MemoryError

    with pytest.raises(PhotoError, match="could not be processed"):
        view_photo("a.jpg", read=read)
