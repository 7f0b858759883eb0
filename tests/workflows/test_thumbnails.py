"""One photo's thumbnail: from the cache where it can be, else made and kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from flowersort.core.content import content_hash
from flowersort.core.errors import PhotoError
from flowersort.core.picture import Picture
from flowersort.services.cache.thumbnail_cache import ThumbnailCache
from flowersort.workflows.thumbnails import ThumbnailMaker
from tests.fakes.gardens import photo_bytes
from tests.fakes.pictures import difference, encoded, flower_like, jpeg_bytes, png_claiming
from tests.fakes.runs import Reader

FLOWER = flower_like(2, 500, 330)
PHOTO = jpeg_bytes(FLOWER)
CONTENT = content_hash(PHOTO)


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "cache")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "a.jpg").write_bytes(PHOTO)
    return tmp_path / "a.jpg"


def image(picture: Picture) -> Image.Image:
    return Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)


@pytest.mark.parametrize("content", [None, CONTENT])
@pytest.mark.parametrize("kept", [True, False])
def test_it_shows_the_photo_with_and_without_a_cache(
    photo: Path, cache: ThumbnailCache, kept: bool, content: str | None
) -> None:
    small = image(ThumbnailMaker(Reader(), cache if kept else None)(str(photo), content))
    assert small.size == (256, 169)
    assert difference(small, FLOWER.resize(small.size, Image.Resampling.BOX)) < 3


def test_a_known_photo_is_not_read_again_and_looks_the_same(photo: Path, cache: ThumbnailCache) -> None:
    reader = Reader()
    maker = ThumbnailMaker(reader, cache)
    first = maker(str(photo), None)
    photo.unlink()
    assert maker(str(photo), CONTENT) == first
    assert reader.names == ["a.jpg"]


def test_a_copy_is_read_but_not_decoded(photo: Path, cache: ThumbnailCache, monkeypatch: pytest.MonkeyPatch) -> None:
    maker = ThumbnailMaker(Reader(), cache)
    first = maker(str(photo), None)

    def refuse(_data: bytes) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr("flowersort.workflows.thumbnails.decode", refuse)
    assert maker(str(photo), None) == first


def test_a_photo_that_was_replaced_is_kept_under_its_own_content(photo: Path, cache: ThumbnailCache) -> None:
    photo.write_bytes(photo_bytes(5))
    picture = ThumbnailMaker(Reader(), cache)(str(photo), CONTENT)
    assert (picture.width, picture.height) == (120, 80)
    assert cache.get(CONTENT) is None
    assert cache.get(content_hash(photo_bytes(5))) is not None


@pytest.mark.parametrize(
    "damaged",
    [b"", b"garbage", jpeg_bytes(flower_like(0, 99, 66))[:-50], jpeg_bytes(Image.new("RGB", (3000, 3000)))],
    ids=["empty", "garbage", "cut short", "too large"],
)
@pytest.mark.parametrize("content", [None, CONTENT])
def test_a_damaged_thumbnail_is_made_anew(
    photo: Path, cache: ThumbnailCache, damaged: bytes, content: str | None
) -> None:
    cache.put(CONTENT, damaged)
    reader = Reader()
    maker = ThumbnailMaker(reader, cache)
    picture = maker(str(photo), content)
    assert (picture.width, picture.height) == (256, 169)
    assert maker(str(photo), CONTENT) == picture
    assert reader.names == ["a.jpg"]


def test_a_disk_without_room_for_a_cache_is_no_obstacle(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    maker = ThumbnailMaker(Reader(), ThumbnailCache(tmp_path / "file"))
    assert maker(str(photo), None) == maker(str(photo), CONTENT)


@pytest.mark.parametrize("data", [b"", b"some text", PHOTO[:900], png_claiming(50_000, 50_000)])
def test_a_photo_that_can_not_be_decoded_is_a_sentence(photo: Path, cache: ThumbnailCache, data: bytes) -> None:
    photo.write_bytes(data)
    with pytest.raises(PhotoError, match=r"\.$"):
        ThumbnailMaker(Reader(), cache)(str(photo), None)


def test_a_photo_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="no longer there"):
        ThumbnailMaker(Reader(), None)(str(tmp_path / "gone.jpg"), None)


def test_a_fault_nobody_foresaw_is_a_sentence() -> None:
    def read(_path: str) -> bytes:
        raise RuntimeError("on strike")

    with pytest.raises(PhotoError, match=r"could not be processed \(RuntimeError: on strike\)"):
        ThumbnailMaker(read, None)("a.jpg", None)


def test_many_threads_ask_one_maker(tmp_path: Path, cache: ThumbnailCache) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(8)]
    for number, path in enumerate(paths):
        path.write_bytes(encoded(Image.new("RGB", (40, 30), (number * 30, 0, 0)), "PNG"))
    maker = ThumbnailMaker(Reader(), cache)
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda path: maker(str(path), None), paths * 5))
    assert [picture.average >> 16 for picture in pictures] == pytest.approx([n * 30 for n in range(8)] * 5, abs=2)
