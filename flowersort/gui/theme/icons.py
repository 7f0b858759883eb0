"""Icons drawn in token colours from SVG files of one family: 24 × 24, lines of 1.75 in `currentColor`."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from flowersort.gui.theme.tokens import STATE_TOKENS, Theme, Token

if TYPE_CHECKING:
    from flowersort.core.state import State

_LOG = logging.getLogger(__name__)
# The sizes of tool bars, menus and large buttons, each for plain and doubled screens.
_SIZES = (16, 24, 32, 48)
_RATIOS = (1.0, 2.0)
_INK = b"currentColor"


class Icons:
    """The icons of one folder, each drawn once for each look and size. For the GUI thread only.

    Args:
        folder: holds `NAME.svg` for each icon, and `sign-STATE.svg` for each state that has a sign.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, Token], QIcon] = {}

    def icon(self, name: str, theme: Theme, token: Token = Token.TEXT) -> QIcon:
        """Return an icon in a token's colour, with its disabled look; an unknown name gives an empty icon."""
        key = (name, theme.name, token)
        if key not in self._icons:
            self._icons[key] = self._draw_icon(name, theme, token)
        return self._icons[key]

    def pixmap(self, name: str, theme: Theme, size: int, *, token: Token = Token.TEXT, ratio: float = 1.0) -> QPixmap:
        """Return one picture of an icon.

        Args:
            size: width and height in logical pixels.
            ratio: physical pixels to a logical one, as the widget's `devicePixelRatioF` says.
        """
        colour = theme.colours[token]
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, colour, size, ratio)
        return self._pixmaps[key]

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return self._folder

    def sign(self, state: State, theme: Theme, size: int, ratio: float = 1.0) -> QPixmap | None:
        """Return the sign of a state in its colour, None for the state that needs none."""
        name = f"sign-{state.value}"
        if not self._source(name):
            return None
        return self.pixmap(name, theme, size, token=STATE_TOKENS[state], ratio=ratio)

    def _draw_icon(self, name: str, theme: Theme, token: Token) -> QIcon:
        icon = QIcon()
        if not self._source(name):
            return icon
        for size in _SIZES:
            for ratio in _RATIOS:
                icon.addPixmap(self.pixmap(name, theme, size, token=token, ratio=ratio), QIcon.Mode.Normal)
                faint = self.pixmap(name, theme, size, token=Token.DISABLED, ratio=ratio)
                icon.addPixmap(faint, QIcon.Mode.Disabled)
        return icon

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        side = max(1, round(size * ratio))
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        source = self._source(name)
        if source:
            painter = QPainter(pixmap)
            self._renderer(name, colour).render(painter, QRectF(0, 0, side, side))
            painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        key = (name, colour)
        if key not in self._renderers:
            source = self._source(name).replace(_INK, colour.encode("ascii"))
            self._renderers[key] = QSvgRenderer(QByteArray(source))
        return self._renderers[key]

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            try:
                self._sources[name] = (self._folder / f"{name}.svg").read_bytes()
            except OSError as fault:
                if name != f"sign-{Token.SURE}":
                    _LOG.warning("The icon %s is missing: %s", name, fault)
                self._sources[name] = b""
        return self._sources[name]
