"""A share as a small bar, alone or with its number."""

from __future__ import annotations

from math import isnan

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from flowersort.gui.controls.figures import tabular
from flowersort.gui.theme.tokens import TILE_GRID, Theme, Token
from flowersort.gui.wording import percent

_WIDEST = 1.0


def paint_bar(painter: QPainter, rect: QRect | QRectF, share: float, token: Token, theme: Theme) -> None:
    """Paint a rounded bar that fills `rect` to `share`, over a faint groove.

    Args:
        painter: is left as it was.
        share: 0–1; what lies outside is cut off, and nan counts as 0.
        token: the colour of the filled part.
    """
    area = QRectF(rect)
    filled = area.width() * min(1.0, max(0.0, 0.0 if isnan(share) else share))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _round(painter, area, theme, Token.LINE)
    if filled > 0:
        _round(painter, QRectF(area.topLeft(), QSizeF(filled, area.height())), theme, token)
    painter.restore()


def paint_share(painter: QPainter, rect: QRect, share: float, token: Token, theme: Theme) -> None:
    """Paint a bar with its number of percent at the right, as high as the painter's font asks, in the middle of `rect`.

    Args:
        painter: is left as it was; its pen is used for the number.
        share, token: as in `paint_bar`.
    """
    painter.save()
    painter.setFont(tabular(painter.font()))
    room = painter.fontMetrics().horizontalAdvance(percent(_WIDEST))
    number = QRect(rect.right() + 1 - room, rect.top(), room, rect.height())
    painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent(share))
    bar = QRect(rect.left(), rect.center().y() - 1, rect.width() - room - TILE_GRID, TILE_GRID)
    paint_bar(painter, bar, share, token, theme)
    painter.restore()


def _round(painter: QPainter, area: QRectF, theme: Theme, token: Token) -> None:
    radius = min(area.width(), area.height()) / 2
    painter.setBrush(theme.colour(token))
    painter.drawRoundedRect(area, radius, radius)
