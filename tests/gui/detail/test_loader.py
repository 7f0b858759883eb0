"""The loader reads beside the window, tells only what was asked last, and knows when a file has changed."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowersort.core.content import content_hash
from flowersort.core.errors import PhotoError
from flowersort.core.photo_details import PhotoDetails
from flowersort.core.picture import Picture
from flowersort.gui.detail.loader import LoadedPhoto, PhotoLoader
from flowersort.services.imaging.read import read_photo
from flowersort.workflows.view_photo import PhotoView, view_photo
from tests.gui.detail.conftest import MakePhoto


class SlowReader:
    """Reads nothing, and waits with it until it may go on; counts what it was asked."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.asked: Counter[str] = Counter()

    def __call__(self, path: str) -> PhotoView:
        self.asked[path] += 1
        self.go_on.wait(10)
        return PhotoView(Picture(1, 1, b"abc"), path, 1, 1, PhotoDetails(), 3)


class Told:
    """What a loader told, in order."""

    def __init__(self, loader: PhotoLoader) -> None:
        self.loaded: list[tuple[str, LoadedPhoto]] = []
        self.failed: list[tuple[str, str]] = []
        self.threads: set[threading.Thread] = set()
        loader.loaded.connect(self._take)
        loader.failed.connect(lambda path, reason: self.failed.append((path, reason)))

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.loaded]

    def _take(self, path: str, photo: LoadedPhoto) -> None:
        self.threads.add(threading.current_thread())
        self.loaded.append((path, photo))


@pytest.fixture
def slow() -> SlowReader:
    return SlowReader()


@pytest.fixture
def slow_loader(qapp: QApplication, slow: SlowReader) -> Iterator[PhotoLoader]:
    made = PhotoLoader(slow)
    yield made
    slow.go_on.set()
    made.close()


def test_a_photo_comes_with_all_that_its_file_tells(qtbot: QtBot, loader: PhotoLoader, make_photo: MakePhoto) -> None:
    path = make_photo(width=1500, height=1000)
    told = Told(loader)
    loader.ask(str(path))
    qtbot.waitUntil(lambda: bool(told.loaded))
    (shown, photo), *_ = told.loaded
    assert shown == str(path)
    assert (photo.width, photo.height, photo.size) == (1500, 1000, path.stat().st_size)
    assert photo.content == content_hash(path.read_bytes())
    assert photo.details.taken == "2025-05-14T10:22:33"
    assert told.threads == {threading.current_thread()}


def test_levels_halve_so_that_any_size_is_drawn_from_little_more_than_it_needs(
    qtbot: QtBot, loader: PhotoLoader, make_photo: MakePhoto
) -> None:
    told = Told(loader)
    loader.ask(str(make_photo(width=1500, height=1000)))
    qtbot.waitUntil(lambda: bool(told.loaded))
    photo = told.loaded[0][1]
    assert [(level.width(), level.height()) for level in photo.levels] == [(1500, 1000), (750, 500), (375, 250)]
    assert photo.level_for(10_000).width() == 1500
    assert photo.level_for(751).width() == 1500
    assert photo.level_for(750).width() == 750
    assert photo.level_for(10).width() == 375


def test_the_newest_request_wins_and_those_between_are_never_read(
    qtbot: QtBot, slow: SlowReader, slow_loader: PhotoLoader
) -> None:
    told = Told(slow_loader)
    slow_loader.ask("first")
    qtbot.waitUntil(lambda: slow.asked["first"] == 1)
    for path in ("second", "third", "last"):
        slow_loader.ask(path)
    slow.go_on.set()
    qtbot.waitUntil(lambda: bool(told.paths))
    assert told.paths == ["last"]
    assert slow.asked == {"first": 1, "last": 1}


def test_nothing_is_told_of_what_nobody_asks_for_any_more(
    qtbot: QtBot, slow: SlowReader, slow_loader: PhotoLoader
) -> None:
    told = Told(slow_loader)
    slow_loader.ask("first")
    qtbot.waitUntil(lambda: slow.asked["first"] == 1)
    slow_loader.forget()
    slow.go_on.set()
    slow_loader.close()
    QApplication.processEvents()
    assert told.loaded == []


