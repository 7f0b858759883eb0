"""Fonts for figures."""

from __future__ import annotations

from PySide6.QtGui import QFont


def tabular(font: QFont) -> QFont:
    """Return the font with figures of one width, so that columns line up and nothing jitters as numbers change."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def bold(font: QFont) -> QFont:
    """Return the font in bold."""
    made = QFont(font)
    made.setBold(True)
    return made
