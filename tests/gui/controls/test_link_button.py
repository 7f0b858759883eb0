from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import ThemeChoice


def test_mouse_and_space_press_it(qtbot: QtBot, appearance: Appearance) -> None:
    button = LinkButton("Clear filters", appearance)
    qtbot.addWidget(button)
    presses: list[None] = []
    button.clicked.connect(lambda: presses.append(None))
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(presses) == 2


def test_a_folding_one_shows_whether_it_is_open(qtbot: QtBot, appearance: Appearance) -> None:
    button = LinkButton("Advanced", appearance, folds=True)
    qtbot.addWidget(button)
    button.show()
    closed = button.grab().toImage()
    button.click()
    assert button.isChecked()
    assert button.grab().toImage() != closed


def test_its_own_size_has_room_for_the_whole_text(qtbot: QtBot, appearance: Appearance) -> None:
    for text in ("Clear filters", "Model's own (0.88)", "Zurücksetzen", "i"):
        button = LinkButton(text, appearance)
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
        fitting = button.grab().toImage()
        button.resize(button.sizeHint().width() + 50, button.sizeHint().height())
        assert button.grab().toImage().copy(fitting.rect()) == fitting


def test_it_follows_the_theme(qtbot: QtBot, appearance: Appearance) -> None:
    button = LinkButton("Clear filters", appearance)
    qtbot.addWidget(button)
    light = button.grab().toImage()
    appearance.apply(ThemeChoice.DARK)
    assert button.grab().toImage() != light
