from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.icons import Icons
from flowersort.gui.theme.tokens import ThemeChoice

ICONS = Path(__file__).resolve().parents[3] / "resources" / "icons"


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, Icons(ICONS))
    made.apply(ThemeChoice.LIGHT)
    yield made
    made.deleteLater()
