"""The look in force: style, palette, style sheet, fonts and motion, following the system while the user wants that."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPalette, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication, QStyle

from flowersort.gui.theme.icons import Icons
from flowersort.gui.theme.style_sheet import style_sheet
from flowersort.gui.theme.tokens import DARK, LIGHT, Theme, ThemeChoice, Token

# Milliseconds: the longest that anything may move.
LONGEST_MOTION = 120

_ROLES = {
    QPalette.ColorRole.Window: Token.WINDOW,
    QPalette.ColorRole.WindowText: Token.TEXT,
    QPalette.ColorRole.Base: Token.SURFACE,
    QPalette.ColorRole.AlternateBase: Token.WINDOW,
    QPalette.ColorRole.ToolTipBase: Token.SURFACE,
    QPalette.ColorRole.ToolTipText: Token.TEXT,
    QPalette.ColorRole.PlaceholderText: Token.MUTED,
    QPalette.ColorRole.Text: Token.TEXT,
    QPalette.ColorRole.Button: Token.SURFACE,
    QPalette.ColorRole.ButtonText: Token.TEXT,
    QPalette.ColorRole.BrightText: Token.UNREADABLE,
    QPalette.ColorRole.Light: Token.HOVER,
    QPalette.ColorRole.Midlight: Token.HOVER,
    QPalette.ColorRole.Mid: Token.LINE,
    QPalette.ColorRole.Dark: Token.EDGE,
    QPalette.ColorRole.Highlight: Token.ACCENT,
    QPalette.ColorRole.HighlightedText: Token.SURFACE,
    QPalette.ColorRole.Accent: Token.ACCENT,
    QPalette.ColorRole.Link: Token.ACCENT,
    QPalette.ColorRole.LinkVisited: Token.OTHER_FLOWER,
}
_WRITTEN = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)


class Size(Enum):
    """The three sizes of text, as shares of the system's."""

    SMALL = 0.9
    BASE = 1.0
    TITLE = 1.3


def font_scaled(base: QFont, size: Size) -> QFont:
    """Return a font of the same family in another of the three sizes."""
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * size.value)
    else:
        font.setPixelSize(round(base.pixelSize() * size.value))
    return font


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, theme.colour(token))
    for role in _WRITTEN:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour(Token.DISABLED))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, theme.colour(Token.LINE))
    return made


class Appearance(QObject):
    """Dresses the application, and tells widgets that paint themselves when to do so anew.

    Args:
        app: the application to dress.
        icons: the icons of the window, in the property of the same name.
    """

    changed = Signal()

    def __init__(self, app: QApplication, icons: Icons) -> None:
        super().__init__(app)
        self._app = app
        self._icons = icons
        self._hints = app.styleHints()
        self._choice = ThemeChoice.SYSTEM
        self._theme: Theme | None = None
        app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme or LIGHT

    @property
    def icons(self) -> Icons:
        """The icons, to be asked with `theme`."""
        return self._icons

    def apply(self, choice: ThemeChoice) -> None:
        """Dress the application as the user wants it; `changed` follows where that is another theme."""
        self._choice = choice
        if choice is ThemeChoice.SYSTEM:
            self._hints.unsetColorScheme()
            self._dress(_theme_of(self._hints.colorScheme()))
        else:
            dark = choice is ThemeChoice.DARK
            # So that the frame that the system draws around the window goes with it.
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
            self._dress(DARK if dark else LIGHT)

    def icon(self, name: str, token: Token = Token.TEXT) -> QIcon:
        """Return an icon in the theme in force; ask again when it has `changed`."""
        return self._icons.icon(name, self.theme, token)

    def pixmap(self, name: str, size: int, *, token: Token = Token.TEXT, ratio: float = 1.0) -> QPixmap:
        """Return a picture of an icon in the theme in force; see `Icons.pixmap`."""
        return self._icons.pixmap(name, self.theme, size, token=token, ratio=ratio)

    def font(self, size: Size) -> QFont:
        """Return the system's font in one of the three sizes."""
        return font_scaled(self._app.font(), size)

    def animations_allowed(self) -> bool:
        """Whether something may move; not where the system asks for less motion."""
        if _less_motion(self._hints):
            return False
        return self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._dress(_theme_of(scheme))

    def _dress(self, theme: Theme) -> None:
        if theme is self._theme:
            return
        self._theme = theme
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(theme, self._icons.folder.as_posix()))
        self.changed.emit()


def _theme_of(scheme: Qt.ColorScheme) -> Theme:
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _less_motion(hints: QStyleHints) -> bool:
    # By name: Qt knows of the system's wish in its later versions only.
    accessibility = getattr(hints, "accessibility", None)
    wish = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
    return wish is not None and wish().name == "ReducedMotion"
