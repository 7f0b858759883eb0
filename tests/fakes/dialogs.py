"""The dialogs of a window, found and used as a user does."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QRadioButton

from flowersort.gui.sorting.sort_dialog import PlanDialog, SortDialog
from flowersort.gui.sorting.work_dialog import WorkDialog
from tests.fakes.windows import Driver

_Dialog = TypeVar("_Dialog", bound=QDialog)


def opened(driver: Driver, kind: type[_Dialog]) -> _Dialog:
    """Wait for a dialog and return it."""

    def shown() -> list[_Dialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    driver.wait(lambda: bool(shown()))
    return shown()[0]


def press(driver: Driver, dialog: QDialog, text: str) -> None:
    """Click the button of a dialog that is in sight and says this."""
    buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
    named = [each for each in buttons if each.text() == text]
    assert len(named) == 1, (text, [each.text() for each in buttons])
    driver.qtbot.mouseClick(named[0], Qt.MouseButton.LeftButton)
    if text in {"Close", "Cancel"}:
        # The window has the keyboard again.
        driver.wait(driver.window.isActiveWindow)


def choose(dialog: SortDialog, *, into: Path, operation: str = "&Copy") -> None:
    """Fill in where to and how."""
    dialog.options._into.setText(str(into))
    next(each for each in dialog.findChildren(QRadioButton) if each.text() == operation).setChecked(True)


def to_the_plan(driver: Driver, dialog: PlanDialog) -> str:
    """Wait for the plan of a dialog that is making it, and return what it says."""
    driver.wait(lambda: dialog.pages.currentWidget() is dialog.plan_page)
    return dialog.plan_page.text


def to_the_end(driver: Driver, dialog: WorkDialog) -> str:
    """Wait until the work is done, and return what came of it."""
    driver.wait(lambda: bool(dialog.sentence) and not driver.folder.session.sorting.busy)
    return dialog.sentence


def sort_all(driver: Driver, into: Path, operation: str = "&Copy") -> str:
    """Sort the open photos, close the dialog, and return what came of it."""
    driver.trigger(driver.window.actions_.sort)
    dialog = opened(driver, SortDialog)
    choose(dialog, into=into, operation=operation)
    press(driver, dialog, "Show the plan")
    to_the_plan(driver, dialog)
    dialog.primary.click()
    said = to_the_end(driver, dialog)
    press(driver, dialog, "Close")
    return said