def test_a_photo_loaded_ahead_is_there_when_it_is_asked(qtbot: QtBot, make_photo: MakePhoto) -> None:
    read: list[str] = []
    first, second = str(make_photo("1.jpg")), str(make_photo("2.jpg"))
    loader = PhotoLoader(lambda path: read.append(path) or view_photo(path, read=read_photo))  # type: ignore[func-returns-value]
    told = Told(loader)
    loader.ask(first)
    loader.look_ahead(second)
    qtbot.waitUntil(lambda: read == [first, second])
    assert told.paths in ([], [first])
    loader.ask(second)
    qtbot.waitUntil(lambda: told.paths[-1:] == [second])
    loader.close()
    assert read == [first, second]


def test_three_photos_are_kept_and_a_changed_file_is_read_again(qtbot: QtBot, make_photo: MakePhoto) -> None:
    read: list[str] = []
    paths = [str(make_photo(f"{number}.jpg", width=320, height=240)) for number in range(4)]
    loader = PhotoLoader(lambda path: read.append(path) or view_photo(path, read=read_photo))  # type: ignore[func-returns-value]
    told = Told(loader)

    def show(path: str) -> LoadedPhoto:
        before = len(told.loaded)
        loader.ask(path)
        qtbot.waitUntil(lambda: len(told.loaded) > before)
        return told.loaded[-1][1]

    for path in (*paths[:3], *paths[:3]):
        show(path)
    assert read == paths[:3]
    show(paths[3])
    show(paths[0])
    assert read == [*paths[:4], paths[0]]
    before = show(paths[3]).content
    make_photo("3.jpg", width=320, height=240, seed=9)
    os.utime(paths[3], ns=(1, 1))
    assert show(paths[3]).content != before
    loader.close()


def test_a_fault_is_told_as_a_sentence_and_the_next_photo_is_loaded(
    qtbot: QtBot, loader: PhotoLoader, make_photo: MakePhoto, tmp_path: Path
) -> None:
    told = Told(loader)
    gone = str(tmp_path / "gone.jpg")
    loader.ask(gone)
    qtbot.waitUntil(lambda: bool(told.failed))
    assert told.failed == [(gone, "The file is no longer there, or is a link that leads nowhere.")]
    path = str(make_photo())
    loader.ask(path)
    qtbot.waitUntil(lambda: told.paths == [path])


def test_a_fault_that_nobody_foresaw_ends_nothing(qtbot: QtBot, make_photo: MakePhoto) -> None:
    def view(path: str) -> PhotoView:
        raise RuntimeError("surprise") if path == "bad" else PhotoError("known")

    loader = PhotoLoader(view)
    told = Told(loader)
    loader.ask("bad")
    qtbot.waitUntil(lambda: len(told.failed) == 1)
    loader.ask("other")
    qtbot.waitUntil(lambda: len(told.failed) == 2)
    loader.close()
    assert "RuntimeError: surprise" in told.failed[0][1]
    assert told.failed[1] == ("other", "known")


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_told_as_it_was_asked(
    qtbot: QtBot, loader: PhotoLoader, make_photo: MakePhoto
) -> None:
    path = os.fsdecode(os.fsencode(str(make_photo().parent)) + b"/caf\xe9.jpg")
    Path(path).write_bytes(make_photo().read_bytes())
    told = Told(loader)
    loader.ask(path)
    qtbot.waitUntil(lambda: bool(told.loaded))
    assert told.paths == [path]


def test_closing_ends_the_thread_and_may_be_repeated(qtbot: QtBot, loader: PhotoLoader, make_photo: MakePhoto) -> None:
    told = Told(loader)
    loader.ask(str(make_photo()))
    loader.close()
    loader.close()
    loader.ask(str(make_photo()))
    QApplication.processEvents()
    assert told.loaded == []
    assert "flowersort-photo" not in {thread.name for thread in threading.enumerate()}


def test_a_loader_that_was_never_asked_has_no_thread(qapp: QApplication) -> None:
    before = threading.active_count()
    loader = PhotoLoader(lambda path: view_photo(path, read=read_photo))
    assert threading.active_count() == before
    loader.close()
