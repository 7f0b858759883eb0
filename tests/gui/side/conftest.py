from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from flowersort.core.model import ModelFacts, RiskPoint
from flowersort.core.photo_table import Counts
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.icons import Icons
from flowersort.gui.theme.tokens import ThemeChoice
from tests.fakes.labelled import facts_of

ICONS = Path(__file__).resolve().parents[3] / "resources" / "icons"
CURVE = (RiskPoint(0.5, 1.0, 0.05), RiskPoint(0.8, 0.9, 0.02), RiskPoint(0.99, 0.5, 0.0))


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, Icons(ICONS))
    made.apply(ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def facts() -> ModelFacts:
    """Five classes, of which the last was predicted for no photo that was measured."""
    return replace(
        facts_of(),
        risk=CURVE,
        risk_photos=1000,
        class_risk=(CURVE, CURVE, (RiskPoint(0.6, 1.0, 0.1),), CURVE, ()),
        class_risk_photos=(300, 300, 100, 300, 0),
    )


@pytest.fixture
def counts() -> Counts:
    """1,204 photos, none of them excluded."""
    return Counts(
        total=1204,
        waiting=0,
        states=(1165, 21, 9, 7, 2, 0),
        labels=(310, 275, 190, 214, 213, 0, 0, 0),
        to_review=37,
    )
