from __future__ import annotations

import itertools
import time

import pytest
from pytestqt.qtbot import QtBot

from flowersort.gui.grid.thumbnail_thread import Target
from flowersort.gui.grid.thumbnails import BYTES_KEPT, Source, ThumbnailProvider
from tests.gui.grid.conftest import RED, PictureMaker


class Photos:
    """A hundred photos, and one without a file; `contents` holds the content hashes that are known."""

    def __init__(self, *, has_colour: bool = True) -> None:
        self._has_colour = has_colour
        self.contents: dict[int, str] = {}

    def __call__(self, row: int) -> Source | None:
        return Source(f"/{row}.jpg", self.contents.get(row), self._has_colour) if row < 100 else None


@pytest.fixture
def provider(thumbnails: ThumbnailProvider) -> ThumbnailProvider:
    thumbnails.set_source(Photos())
    return thumbnails


def fetch(qtbot: QtBot, provider: ThumbnailProvider, rows: list[int]) -> None:
    provider.want_shown(rows)
    qtbot.waitUntil(lambda: all(provider.pixmap(row) or provider.has_failed(row) for row in rows))


def test_wanted_pictures_come_and_are_told(qtbot: QtBot, provider: ThumbnailProvider) -> None:
    assert provider.pixmap(3) is None
    with qtbot.waitSignal(provider.ready) as told:
        provider.want_shown([3])
    assert told.args == [(3,)]
    pixmap = provider.pixmap(3)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (160, 107)


def test_at_most_twenty_signals_a_second(qtbot: QtBot, provider: ThumbnailProvider) -> None:
    times: list[float] = []
    provider.ready.connect(lambda _rows: times.append(time.monotonic()))
    fetch(qtbot, provider, list(range(100)))
    assert all(later - earlier > 0.04 for earlier, later in itertools.pairwise(times))


def test_what_scrolled_away_is_not_made(qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker) -> None:
    maker.gate.clear()
    provider.want_shown(range(50))
    provider.want_shown([77])
    maker.gate.set()
    fetch(qtbot, provider, [77])
    # The one in hand at most.
    assert len(maker.made) <= 2


def test_what_is_at_hand_is_not_made_again(qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker) -> None:
    fetch(qtbot, provider, [1, 2])
    fetch(qtbot, provider, [1, 2, 3])
    assert maker.made == ["1.jpg", "2.jpg", "3.jpg"]


def test_a_few_others_come_before_the_grids(qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker) -> None:
    maker.gate.clear()
    provider.want_shown([1, 2])
    provider.want([8, 9])
    maker.gate.set()
    qtbot.waitUntil(lambda: len(maker.made) == 4)
    assert maker.made[-3:] in (["8.jpg", "9.jpg", "2.jpg"], ["9.jpg", "1.jpg", "2.jpg"])


def test_a_photo_that_cant_be_read_is_remembered_until_forgotten(
    qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker
) -> None:
    maker.unreadable.add("4.jpg")
    fetch(qtbot, provider, [4])
    assert provider.has_failed(4)
    fetch(qtbot, provider, [4, 5])
    assert maker.made == ["4.jpg", "5.jpg"]
    maker.unreadable.clear()
    provider.forget(4)
    assert not provider.has_failed(4)
    qtbot.waitUntil(lambda: provider.pixmap(4) is not None)


def test_a_photo_that_was_replaced_is_fetched_anew(
    qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker
) -> None:
    photos = Photos()
    provider.set_source(photos)
    maker.unreadable.add("2.jpg")
    fetch(qtbot, provider, [1, 2])
    # That a run reads them is no change.
    photos.contents[1] = "a"
    fetch(qtbot, provider, [1])
    assert maker.made == ["1.jpg", "2.jpg"]
    photos.contents = {1: "a", 2: "b"}
    maker.unreadable.clear()
    provider.want_shown([1, 2])
    qtbot.waitUntil(lambda: provider.pixmap(2) is not None)
    assert not provider.has_failed(2)
    assert maker.made == ["1.jpg", "2.jpg", "2.jpg"]
    photos.contents[2] = "c"
    provider.want_shown([2])
    qtbot.waitUntil(lambda: maker.made[3:] == ["2.jpg"])


def test_a_row_without_a_source_is_not_asked_for(
    qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker
) -> None:
    provider.want_shown([100, 1])
    qtbot.waitUntil(lambda: provider.pixmap(1) is not None)
    assert maker.made == ["1.jpg"]
    assert provider.pixmap(100) is None


def test_after_a_change_of_size_the_old_picture_stands_in(
    qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker
) -> None:
    fetch(qtbot, provider, [1])
    maker.gate.clear()
    provider.set_target(Target(240, 192, 1.0))
    small = provider.pixmap(1)
    assert small is not None
    assert small.width() == 160
    maker.gate.set()
    qtbot.waitUntil(lambda: (pixmap := provider.pixmap(1)) is not None and pixmap.width() == 240)


def test_another_table_begins_without_pictures(qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker) -> None:
    fetch(qtbot, provider, [1])
    maker.gate.clear()
    provider.want_shown([2])
    provider.set_source(Photos())
    assert provider.pixmap(1) is None
    provider.want_shown([3])
    maker.gate.set()
    fetch(qtbot, provider, [3])
    # It was made for the photo that the row meant before.
    assert provider.pixmap(2) is None


def test_colours_are_told_where_they_are_not_known(qtbot: QtBot, provider: ThumbnailProvider) -> None:
    told: list[tuple[int, int]] = []
    provider.coloured.connect(lambda row, colour: told.append((row, colour)))
    fetch(qtbot, provider, [1])
    assert told == []
    provider.set_source(Photos(has_colour=False))
    fetch(qtbot, provider, [1])
    assert told == [(1, RED)]


def test_no_more_is_fetched_than_is_kept(qtbot: QtBot, provider: ThumbnailProvider, maker: PictureMaker) -> None:
    huge = Target(2560, 2048, 1.0)
    provider.set_target(huge)
    most = BYTES_KEPT // huge.memory
    provider.want_shown(range(50))
    qtbot.waitUntil(lambda: len(maker.made) == most)
    fetch(qtbot, provider, list(range(most)))
    assert len(maker.made) == most


def test_closing_ends_what_is_under_way(provider: ThumbnailProvider, maker: PictureMaker) -> None:
    provider.want_shown(range(100))
    provider.close()
    assert len(maker.made) < 100
