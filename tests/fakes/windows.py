"""A real window over the real pipeline, driven as a user drives it: drops, keys, clicks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flowersort.core.photo_table import STATES
from flowersort.core.state import State
from flowersort.gui.preferences import Preferences
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.window.dialogs import SystemDialogs, TableKind
from flowersort.gui.window.folder_view import FolderView
from flowersort.gui.window.main_window import MainWindow, WindowPlaces
from flowersort.places import places, resource

_LONG_MS = 60_000

_Widget = TypeVar("_Widget", bound=QWidget)


class Answers(SystemDialogs):
    """Answers what the window asks, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = self.csv = self.target = self.edited = self.reviews = self.pack_place = ""
        self.photos: list[str] = []
        self.close = False
        self.asked: list[str] = []

    def choose_folder(self, parent: QWidget, start: str) -> str:
        self.asked.append(f"folder from {start}")
        return self.folder

    def choose_photos(self, parent: QWidget, start: str) -> list[str]:
        self.asked.append(f"photos from {start}")
        return self.photos

    def choose_table(self, parent: QWidget, kind: TableKind, suggested: str) -> str:
        self.asked.append(f"{kind.value} like {suggested}")
        return self.csv

    def choose_target(self, parent: QWidget, start: str) -> str:
        self.asked.append(f"target from {start}")
        return self.target

    def choose_edited_csv(self, parent: QWidget, start: str) -> str:
        self.asked.append(f"edited csv from {start}")
        return self.edited

    def choose_reviews_target(self, parent: QWidget, suggested: str) -> str:
        self.asked.append(f"reviews like {suggested}")
        return self.reviews

    def choose_reviews(self, parent: QWidget, start: str) -> str:
        self.asked.append(f"reviews from {start}")
        return self.reviews

    def choose_pack_place(self, parent: QWidget, start: str) -> str:
        self.asked.append(f"place of a model from {start}")
        return self.pack_place

    def close_unsaved(self, parent: QWidget, reviews: int, reason: str) -> bool:
        self.asked.append(f"close with {reviews}: {reason}")
        return self.close


class Driver:
    """Does to a window what a user does, and waits for it as a user would."""

    def __init__(self, qtbot: QtBot, appearance: Appearance) -> None:
        self.qtbot, self.answers = qtbot, Answers()
        there = places(os.environ)
        self.preferences = Preferences(there.config / "flowersort.ini")
        where = WindowPlaces(resource("demo"), there.log)
        self.window = MainWindow(appearance, self.preferences, os.environ, where, self.answers)
        qtbot.addWidget(self.window)
        self.window.keeper.load()
        self.window.show()
        # Keys go to the active window only.
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        qtbot.waitUntil(lambda: not self.window.keeper.loading, timeout=_LONG_MS)

    @property
    def folder(self) -> FolderView:
        assert self.window.folder is not None
        return self.window.folder

    @property
    def said(self) -> str:
        return self.window.status.said

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=_LONG_MS)

    def drop(self, *paths: Path | str) -> None:
        data = QMimeData()
        data.setUrls([QUrl(path) if "://" in str(path) else QUrl.fromLocalFile(str(path)) for path in paths])
        self.drop_data(data)

    def drop_data(self, data: QMimeData) -> None:
        middle = QPointF(self.window.rect().center())
        none = Qt.KeyboardModifier.NoModifier
        event = QDropEvent(middle, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
        # Straight to the window: Qt itself delivers drops only from drags that it began.
        self.window.event(event)

    def rest(self) -> None:
        """Wait until nothing runs and every photo is counted."""
        self.wait(lambda: self.window.folder is not None and not self.folder.session.runs.running)

    def label(self, *paths: Path | str) -> None:
        self.drop(*paths)
        self.rest()

    def compare(self) -> None:
        """Wait until look-alikes are known."""
        self.wait(lambda: self.folder.session.similarity.look_alikes is not None)

    def doubt_all(self) -> None:
        """Have every photo without a review unsure, unless it is flagged otherwise."""
        session = self.folder.session
        session.set_thresholds(session.thresholds.with_sure(1.0))

    def shown(self, kind: type[_Widget], name: str) -> _Widget:
        """Return the widget of a kind that is in sight and is called so."""
        named = [each for each in self.window.findChildren(kind) if each.isVisible() and each.accessibleName() == name]
        assert len(named) == 1, (name, [each.accessibleName() for each in self.window.findChildren(kind)])
        return named[0]

    def press(self, key: Qt.Key | str, *, times: int = 1, shift: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for _ in range(times):
            # Where the focus is, as a keyboard does it.
            target = QApplication.focusWidget() or self.folder.workspace.grid
            self.qtbot.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClicks(focus, text)

    def trigger(self, action: QAction) -> None:
        assert action.isEnabled()
        action.trigger()

    def go_to(self, name: str) -> None:
        self.folder.workspace.grid.go_to_row(self.row(name))
        self.folder.workspace.grid.setFocus()

    def row(self, name: str) -> int:
        table = self.folder.session.table
        return next(row for row in range(len(table)) if table.name(row) == name)

    def state(self, name: str) -> State | None:
        code = int(self.folder.session.table.states[self.row(name)])
        return STATES[code] if code >= 0 else None

    def label_of(self, name: str) -> str:
        photo = self.folder.session.table.photo(self.row(name))
        return photo.label(self.folder.session.table.facts.classes) if photo is not None else ""

    def names(self) -> list[str]:
        """Return what the grid shows, in its order."""
        model, table = self.folder.conductor.model, self.folder.session.table
        return [table.name(model.row_at(position)) for position in range(model.rowCount())]

    def current(self) -> str:
        index = self.folder.workspace.grid.currentIndex()
        return self.names()[index.row()] if index.isValid() else ""

    def button(self, text: str) -> QPushButton:
        shown = [each for each in self.window.findChildren(QPushButton) if each.isVisible() and each.text() == text]
        assert len(shown) == 1, (text, [each.text() for each in self.window.findChildren(QPushButton)])
        return shown[0]

    def click(self, text: str) -> None:
        self.qtbot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def stored(self) -> None:
        """Wait until every review is in the store."""
        self.wait(lambda: self.folder.unstored() == 0)

    def close(self) -> bool:
        return self.window.close()
