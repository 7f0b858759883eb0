"""Menus and toolbar, made of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from flowersort.gui.window.actions import Actions

if TYPE_CHECKING:
    from flowersort.gui.window.folder_view import FolderView

translate = QCoreApplication.translate

_ICON = 20


class Bars:
    """The menus, which are always there, and the toolbar, which comes with the photos."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        self._window, self._actions = window, actions
        self._placed: QAction | None = None
        self._make_menus()
        self.tools = self._make_toolbar()
        self.close_folder()

    def open_folder(self, folder: FolderView) -> None:
        """Offer what makes sense with photos."""
        for action in self._actions.with_folder():
            action.setEnabled(True)
        self._placed = self.tools.insertWidget(self._spring, folder.bar)
        self._review_menu.menuAction().setVisible(True)
        folder.fill_menu(self._review_menu)
        self._review_menu.addAction(self._actions.learn)
        self.tools.show()

    def close_folder(self) -> None:
        """Offer what makes sense without photos."""
        for action in self._actions.with_folder():
            action.setEnabled(False)
        self._actions.how_right.setEnabled(False)
        self._review_menu.clear()
        self._review_menu.menuAction().setVisible(False)
        if self._placed is not None:
            self.tools.removeAction(self._placed)
            self._placed = None
        self.tools.hide()

    def _make_menus(self) -> None:
        bar, actions = self._window.menuBar(), self._actions
        files = bar.addMenu(translate("Bars", "&File"))
        files.addActions([actions.open_folder, actions.open_photos, actions.add_folder, actions.demo])
        self.recent = files.addMenu(translate("Bars", "Open &recent"))
        files.addSeparator()
        files.addActions([actions.sort, actions.check, actions.how_right, actions.history])
        files.addSeparator()
        exports = files.addMenu(translate("Bars", "Expor&t"))
        exports.addActions(list(actions.exports()))
        files.addActions([actions.import_csv, actions.import_reviews])
        files.addSeparator()
        files.addAction(actions.close_folder)
        files.addSeparator()
        files.addActions([actions.own_models, actions.original])
        files.addSeparator()
        files.addActions([actions.settings, actions.quit])
        edit = bar.addMenu(translate("Bars", "&Edit"))
        edit.addActions([actions.undo, actions.redo])
        edit.addSeparator()
        edit.addActions([actions.select_all, actions.copy_path, actions.open_photo, actions.reveal, actions.relabel])
        edit.addAction(actions.put_back)
        self._review_menu = bar.addMenu(translate("Bars", "&Review"))
        view = bar.addMenu(translate("Bars", "&View"))
        view.addActions([actions.search, actions.clear_filter, actions.similar, actions.strangers])
        view.addSeparator()
        view.addActions([actions.descending, actions.larger, actions.smaller])
        view.addSeparator()
        view.addActions([actions.show_side, actions.show_detail, actions.show_troubles, actions.next_pane])
        view.addSeparator()
        view.addAction(actions.full_screen)
        helps = bar.addMenu(translate("Bars", "&Help"))
        helps.addActions([actions.keys, actions.log])
        helps.addSeparator()
        helps.addAction(actions.about)

    def _make_toolbar(self) -> QToolBar:
        tools = QToolBar(translate("Bars", "Tools"))
        tools.setObjectName("tools")
        tools.setMovable(False)
        tools.setFloatable(False)
        tools.setIconSize(QSize(_ICON, _ICON))
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.toggleViewAction().setVisible(False)
        tools.addAction(self._actions.open_folder)
        tools.addAction(self._actions.check)
        tools.addAction(self._actions.how_right)
        self._spring = tools.addWidget(_spring())
        tools.addWidget(self._export_button())
        tools.addAction(self._actions.sort)
        self._window.addToolBar(tools)
        return tools

    def _export_button(self) -> QToolButton:
        """Return the button that exports a CSV at once, and the other formats by its menu."""
        button = QToolButton()
        button.setDefaultAction(self._actions.export)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(button)
        menu.addActions(list(self._actions.exports()))
        button.setMenu(menu)
        return button


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
