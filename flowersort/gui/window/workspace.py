"""The part of the window that shows photos: filters on the left, the grid, details on the right, troubles below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from flowersort.gui.checking.panel import WIDTH as CHECK_WIDTH
from flowersort.gui.checking.panel import CheckPanel
from flowersort.gui.controls.trail import Trail
from flowersort.gui.detail.loader import PhotoLoader
from flowersort.gui.detail.panel import DetailPanel
from flowersort.gui.detail.preview import Preview
from flowersort.gui.faults_list.panel import FaultList
from flowersort.gui.grid.thumbnails import ThumbnailProvider
from flowersort.gui.grid.view import PhotoGrid
from flowersort.gui.random_check.page import RandomCheckPage
from flowersort.gui.session.session import Session
from flowersort.gui.side.panel import SidePanel
from flowersort.gui.theme.appearance import Appearance
from flowersort.workflows.view_photo import view_photo

_WIDTHS = (232, 728, 320)
_HEIGHTS = (640, 160)


class Workspace(QWidget):
    """Holds the panels and says where they stand; who is told what is `Conductor`'s part.

    Attributes:
        side, check, grid, detail, troubles, preview: the panels.
        left: holds `side` and, while labels are checked, `check` in its place.
        trail: says above the grid why only some photos are shown.
        thumbnails, loader: fetch small and large pictures beside the window.
    """

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        desk = session.desk
        self.thumbnails = ThumbnailProvider(desk.thumbnails, self)
        self.loader = PhotoLoader(lambda path: view_photo(path, read=desk.built.tools.read), self)
        self.side = SidePanel(desk.facts, appearance, unsure_at=session.unsure_at)
        self.check = CheckPanel(appearance)
        self.left = QStackedWidget()
        self.trail = Trail()
        self.grid = PhotoGrid(appearance, self.thumbnails)
        self.detail = DetailPanel(desk.facts, appearance, self.loader)
        self.troubles = FaultList(appearance)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self.random = RandomCheckPage(desk.facts, appearance, self.loader)
        self._pages = QStackedWidget()
        self._floors = QSplitter(Qt.Orientation.Vertical)
        self._width_before = _WIDTHS[0]
        self._lay_out()
        self.preview = Preview(desk.facts, appearance, self.loader, self)
        self.troubles.hide()

    def panes(self) -> Sequence[QWidget]:
        """Return the shown panels in the order of F6."""
        return [
            pane for pane in (self.grid, self.detail, self.side, self.check, self.troubles) if pane.isVisibleTo(self)
        ]

    def focus_next_pane(self) -> None:
        """Move the focus from the panel that has it to the next one."""
        panes = self.panes()
        here = next((place for place, pane in enumerate(panes) if pane.hasFocus() or _holds_focus(pane)), -1)
        following = panes[(here + 1) % len(panes)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        inside = following.nextInFocusChain()
        if inside is not None and not (following.hasFocus() or _holds_focus(following)):
            inside.setFocus(Qt.FocusReason.TabFocusReason)

    def show_check(self, on: bool) -> None:
        """Show what a check found in place of the filters, as wide as it needs, or the filters again."""
        width = self.left.width()
        if on:
            self._width_before = width
        self.left.setCurrentWidget(self.check if on else self.side)
        wanted = max(width, CHECK_WIDTH) if on else self._width_before
        sizes = self._panes.sizes()
        self._panes.setSizes([wanted, sizes[1] + width - wanted, sizes[2]])

    def show_random_check(self, on: bool) -> None:
        """Show the random check in place of all panels, or these again."""
        self._pages.setCurrentWidget(self.random if on else self._floors)

    def save_layout(self) -> tuple[QByteArray, QByteArray]:
        """Return the widths and heights of the panels."""
        return self._panes.saveState(), self._floors.saveState()

    def restore_layout(self, panes: QByteArray, floors: QByteArray) -> None:
        """Give the panels the widths and heights that they had; empty ones leave them."""
        if not panes.isEmpty():
            self._panes.restoreState(panes)
        if not floors.isEmpty():
            self._floors.restoreState(floors)

    def close_threads(self) -> None:
        """End what fetches pictures."""
        self.thumbnails.close()
        self.loader.close()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trail)
        column.addWidget(self.grid, 1)
        for page in (self.side, self.check):
            self.left.addWidget(page)
        for pane in (self.left, middle, self.detail):
            self._panes.addWidget(pane)
        self._panes.setSizes(list(_WIDTHS))
        self._panes.setStretchFactor(0, 0)
        self._panes.setStretchFactor(1, 1)
        self._panes.setStretchFactor(2, 0)
        self._panes.setChildrenCollapsible(False)
        self._floors.addWidget(self._panes)
        self._floors.addWidget(self.troubles)
        self._floors.setSizes(list(_HEIGHTS))
        self._floors.setStretchFactor(0, 1)
        self._floors.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._floors)
        self._pages.addWidget(self.random)
        whole.addWidget(self._pages)


def _holds_focus(pane: QWidget) -> bool:
    focus = pane.focusWidget()
    return focus is not None and focus.hasFocus()
