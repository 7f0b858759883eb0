"""The preview covers the window, keeps its own keys, and leaves all others to the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.gui.detail.loader import PhotoLoader
from flowersort.gui.detail.preview import Preview
from flowersort.gui.theme.appearance import Appearance
from tests.fakes.labelled import facts_of
from tests.gui.detail.conftest import MakePhoto, MakeSubject


class Window(QWidget):
    """A window with a field, and a note of every key that nobody else wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(800, 600)
        self.field = QLineEdit(self)
        self.keys: list[int] = []
        QVBoxLayout(self).addWidget(self.field)

    def keyPressEvent(self, event: object) -> None:
        self.keys.append(event.key())  # type: ignore[attr-defined]


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.field.setFocus()
    return made


@pytest.fixture
def preview(
    window: Window, appearance: Appearance, loader: PhotoLoader, make_photo: MakePhoto, make_subject: MakeSubject
) -> Preview:
    made = Preview(facts_of(), appearance, loader, window)
    made.show_photo(make_subject(make_photo()), position=3, total=1204)
    made.show()
    return made


def test_it_covers_the_window_and_has_the_focus(qtbot: QtBot, window: Window, preview: Preview) -> None:
    assert preview.is_open
    assert preview.geometry() == window.rect()
    assert preview.hasFocus()
    window.resize(1000, 700)
    QApplication.processEvents()
    assert preview.geometry() == window.rect()
    assert preview.place == "3 of 1,204"
    assert preview.headline.accessibleName() == "Tulips, Unsure, 62 %"
    qtbot.waitUntil(lambda: preview.viewer.is_large)
    preview.grab()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_space_and_esc_close_it_and_the_focus_goes_back(
    qtbot: QtBot, window: Window, preview: Preview, key: Qt.Key
) -> None:
    with qtbot.waitSignal(preview.closed):
        QTest.keyClick(preview, key)
    assert not preview.is_open
    assert window.field.hasFocus()
    with qtbot.assertNotEmitted(preview.closed):
        preview.close_preview()


def test_arrows_step_with_keys_and_with_buttons(qtbot: QtBot, preview: Preview) -> None:
    steps: list[int] = []
    preview.step.connect(steps.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(preview, key)
    for button in preview.findChildren(QToolButton)[:2]:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert steps == [1, 1, -1, -1, -1, 1]
    assert preview.hasFocus()


def test_keys_that_answer_go_on_to_the_window(window: Window, preview: Preview) -> None:
    expected = [Qt.Key.Key_1, Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_Return]
    for key in (*expected, Qt.Key.Key_Tab):
        QTest.keyClick(preview, key)
    assert window.keys == expected
    assert preview.is_open
    assert preview.hasFocus()


def test_its_own_keys_win_over_the_windows_shortcuts(qtbot: QtBot, window: Window, preview: Preview) -> None:
    shortcut = QShortcut(QKeySequence("Right"), window)
    with qtbot.assertNotEmitted(shortcut.activated), qtbot.waitSignal(preview.step):
        QTest.keyClick(preview, Qt.Key.Key_Right)
    answer = QShortcut(QKeySequence("T"), window)
    with qtbot.waitSignal(answer.activated):
        QTest.keyClick(preview, Qt.Key.Key_T)


def test_zooming_works_inside_it(preview: Preview) -> None:
    zoom = preview.viewer.zoom
    QTest.keyClicks(preview, "+")
    assert preview.viewer.zoom is not None
    assert zoom is not None
    assert preview.viewer.zoom.scale > zoom.scale
    QTest.keyClicks(preview, "0")
    assert preview.viewer.zoom == zoom


def test_a_review_inside_it_is_shown_without_loading_again(
    qtbot: QtBot, preview: Preview, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    qtbot.waitUntil(lambda: preview.viewer.is_large)
    preview.viewer.zoom_by(2.0)
    zoom = preview.viewer.zoom
    review = Review(Verdict.CLASS, "roses", 1.0)
    preview.show_photo(make_subject(make_photo(), state=State.REVIEWED, review=review), position=3, total=1204)
    assert preview.headline.accessibleName() == "Roses, Reviewed"
    assert preview.viewer.is_large
    assert preview.viewer.zoom == zoom


def test_the_next_photo_is_there_when_it_is_stepped_to(
    qtbot: QtBot, preview: Preview, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    first, second = make_subject(make_photo("1.jpg")), make_subject(make_photo("2.jpg", seed=5))
    preview.show_photo(first, position=1, total=2, next_path=second.path)
    qtbot.waitUntil(lambda: preview.viewer.is_large)
    preview.show_photo(second, position=2, total=2)
    qtbot.waitUntil(lambda: preview.viewer.is_large)


def test_clicks_do_not_reach_what_lies_behind(qtbot: QtBot, window: Window, preview: Preview) -> None:
    QTest.mouseClick(preview, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    assert preview.hasFocus()
    assert not window.field.hasFocus()
