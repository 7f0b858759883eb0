"""The names of colours and sizes that widgets use; the only place where a colour is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtGui import QColor

# Pixels: of the layout's grid, inside a tile, of rounded corners, and of the focus ring.
GRID = 8
TILE_GRID = 4
RADIUS = 6
RING = 2


class Token(StrEnum):
    """What a colour is for. The states have the names of `core.state.State`."""

    WINDOW = "window"
    SURFACE = "surface"
    LINE = "line"
    EDGE = "edge"
    TEXT = "text"
    MUTED = "muted"
    DISABLED = "disabled"
    ACCENT = "accent"
    HOVER = "hover"
    SELECTION = "selection"
    SURE = "sure"
    UNSURE = "unsure"
    OTHER_FLOWER = "other_flower"
    NO_FLOWER = "no_flower"
    UNREADABLE = "unreadable"
    REVIEWED = "reviewed"


class ThemeChoice(StrEnum):
    """What the user wants the window to look like."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


# Keyed by the states' values, which a `State` equals: the states themselves would bring NumPy into the start.
STATE_TOKENS: Mapping[str, Token] = MappingProxyType(
    {
        token.value: token
        for token in (
            Token.SURE,
            Token.UNSURE,
            Token.OTHER_FLOWER,
            Token.NO_FLOWER,
            Token.UNREADABLE,
            Token.REVIEWED,
        )
    }
)

# What text is written in, on `WINDOW`, `SURFACE`, `HOVER` and `SELECTION`: contrast at least 4.5:1 on each.
TEXT_TOKENS = (Token.TEXT, Token.MUTED, Token.ACCENT, *STATE_TOKENS.values())


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the window.

    Attributes:
        name: `light` or `dark`.
        colours: each token's colour as `#RRGGBB`.
    """

    name: str
    colours: Mapping[Token, str]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return self.name == "dark"

    def colour(self, token: Token) -> QColor:
        """Return the colour of a token, opaque."""
        return QColor(self.colours[token])


LIGHT = Theme(
    "light",
    MappingProxyType(
        {
            Token.WINDOW: "#F7F6F3",
            Token.SURFACE: "#FFFFFF",
            Token.LINE: "#DEDBD4",
            Token.EDGE: "#7F847E",
            Token.TEXT: "#1F2421",
            Token.MUTED: "#5B635D",
            Token.DISABLED: "#969C97",
            Token.ACCENT: "#2F6B4F",
            Token.HOVER: "#F0EEEA",
            Token.SELECTION: "#E2EFE8",
            Token.SURE: "#2F6B4F",
            Token.UNSURE: "#8A5A00",
            Token.OTHER_FLOWER: "#5B4BA0",
            Token.NO_FLOWER: "#5B635D",
            Token.UNREADABLE: "#A3282B",
            Token.REVIEWED: "#1B5E97",
        }
    ),
)

DARK = Theme(
    "dark",
    MappingProxyType(
        {
            Token.WINDOW: "#161917",
            Token.SURFACE: "#1F2321",
            Token.LINE: "#353B37",
            Token.EDGE: "#7C857F",
            Token.TEXT: "#ECEFEA",
            Token.MUTED: "#A7B0A9",
            Token.DISABLED: "#656E68",
            Token.ACCENT: "#7CC6A0",
            Token.HOVER: "#2A2F2C",
            Token.SELECTION: "#28392F",
            Token.SURE: "#7CC6A0",
            Token.UNSURE: "#E5B25A",
            Token.OTHER_FLOWER: "#B5A8EE",
            Token.NO_FLOWER: "#A7B0A9",
            Token.UNREADABLE: "#F08A84",
            Token.REVIEWED: "#86BDEB",
        }
    ),
)
