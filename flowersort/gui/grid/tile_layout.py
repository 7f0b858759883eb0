"""Where things stand in a tile, and tiles in the grid: arithmetic only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from flowersort.gui.theme.tokens import TILE_GRID

SMALLEST, FIRST_SIZE, LARGEST = 96, 160, 256
STRIP_HEIGHT = 20
SIGN = 14

# Around a card in its cell; the current photo's ring lies in there.
CARD_MARGIN = TILE_GRID + 1

_PADDING = 6
# Texts begin where the photo's rounded corner ends.
_INDENT = 2
# Photos lie more often than they stand: a room this much lower wastes less of the window.
_HEIGHT_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class TileLayout:
    """The parts of one tile, in logical pixels.

    Attributes:
        cell: least size of the tile with what parts it from its neighbours.
        card: size of the card.
        strip: height of the strip above the card, 0 for none.
        photo, first_line, second_line: the room for the photo, the label and the confidence, from the card's corner.
    """

    cell: QSize
    card: QSize
    strip: int
    photo: QRect
    first_line: QRect
    second_line: QRect

    @classmethod
    def of(cls, thumbnail: int, *, line: int, small_line: int, is_grouped: bool) -> TileLayout:
        """Return the layout for photos of one width and texts of two heights."""
        photo = QRect(_PADDING, _PADDING, thumbnail, round(thumbnail * _HEIGHT_SHARE / TILE_GRID) * TILE_GRID)
        left, width = photo.left() + _INDENT, photo.width() - 2 * _INDENT
        first = QRect(left, photo.top() + photo.height() + TILE_GRID, width, line)
        second = QRect(left, first.top() + line, width, small_line)
        card = QSize(thumbnail + 2 * _PADDING, second.top() + small_line + _PADDING)
        strip = STRIP_HEIGHT if is_grouped else 0
        cell = card + QSize(2 * CARD_MARGIN, 2 * CARD_MARGIN + strip)
        return cls(cell, card, strip, photo, first, second)

    def corner(self, cell: QRect) -> tuple[int, int]:
        """Return the left and upper edge of the card, which is in the middle of a cell's width."""
        return cell.left() + (cell.width() - self.card.width()) // 2, cell.top() + CARD_MARGIN + self.strip


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Cells of one size, line after line.

    Attributes:
        columns: cells side by side, at least 1.
        cell: size of one.
    """

    columns: int
    cell: QSize

    @classmethod
    def fitting(cls, width: int, least: QSize) -> GridLayout:
        """Return as many columns as fit into a width, one at least, the cells widened so that they fill it."""
        columns = max(1, width // max(1, least.width()))
        return cls(columns, QSize(max(1, width // columns), least.height()))

    def positions(self, top: int, bottom: int, count: int) -> range:
        """Return which of `count` cells stand between two heights, in pixels from the first line's top."""
        first = max(0, top // self.cell.height()) * self.columns
        behind = (max(-1, bottom // self.cell.height()) + 1) * self.columns
        return range(min(first, count), min(behind, count))

    def top_of(self, position: int) -> int:
        """Return the height of a cell's upper edge."""
        return position // self.columns * self.cell.height()
