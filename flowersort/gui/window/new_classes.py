"""Classes that the model lacks: added by name, given by key, counted in the side panel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from flowersort.core.new_classes import examples_of, rows_of_new_classes
from flowersort.core.review_keys import class_digits, class_letters, further_letters
from flowersort.gui.background import PACE_MS
from flowersort.gui.dialogs.new_class import NewClassDialog
from flowersort.gui.session.session import Session
from flowersort.gui.side.new_class_box import NewClassRow
from flowersort.gui.window.actions import shown_keys
from flowersort.gui.window.look_up import LookUp
from flowersort.gui.window.review_actions import CHECK_KEYS
from flowersort.gui.window.review_control import ReviewControl
from flowersort.gui.window.workspace import Workspace
from flowersort.gui.wording import class_name_shown


class NewClasses(QObject):
    """Keeps the new classes of the open folder.

    Signals:
        said: why nothing happened.
        counted: how many examples there are of each, by name.
    """

    said = Signal(str)
    counted = Signal(object)

    def __init__(self, session: Session, workspace: Workspace, control: ReviewControl, look_up: LookUp) -> None:
        super().__init__(workspace)
        self._session, self._workspace, self._control, self._look_up = session, workspace, control, look_up
        # In the order in which they came, so that a key once given stays.
        self._examples: dict[str, int] = {}
        self._actions: dict[str, QAction] = {}
        self._menu: QMenu | None = None
        self._above: QAction | None = None
        self.add = QAction(self.tr("Add a &class…"), self)
        self.add.triggered.connect(self.ask)
        self._pace = QTimer(self, singleShot=True, interval=2 * PACE_MS)
        self._pace.timeout.connect(self.count)
        session.changed.connect(self._count_soon)
        session.opened.connect(self._forget)
        workspace.side.new_classes.wanted.connect(self.ask)
        workspace.side.new_classes.chosen.connect(self.show)

    @property
    def examples(self) -> Mapping[str, int]:
        """How many different photos are reviewed as each new class."""
        return self._examples

    def fill(self, menu: QMenu) -> None:
        """Put the actions into the menu of reviewing, and those to come."""
        self._menu = menu
        self._above = menu.addSeparator()
        menu.addAction(self.add)
        menu.insertActions(self._above, list(self._actions.values()))

    def close(self) -> None:
        """Count no more."""
        self._pace.stop()
        self._menu = None

    def ask(self) -> None:
        """Ask for the name of a new class; the selected photos become its first examples."""
        grid = self._workspace.grid
        classes = (*self._session.desk.facts.classes, *self._examples)
        dialog = NewClassDialog(classes, len(grid.selected_rows()), grid.window())
        dialog.named.connect(self._add)
        dialog.open()

    def show(self, name: str) -> None:
        """Show the photos that are reviewed as a new class."""
        rows = rows_of_new_classes(self._session.table).get(name)
        if rows is None:
            self.said.emit(self.tr("No photo is reviewed as {name} yet.").format(name=class_name_shown(name)))
            return
        self._look_up.show_rows(rows, self.tr("Reviewed as {name}").format(name=class_name_shown(name)))

    def count(self) -> None:
        """Count the examples, and show them."""
        self._pace.stop()
        table = self._session.table
        found = {name: examples_of(table, rows) for name, rows in rows_of_new_classes(table).items()}
        self._take({**dict.fromkeys(self._examples, 0), **found})

    def _add(self, name: str) -> None:
        self._take({**self._examples, name: 0})
        self._control.give_name(name)
        self.count()
        self._workspace.grid.setFocus()

    def _forget(self) -> None:
        self._take({})
        self._count_soon()

    def _count_soon(self) -> None:
        if not self._pace.isActive():
            self._pace.start()

    def _take(self, examples: dict[str, int]) -> None:
        named = list(examples) != list(self._examples)
        self._examples = examples
        if named:
            self._make_actions()
        rows = [NewClassRow(name, count, shown_keys(self._actions[name])) for name, count in examples.items()]
        self._workspace.side.new_classes.show_rows(rows)
        self.counted.emit(examples)

    def _make_actions(self) -> None:
        for action in self._actions.values():
            self._workspace.removeAction(action)
            action.deleteLater()
        classes, names = self._session.desk.facts.classes, list(self._examples)
        digits = class_digits(len(classes) + len(names))[len(classes) :]
        # What a check answers by is not to change its meaning when one begins.
        taken = {*class_letters(classes), *(key.lower() for key in CHECK_KEYS)}
        letters = further_letters(names, taken)
        self._actions = {name: self._action(name, digits[n], letters[n].upper()) for n, name in enumerate(names)}
        self._control.new_classes = tuple(names)
        if self._menu is not None and self._above is not None:
            self._menu.insertActions(self._above, list(self._actions.values()))

    def _action(self, name: str, *keys: str) -> QAction:
        action = QAction(class_name_shown(name).replace("&", "&&"), self)
        action.setShortcuts([QKeySequence(key) for key in keys if key])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(partial(self._control.give_name, name))
        self._workspace.addAction(action)
        return action
