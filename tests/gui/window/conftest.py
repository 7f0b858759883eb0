"""A window for each test, closed at its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from flowersort.gui.theme.appearance import Appearance
from tests.fakes.windows import Driver


@pytest.fixture
def driver(qtbot: QtBot, appearance: Appearance, home: object) -> Iterator[Driver]:
    """Somebody at a window whose model is loaded."""
    made = Driver(qtbot, appearance)
    yield made
    made.answers.close = True
    made.close()
