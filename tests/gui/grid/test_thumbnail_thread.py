from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtGui import QColor

from flowersort.core.picture import Picture
from flowersort.gui.grid.thumbnail_thread import Job, Made, Target, ThumbnailThread, fitted

TARGET = Target(160, 128, 1.0)


def picture(width: int, height: int, colour: int = 0xC02030) -> Picture:
    return Picture(width, height, colour.to_bytes(3, "big") * (width * height))


def job(row: int, path: str = "", *, wants_colour: bool = False) -> Job:
    return Job(row, path or f"/{row}.jpg", None, TARGET, epoch=0, wants_colour=wants_colour)


class Inbox:
    """Waits for what a thread has made."""

    def __init__(self) -> None:
        self.told = threading.Semaphore(0)

    def receive(self, thread: ThumbnailThread, count: int) -> list[Made]:
        made: list[Made] = []
        while len(made) < count:
            assert self.told.acquire(timeout=5)
            while (each := thread.take()) is not None:
                made.append(each)
        return made


@pytest.mark.parametrize(
    ("size", "ratio", "expected"),
    [
        ((240, 160), 1.0, (160, 107)),
        ((160, 240), 1.0, (85, 128)),
        ((256, 171), 2.0, (320, 214)),
        ((40, 20), 1.0, (80, 40)),
        ((256, 1), 1.0, (160, 1)),
    ],
)
def test_a_picture_fills_its_room_as_far_as_its_shape_and_its_pixels_allow(
    size: tuple[int, int], ratio: float, expected: tuple[int, int]
) -> None:
    image = fitted(picture(*size), Target(160, 128, ratio))
    assert (image.width(), image.height()) == expected
    assert image.devicePixelRatio() == ratio


def test_a_pictures_corners_are_rounded_and_its_middle_is_its_own() -> None:
    image = fitted(picture(240, 160), TARGET)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(80, 53) == QColor(0xC0, 0x20, 0x30)
    assert image.pixelColor(80, 0).alpha() == 255


def test_jobs_are_done_in_their_order() -> None:
    inbox = Inbox()
    thread = ThumbnailThread(lambda path, content: picture(3, 2), inbox.told.release)
    thread.ask([job(5), job(2), job(9)])
    assert [made.job.row for made in inbox.receive(thread, 3)] == [5, 2, 9]
    thread.close()


def test_what_is_no_longer_asked_for_is_not_made() -> None:
    begun, may_go = threading.Event(), threading.Event()
    asked: list[str] = []

    def slow(path: str, _content: str | None) -> Picture:
        asked.append(path)
        begun.set()
        assert may_go.wait(5)
        return picture(3, 2)

    inbox = Inbox()
    thread = ThumbnailThread(slow, inbox.told.release)
    thread.ask([job(1), job(2), job(3)])
    assert begun.wait(5)
    # The one in hand is not begun a second time.
    thread.ask([job(8), job(1)])
    may_go.set()
    assert [made.job.row for made in inbox.receive(thread, 2)] == [1, 8]
    thread.close()
    assert asked == ["/1.jpg", "/8.jpg"]


def test_a_fault_of_one_photo_is_its_own(caplog: pytest.LogCaptureFixture) -> None:
    def faulty(path: str, _content: str | None) -> Picture:
        if path == "/1.jpg":
            raise RuntimeError("a fault of the maker")
        return picture(3, 2)

    inbox = Inbox()
    thread = ThumbnailThread(faulty, inbox.told.release)
    with caplog.at_level(logging.CRITICAL):
        thread.ask([job(1), job(2)])
        made = inbox.receive(thread, 2)
    thread.close()
    assert [each.image is None for each in made] == [True, False]


def test_the_colour_is_told_where_it_is_wanted() -> None:
    inbox = Inbox()
    thread = ThumbnailThread(lambda path, content: picture(30, 20, 0x102030), inbox.told.release)
    thread.ask([job(1), job(2, wants_colour=True)])
    assert [made.colour for made in inbox.receive(thread, 2)] == [None, 0x102030]
    thread.close()


def test_nothing_is_begun_while_it_is_held() -> None:
    inbox = Inbox()
    thread = ThumbnailThread(lambda path, content: picture(3, 2), inbox.told.release)
    thread.hold()
    thread.ask([job(1)])
    assert not inbox.told.acquire(timeout=0.05)
    thread.go_on()
    assert len(inbox.receive(thread, 1)) == 1
    thread.close()


@pytest.mark.parametrize("held", [False, True])
def test_closing_ends_the_thread_and_nothing_is_asked_any_more(held: bool) -> None:
    begun: list[str] = []

    def make(path: str, _content: str | None) -> Picture:
        begun.append(path)
        return picture(3, 2)

    thread = ThumbnailThread(make, lambda: None)
    if held:
        thread.hold()
    thread.ask([job(row) for row in range(1000)])
    thread.close()
    done = len(begun)
    assert done < 1000
    thread.ask([job(2000)])
    assert len(begun) == done
    assert all("thumbnails" not in each.name for each in threading.enumerate())


def test_closing_without_having_begun_is_fine() -> None:
    ThumbnailThread(lambda path, content: picture(1, 1), lambda: None).close()
