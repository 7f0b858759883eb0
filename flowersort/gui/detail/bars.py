"""Shares as bars, one line each: the classes of one photo, or the labels of a selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from flowersort.gui.controls.confidence_bar import paint_bar
from flowersort.gui.controls.figures import tabular
from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, TILE_GRID, Token

_ALL_UP_TO = 8
_FIRST = 6
_BAR_HEIGHT = 6
# Of the width, at most: a long name gives way to the bars.
_NAME_SHARE = 0.42


@dataclass(frozen=True, slots=True)
class Bar:
    """One line.

    Attributes:
        name: as users read it.
        share: 0–1, the length of the bar.
        figure: what stands beside the name.
        token: the bar's colour.
        strong: whether the text stands out.
    """

    name: str
    share: float
    figure: str
    token: Token = Token.MUTED
    strong: bool = False


class Bars(QWidget):
    """Lines in the order given, hidden without any; of more than eight the first six, until the user asks for all."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._all = False
        self._lines = _Lines(appearance, self)
        self._more = LinkButton("", appearance)
        self._more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._more.clicked.connect(self._toggle)
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._lines)
        layout.addWidget(self._more)
        self._refresh()

    @property
    def shown(self) -> tuple[Bar, ...]:
        """The lines that can be seen."""
        return self._lines.bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other lines; whether all of them is as the user left it."""
        self._bars = tuple(bars)
        self._refresh()

    def _toggle(self) -> None:
        self._all = not self._all
        self._refresh()

    def _refresh(self) -> None:
        long = len(self._bars) > _ALL_UP_TO
        self._lines.show_bars(self._bars[:_FIRST] if long and not self._all else self._bars)
        self._more.setVisible(long)
        self.setVisible(bool(self._bars))
        text = self.tr("Show fewer") if self._all else self.tr("Show all %Ln classes", None, len(self._bars))
        self._more.setText(text)


class _Lines(QWidget):
    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Labels by share"))
        appearance.changed.connect(self.update)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        self.bars = bars
        # Painted text is nothing to a screen reader.
        self.setAccessibleDescription(
            "\n".join(self.tr("{name}: {figure}").format(name=bar.name, figure=bar.figure) for bar in bars)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(30 * GRID, self._pitch() * len(self.bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * GRID, self._pitch() * len(self.bars))

    def paintEvent(self, _event: QPaintEvent) -> None:
        plain = tabular(self._appearance.font(Size.BASE))
        strong = tabular(self._appearance.font(Size.BASE))
        strong.setBold(True)
        metrics = QFontMetrics(strong)
        names = min(
            round(self.width() * _NAME_SHARE),
            max((metrics.horizontalAdvance(bar.name) for bar in self.bars), default=0) + 2,
        )
        figures = max((metrics.horizontalAdvance(bar.figure) for bar in self.bars), default=0) + 2
        painter = QPainter(self)
        theme, pitch = self._appearance.theme, self._pitch()
        for place, bar in enumerate(self.bars):
            painter.setFont(strong if bar.strong else plain)
            painter.setPen(theme.colour(Token.TEXT if bar.strong else Token.MUTED))
            line = QRect(0, place * pitch, self.width(), pitch)
            name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            box = QRect(names + GRID, line.top(), figures, pitch)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bar.figure)
            left = box.right() + GRID
            groove = QRect(left, line.center().y() - _BAR_HEIGHT // 2 + 1, self.width() - left, _BAR_HEIGHT)
            paint_bar(painter, groove, bar.share, bar.token, theme)
        painter.end()

    def _pitch(self) -> int:
        return QFontMetrics(self._appearance.font(Size.BASE)).height() + TILE_GRID
