"""What the grid's tests share: a grid over a made-up table, its thumbnails made without files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import pytest
from pytestqt.qtbot import QtBot

from flowersort.core.errors import PhotoError
from flowersort.core.photo_table import PhotoTable
from flowersort.core.picture import Picture
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.grid.thumbnails import ThumbnailProvider
from flowersort.gui.grid.view import PhotoGrid
from flowersort.gui.theme.appearance import Appearance
from tests.fakes.tables import table_of

# Lines of tiles of 160 pixels: four tiles wide, a little more than three lines high.
WIDTH, HEIGHT = 760, 620
RED = 0xC02030


class PictureMaker:
    """Makes pictures of one colour, and remembers for which names; names in `unreadable` can't be read.

    While `gate` is not set, it waits before each picture.
    """

    def __init__(self) -> None:
        self.made: list[str] = []
        self.unreadable: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, path: str, content: str | None) -> Picture:
        self.gate.wait()
        name = PurePosixPath(path).name
        self.made.append(name)
        if name in self.unreadable:
            raise PhotoError("The file is empty (0 bytes).")
        return Picture(240, 160, RED.to_bytes(3, "big") * (240 * 160))


@pytest.fixture
def maker() -> Iterator[PictureMaker]:
    made = PictureMaker()
    yield made
    # A test that failed in between must not leave the thread waiting.
    made.gate.set()


@pytest.fixture
def thumbnails(qapp: object, maker: PictureMaker) -> Iterator[ThumbnailProvider]:
    provider = ThumbnailProvider(maker)
    yield provider
    maker.gate.set()
    provider.close()


MakeGrid = Callable[[PhotoTable], PhotoGrid]


@pytest.fixture
def make_grid(qtbot: QtBot, appearance: Appearance, thumbnails: ThumbnailProvider) -> MakeGrid:
    """Return what shows a table in a grid of four columns."""

    def make(table: PhotoTable) -> PhotoGrid:
        grid = PhotoGrid(appearance, thumbnails)
        qtbot.addWidget(grid)
        grid.setModel(PhotoListModel(table, grid))
        grid.resize(WIDTH, HEIGHT)
        with qtbot.waitExposed(grid):
            grid.show()
        return grid

    return make


@pytest.fixture
def grid(make_grid: MakeGrid) -> PhotoGrid:
    """A grid over 200 photos."""
    return make_grid(table_of(200))
