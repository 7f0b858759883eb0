"""How quick the grid of photos is when there are very many, and what memory they take.

    python -m tests.benchmarks.window_grid ROWS

Prints the figures for people, then as a line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import numpy as np

# Before the first QApplication, so that a benchmark never opens a window on somebody's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QScrollBar

from flowersort.core.arrangement import Filter, Grouping, SortKey, View
from flowersort.core.photo_table import PhotoTable
from flowersort.core.state import State
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.grid.thumbnails import ThumbnailProvider
from flowersort.gui.grid.view import PhotoGrid
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.icons import Icons
from flowersort.gui.theme.tokens import ThemeChoice
from flowersort.places import resource
from flowersort.workflows.thumbnails import ThumbnailMaker
from tests.benchmarks.processes import machine
from tests.fakes.pictures import flower_like, jpeg_bytes
from tests.fakes.tables import table_of

# Issue 10, at 100,000 rows.
ARRANGE_BAR = 0.150
PAGE_BAR = 0.016
MEMORY_BAR = 500 * 1024**2

_DISTINCT = 24
# How long a page is looked at, so that its pictures come while the next pages are turned.
_LOOK_MS = 40

VIEWS = {
    "unsure only": View(Filter(states=frozenset({State.UNSURE}))),
    "all again": View(),
    "by confidence": View(sort=SortKey.CONFIDENCE, descending=True),
    "by date taken": View(sort=SortKey.TAKEN),
    "name filter": View(Filter(name="img 7")),
    "by label, grouped": View(sort=SortKey.CONFIDENCE, grouping=Grouping.LABEL),
}


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What was measured.

    Attributes:
        arranging: seconds from a filter or order to its tiles, painted; by name.
        page: seconds to turn a page, painted, at the 95th percentile.
        select_all: seconds.
        memory: resident bytes of the process at the end.
        pictures: how many thumbnails came meanwhile.
    """

    arranging: dict[str, float]
    page: float
    select_all: float
    memory: int
    pictures: int


def grid_figures(rows: int, say: Callable[[str], None], *, pages: int = 200) -> GridFigures:
    """Measure the grid over a made-up table, with thumbnails decoded from generated JPEGs on demand."""
    table = table_of(rows)
    with _shown(table) as (app, grid, model, came):
        arranging = {name: _arrange(app, grid, model, view) for name, view in VIEWS.items()}
        _arrange(app, grid, model, View())
        page = float(np.percentile([_turn(app, grid) for _ in range(pages)], 95))
        begin = time.perf_counter()
        grid.selectAll()
        assert len(grid.selected_rows()) == rows
        select_all = time.perf_counter() - begin
        figures = GridFigures(arranging, page, select_all, psutil.Process().memory_info().rss, sum(came))
    say(f"{rows:,} rows, {grid.width()} × {grid.height()} pixels, offscreen; {machine()}")
    for name, seconds in arranging.items():
        say(f"{name}: {1000 * seconds:.0f} ms until painted (bar {1000 * ARRANGE_BAR:.0f} ms)")
    say(f"a page: {1000 * page:.1f} ms at the 95th percentile of {pages} (bar {1000 * PAGE_BAR:.0f} ms)")
    say(f"thumbnails that came meanwhile: {figures.pictures}; everything selected in {1000 * select_all:.0f} ms")
    say(f"memory {figures.memory / 1024**2:,.0f} MB (bar {MEMORY_BAR / 1024**2:,.0f} MB)")
    return figures


@contextmanager
def _shown(table: PhotoTable) -> Iterator[tuple[QApplication, PhotoGrid, PhotoListModel, list[int]]]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    appearance = Appearance(app, Icons(resource("icons")))
    appearance.apply(ThemeChoice.LIGHT)
    jpegs = [jpeg_bytes(flower_like(seed, 500, 330)) for seed in range(_DISTINCT)]
    thumbnails = ThumbnailProvider(ThumbnailMaker(lambda path: jpegs[hash(path) % _DISTINCT], None))
    came: list[int] = []
    thumbnails.ready.connect(lambda found: came.append(len(found)))
    grid = PhotoGrid(appearance, thumbnails)
    model = PhotoListModel(table)
    grid.setModel(model)
    grid.resize(1280, 800)
    grid.show()
    app.processEvents()
    try:
        yield app, grid, model, came
    finally:
        thumbnails.close()
        grid.close()
        grid.deleteLater()
        app.processEvents()


def _arrange(app: QApplication, grid: PhotoGrid, model: PhotoListModel, view: View) -> float:
    begin = time.perf_counter()
    model.set_view(view, None)
    grid.viewport().repaint()
    seconds = time.perf_counter() - begin
    _look(app)
    return seconds


def _turn(app: QApplication, grid: PhotoGrid) -> float:
    begin = time.perf_counter()
    grid.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderPageStepAdd)
    grid.viewport().repaint()
    seconds = time.perf_counter() - begin
    _look(app)
    return seconds


def _look(app: QApplication) -> None:
    until = QDeadlineTimer(_LOOK_MS)
    while not until.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, until)
        time.sleep(0.001)


if __name__ == "__main__":
    print(json.dumps(asdict(grid_figures(int(sys.argv[1]), print))))
