"""Everything by keyboard, and everything with a name that a screen reader can say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMainWindow, QToolButton, QWidget

from flowersort.gui.window.actions import shown_keys
from tests.fakes.gardens import garden
from tests.fakes.windows import Driver


def focusable(window: QMainWindow) -> list[QWidget]:
    every = window.findChildren(QWidget)
    return [each for each in every if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def nameless(window: QMainWindow) -> list[str]:
    buddies = {label.buddy() for label in window.findChildren(QLabel)}
    return [
        f"{type(each).__name__} in {type(each.parent()).__name__}"
        for each in focusable(window)
        if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()) or each in buddies)
        and each.focusProxy() is None
    ]


def test_whatever_takes_the_focus_has_a_name_on_the_first_screen(driver: Driver) -> None:
    assert len(focusable(driver.window)) >= 3
    assert nameless(driver.window) == []


def test_whatever_takes_the_focus_has_a_name_while_reviewing_with_errors_shown(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    (folder / "empty.jpg").write_bytes(b"")
    driver.label(folder)
    driver.go_to("1.jpg")
    driver.trigger(driver.window.actions_.show_troubles)
    assert len(focusable(driver.window)) > 10
    assert nameless(driver.window) == []


def test_buttons_without_words_have_a_tip(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    shown = [each for each in driver.window.findChildren(QToolButton) if each.isVisible()]
    # A sign inside a line of text is no button, though Qt makes it of one.
    wordless = [each for each in shown if not each.text() and not isinstance(each.parent(), QLineEdit)]
    assert [each.icon().name() for each in wordless if not each.toolTip()] == []


def test_f6_leads_through_all_panels_and_back(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    workspace = driver.folder.workspace
    seen = []
    for _ in range(3):
        driver.trigger(driver.window.actions_.next_pane)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(next(pane for pane in workspace.panes() if pane is focus or pane.isAncestorOf(focus)))
    assert seen == [workspace.detail, workspace.side, workspace.grid]


def test_tab_leaves_every_panel_but_the_grid_where_it_finds_doubtful_photos(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.trigger(driver.window.actions_.search)
    start = QApplication.focusWidget()
    for _ in range(60):
        before = QApplication.focusWidget()
        if before is driver.folder.workspace.grid:
            return
        driver.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not before
    raise AssertionError(f"the grid can't be reached by Tab from {start}")


def test_no_two_actions_share_a_key(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    folder = driver.folder
    actions = {*driver.window.actions(), *folder.review.all()}
    keys = [key for action in actions for key in shown_keys(action)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert all(action.text() for action in actions)


def test_without_photos_only_what_makes_sense_is_offered(driver: Driver, tmp_path: Path) -> None:
    actions = driver.window.actions_
    assert not any(action.isEnabled() for action in actions.with_folder())
    driver.label(garden(tmp_path / "Garden"))
    assert actions.export.isEnabled()
    assert not actions.undo.isEnabled()
    driver.trigger(actions.close_folder)
    assert not any(action.isEnabled() for action in actions.with_folder())
    assert driver.window.start_screen.isVisible()
