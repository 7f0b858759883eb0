"""What can be done with the selected photos besides reviewing them: open, show, copy the path, label again."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from flowersort.core.csv_names import readable
from flowersort.gui.session.session import Session
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.review_actions import ReviewActions
from flowersort.gui.window.workspace import Workspace


class PhotoCommands(QObject):
    """Wires the commands; `said` brings what came of them."""

    said = Signal(str)

    def __init__(
        self,
        session: Session,
        workspace: Workspace,
        actions: Actions,
        review: ReviewActions,
    ) -> None:
        super().__init__(workspace)
        self._session, self._workspace = session, workspace
        self._actions, self._review = actions, review
        self._connected = [
            (actions.copy_path, self.copy_path),
            (actions.open_photo, self.open_photo),
            (actions.reveal, self.reveal),
            (actions.relabel, self.relabel),
            (actions.select_all, workspace.grid.selectAll),
        ]
        for action, act in self._connected:
            action.triggered.connect(act)
        workspace.grid.context_menu.connect(self._show_menu)
        workspace.grid.opened.connect(lambda _row: self.open_photo())

    def close(self) -> None:
        """Let go of the actions, which outlive these photos."""
        for action, act in self._connected:
            action.triggered.disconnect(act)

    def copy_path(self) -> None:
        """Put the paths of the selected photos on the clipboard, a line each."""
        paths = self._selected()
        if paths:
            QGuiApplication.clipboard().setText("\n".join(readable(path) for path in paths))
            self.said.emit(self.tr("%Ln paths copied", None, len(paths)))

    def open_photo(self) -> None:
        """Open the current photo in the system's own viewer."""
        path = self._current()
        if path and self._there(path):
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def reveal(self) -> None:
        """Show the current photo in the system's file manager."""
        path = self._current()
        if path and self._there(path):
            reveal(path)

    def relabel(self) -> None:
        """Label the selected photos anew."""
        paths = self._selected()
        if paths:
            self._session.again(paths)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._workspace)
        menu.addActions([self._actions.open_photo, self._actions.reveal, self._actions.copy_path])
        menu.addAction(self._actions.similar)
        menu.addSeparator()
        self._review.fill(menu)
        menu.addSeparator()
        menu.addActions([self._actions.relabel, self._actions.put_back, self._actions.select_all])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _selected(self) -> list[str]:
        table = self._session.table
        return [table.path(row) for row in self._workspace.grid.selected_rows().tolist()]

    def _current(self) -> str:
        row = self._workspace.grid.current_row()
        return self._session.table.path(row) if row >= 0 else ""

    def _there(self, path: str) -> bool:
        if os.path.exists(path):  # noqa: PTH110 (a path may hold anything)
            return True
        self.said.emit(self.tr("The file is no longer there: {path}").format(path=readable(path)))
        return False


def reveal(path: str) -> None:
    """Show a file in the system's file manager, selected where the system can do that."""
    if sys.platform == "win32":
        # Explorer wants the comma and the quotes exactly so, and ends with 1 even when all went well.
        subprocess.Popen(f'explorer /select,"{os.path.normpath(path)}"')
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", path])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(path)))  # noqa: PTH120
