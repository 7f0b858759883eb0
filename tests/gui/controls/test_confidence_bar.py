from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from flowersort.gui.controls.confidence_bar import paint_bar, paint_share
from flowersort.gui.theme.tokens import DARK, LIGHT, Theme, Token

WIDTH, HEIGHT = 100, 4


def painted(share: float, theme: Theme = LIGHT) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_bar(painter, QRect(0, 0, WIDTH, HEIGHT), share, Token.UNSURE, theme)
    painter.end()
    return image


def filled(image: QImage, theme: Theme = LIGHT) -> int:
    colour = theme.colour(Token.UNSURE)
    return sum(image.pixelColor(x, HEIGHT // 2) == colour for x in range(WIDTH))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_bar_is_filled_to_its_share(theme: Theme, qapp: QGuiApplication) -> None:
    assert filled(painted(0.0, theme), theme) == 0
    assert filled(painted(0.5, theme), theme) == pytest.approx(50, abs=2)
    assert filled(painted(1.0, theme), theme) == pytest.approx(100, abs=2)


@given(share=st.floats())
def test_any_number_can_be_painted(share: float) -> None:
    shown = 0.0 if math.isnan(share) else min(1.0, max(0.0, share))
    assert painted(share) == painted(shown)


def test_the_number_stands_beside_the_bar(qapp: QGuiApplication) -> None:
    image = QImage(WIDTH, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    font = painter.font()
    paint_share(painter, image.rect(), 1.0, Token.SURE, LIGHT)
    assert painter.font() == font
    painter.end()
    bar = [x for x in range(WIDTH) if image.pixelColor(x, 10) == LIGHT.colour(Token.SURE)]
    dark = {x for x in range(WIDTH) for y in range(20) if image.pixelColor(x, y).lightness() < 60}
    assert bar
    assert max(bar) < min(dark - set(bar))
