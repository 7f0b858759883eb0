"""The parts of tiles that many have in common, drawn once: cards, labels, confidences.

A page of tiles is put together of these in a third of the time that drawing them takes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from flowersort.gui.controls.confidence_bar import paint_bar
from flowersort.gui.controls.figures import bold, tabular
from flowersort.gui.grid.lettering import Lettering
from flowersort.gui.grid.tile import Tile
from flowersort.gui.grid.tile_layout import CARD_MARGIN, SIGN, TileLayout
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, STATE_TOKENS, TILE_GRID, Token
from flowersort.gui.wording import percent

# Labels and whole percents are few.
_MOST_KEPT = 400
# Between the selection's ring and that of the current photo, which lies outside it.
_GAP = 1
# As a share, what is widest in percent: with this much room for the number, all bars are equally long.
_WIDEST = 0.999


class Pieces:
    """Draws parts of tiles in the theme and fonts in force when it was made.

    Attributes:
        small, title: for texts that no two tiles have in common, and for names of groups.
        layout: where things stand in a tile.
        surface: what a plain card is filled with.
    """

    def __init__(self, appearance: Appearance, thumbnail: int, *, is_grouped: bool, ratio: float) -> None:
        """Prepare for photos of one width, in logical pixels, and a number of physical pixels to a logical one."""
        self._appearance, self._theme = appearance, appearance.theme
        small = appearance.font(Size.SMALL)
        self._label = Lettering(appearance.font(Size.BASE))
        self.small, self.title = Lettering(tabular(small)), Lettering(bold(small))
        line = max(self._label.height, SIGN)
        self.layout = TileLayout.of(thumbnail, line=line, small_line=self.small.height, is_grouped=is_grouped)
        self.surface = self._theme.colour(Token.SURFACE)
        self._room_for_number = self.small.width(percent(_WIDEST))
        self._ratio = ratio
        self._kept: dict[Hashable, QPixmap] = {}

    def paint_card(self, painter: QPainter, left: int, top: int) -> None:
        """Paint a plain card. Filling its middle takes half the time that a picture of it would."""
        caps = self._kept.get("caps") or self._piece(
            "caps", QSize(self.layout.card.width(), 2 * RADIUS), self._draw_caps
        )
        width, height = self.layout.card.width(), self.layout.card.height()
        half = caps.height() // 2
        # One pixel into both caps, or a line would show between them where the screen's pixels are a fraction of ours.
        painter.fillRect(left, top + RADIUS - 1, width, height - 2 * (RADIUS - 1), self.surface)
        painter.drawPixmap(left, top, caps, 0, 0, caps.width(), half)
        painter.drawPixmap(left, top + height - RADIUS, caps, 0, half, caps.width(), half)

    def marked_card(self, *, is_selected: bool, ring: Token | None) -> QPixmap:
        """Return a card with `CARD_MARGIN` around it for its rings.

        Args:
            ring: the colour of the current photo's ring; None for other photos.
        """
        key = (is_selected, ring)
        size = self.layout.card + QSize(2 * CARD_MARGIN, 2 * CARD_MARGIN)
        return self._kept.get(key) or self._piece(
            key, size, lambda painter: self._draw_card(painter, is_selected, ring)
        )

    def label(self, tile: Tile) -> QPixmap:
        """Return a line with the sign and the label of a tile that has a state."""
        key = (tile.state, tile.label)
        size = self.layout.first_line.size()
        return self._kept.get(key) or self._piece(key, size, lambda painter: self._draw_label(painter, size, tile))

    def confidence(self, tile: Tile) -> QPixmap:
        """Return a line with a bar and its number, of a tile that has them."""
        key = ("share", tile.state, tile.share)
        size = self.layout.second_line.size()
        return self._kept.get(key) or self._piece(key, size, lambda painter: self._draw_confidence(painter, size, tile))

    def model_says(self, tile: Tile) -> QPixmap:
        """Return a line with the model's prediction, in fewer words where there is no room for all."""
        key = ("says", tile.model_says)
        size = self.layout.second_line.size()
        return self._kept.get(key) or self._piece(key, size, lambda painter: self._draw_says(painter, size, tile))

    def _piece(self, key: Hashable, size: QSize, draw: Callable[[QPainter], None]) -> QPixmap:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        made = QPixmap(size * self._ratio)
        made.setDevicePixelRatio(self._ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        self._kept[key] = made
        return made

    def _draw_caps(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.surface)
        painter.drawRoundedRect(QRectF(0, 0, self.layout.card.width(), 2 * RADIUS), RADIUS, RADIUS)

    def _draw_card(self, painter: QPainter, is_selected: bool, ring: Token | None) -> None:
        card = QRectF(CARD_MARGIN, CARD_MARGIN, self.layout.card.width(), self.layout.card.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Token.SELECTION if is_selected else Token.SURFACE))
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_selected:
            inside = RING / 2
            painter.setPen(QPen(self._theme.colour(Token.ACCENT), RING))
            painter.drawRoundedRect(card.adjusted(inside, inside, -inside, -inside), RADIUS - inside, RADIUS - inside)
        if ring is not None:
            outside = _GAP + RING / 2
            painter.setPen(QPen(self._theme.colour(ring), RING))
            radius = RADIUS + outside
            painter.drawRoundedRect(card.adjusted(-outside, -outside, outside, outside), radius, radius)

    def _draw_label(self, painter: QPainter, size: QSize, tile: Tile) -> None:
        if tile.state is None:
            return
        line = QRect(0, 0, size.width(), size.height())
        sign = self._appearance.icons.sign(tile.state, self._theme, SIGN, painter.device().devicePixelRatioF())
        if sign is not None:
            painter.drawPixmap(0, (size.height() - SIGN) // 2, sign)
            line.adjust(SIGN + TILE_GRID, 0, 0, 0)
        painter.setPen(self._theme.colour(STATE_TOKENS[tile.state] if tile.label_is_state else Token.TEXT))
        self._label.draw(painter, line, tile.label)

    def _draw_confidence(self, painter: QPainter, size: QSize, tile: Tile) -> None:
        if tile.state is None or tile.confidence is None:
            return
        line = QRect(0, 0, size.width(), size.height())
        painter.setPen(self._theme.colour(Token.MUTED))
        self.small.draw(painter, line, tile.share, at_right=True)
        bar = QRect(0, line.center().y() - 1, size.width() - self._room_for_number - GRID, TILE_GRID)
        paint_bar(painter, bar, tile.confidence, STATE_TOKENS[tile.state], self._theme)

    def _draw_says(self, painter: QPainter, size: QSize, tile: Tile) -> None:
        painter.setPen(self._theme.colour(Token.MUTED))
        fits = self.small.width(tile.model_says) <= size.width()
        said = tile.model_says if fits else tile.model_says_briefly
        self.small.draw(painter, QRect(0, 0, size.width(), size.height()), said)
