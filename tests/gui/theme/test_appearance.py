from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QProxyStyle,
    QPushButton,
    QSlider,
    QSpinBox,
    QStyle,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from flowersort.gui.theme.appearance import LONGEST_MOTION, Appearance, Size, font_scaled, palette
from flowersort.gui.theme.icons import Icons
from flowersort.gui.theme.tokens import DARK, LIGHT, RING, Theme, ThemeChoice, Token
from flowersort.places import resource


@pytest.fixture
def own(qapp: QApplication, appearance: Appearance) -> Iterator[Appearance]:
    """An appearance of the test's own; the shared one dresses the application again afterwards."""
    made = Appearance(qapp, Icons(resource("icons")))
    yield made
    made.apply(ThemeChoice.LIGHT)
    made.setParent(None)
    appearance.apply(ThemeChoice.LIGHT)


@pytest.mark.parametrize(("choice", "theme"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)])
def test_a_choice_dresses_the_application(
    own: Appearance, qapp: QApplication, choice: ThemeChoice, theme: Theme
) -> None:
    own.apply(choice)
    assert own.theme is theme
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour(Token.WINDOW)
    assert theme.colours[Token.ACCENT] in qapp.styleSheet()


def test_widgets_are_told_of_another_theme_and_of_nothing_else(own: Appearance, qtbot: QtBot) -> None:
    own.apply(ThemeChoice.LIGHT)
    with qtbot.waitSignal(own.changed, timeout=1000):
        own.apply(ThemeChoice.DARK)
    with qtbot.assertNotEmitted(own.changed):
        own.apply(ThemeChoice.DARK)


def test_the_systems_theme_is_followed_while_the_user_wants_that(own: Appearance, qapp: QApplication) -> None:
    hints = qapp.styleHints()
    own.apply(ThemeChoice.SYSTEM)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert own.theme is DARK
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert own.theme is LIGHT
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
    assert own.theme is LIGHT
    own.apply(ThemeChoice.DARK)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert own.theme is DARK


def test_before_it_is_applied_the_theme_is_the_light_one(own: Appearance) -> None:
    assert own.theme is LIGHT


@pytest.mark.parametrize("size", [(10.0, -1), (-1.0, 20)])
def test_text_has_three_sizes_of_the_same_font(size: tuple[float, int]) -> None:
    base = QFont("Sans Serif")
    if size[0] > 0:
        base.setPointSizeF(size[0])
    else:
        base.setPixelSize(size[1])
    small, title = font_scaled(base, Size.SMALL), font_scaled(base, Size.TITLE)
    assert font_scaled(base, Size.BASE) == base
    assert (small.family(), title.family()) == (base.family(), base.family())
    if size[0] > 0:
        assert (small.pointSizeF(), title.pointSizeF()) == (9.0, 13.0)
    else:
        assert (small.pixelSize(), title.pixelSize()) == (18, 26)


def test_what_is_disabled_looks_so(own: Appearance) -> None:
    for theme in (LIGHT, DARK):
        made = palette(theme)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            assert made.color(QPalette.ColorGroup.Disabled, role) == theme.colour(Token.DISABLED)
            assert made.color(QPalette.ColorGroup.Active, role) == theme.colour(Token.TEXT)
    assert own.theme.colours[Token.DISABLED] != own.theme.colours[Token.TEXT]


class StillStyle(QProxyStyle):
    """Fusion where the system asks for no motion."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: Any) -> int:
        return 0 if hint is QStyle.StyleHint.SH_Widget_Animation_Duration else super().styleHint(hint, *rest)


def test_nothing_moves_where_the_system_asks_for_that(own: Appearance, qapp: QApplication) -> None:
    assert LONGEST_MOTION <= 120
    assert own.animations_allowed()
    qapp.setStyle(StillStyle("Fusion"))
    try:
        assert not own.animations_allowed()
    finally:
        qapp.setStyle("Fusion")


FOCUSABLE = [QPushButton, QToolButton, QLineEdit, QTextEdit, QComboBox, QSpinBox, QCheckBox, QSlider, QListWidget]


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("kind", FOCUSABLE, ids=lambda kind: kind.__name__)
def test_focus_is_a_ring_of_two_pixels_that_moves_nothing(
    own: Appearance, qtbot: QtBot, kind: type[QWidget], choice: ThemeChoice
) -> None:
    own.apply(choice)
    window, widget, other = QWidget(), kind(), QLineEdit()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(widget)
    layout.addWidget(other)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if isinstance(widget, QAbstractButton):
        widget.setText("Text")
    window.show()
    window.activateWindow()
    other.setFocus()
    plain, place, wish = widget.grab().toImage(), widget.geometry(), widget.sizeHint()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    ringed = widget.grab().toImage()
    assert (widget.geometry(), widget.sizeHint()) == (place, wish)
    assert ringed != plain
    accent = own.theme.colour(Token.ACCENT)
    middle = ringed.height() // 2
    assert [ringed.pixelColor(x, middle) for x in range(RING)] == [accent] * RING


def test_hovering_pressing_and_being_disabled_can_be_seen(own: Appearance, qtbot: QtBot) -> None:
    own.apply(ThemeChoice.LIGHT)
    button = QPushButton("Open")
    qtbot.addWidget(button)
    button.show()
    looks = [button.grab().toImage()]
    button.setDown(True)
    looks.append(button.grab().toImage())
    button.setDown(False)
    button.setEnabled(False)
    looks.append(button.grab().toImage())
    assert all(one != other for place, one in enumerate(looks) for other in looks[:place])


def test_the_main_button_is_filled_with_the_accent(own: Appearance, qtbot: QtBot) -> None:
    own.apply(ThemeChoice.DARK)
    button = QPushButton("Open")
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    button.show()
    assert button.grab().toImage().pixelColor(8, 8) == own.theme.colour(Token.ACCENT)


def test_icons_come_in_the_theme_in_force(own: Appearance) -> None:
    own.apply(ThemeChoice.DARK)
    assert own.icon("open").cacheKey() == own.icons.icon("open", DARK).cacheKey()
    assert own.pixmap("open", 24).cacheKey() == own.icons.pixmap("open", DARK, 24).cacheKey()
    assert own.font(Size.TITLE).pointSizeF() == pytest.approx(QApplication.font().pointSizeF() * 1.3)
