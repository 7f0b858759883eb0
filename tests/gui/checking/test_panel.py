"""The panel of a check: counts that follow reviews, choices, and sentences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowersort.core.audit import AuditResult, Reason
from flowersort.core.audit_rows import AuditRows, Cell, Doubts
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Review, Verdict
from flowersort.gui.checking.panel import CheckPanel
from flowersort.gui.theme.appearance import Appearance
from tests.fakes.audits import MISLABEL, Finding, result_of
from tests.fakes.labelled import CLASSES, facts_of, sure

ROOT = "/garden"
NAMES = ("roses/a.jpg", "roses/b.jpg", "roses/c.jpg", "tulips/d.jpg")
ROSES, TULIPS = CLASSES.index("roses"), CLASSES.index("tulips")
FINDINGS = {
    "roses/b.jpg": Finding("tulips", MISLABEL, 0.1),
    "roses/c.jpg": Finding("tulips", MISLABEL, 0.2),
    "tulips/d.jpg": Finding("", (Reason.BLURRY,), 0.9),
}


@pytest.fixture
def table() -> PhotoTable:
    made = PhotoTable(facts_of())
    made.set_base(ROOT)
    made.put([sure(f"{ROOT}/{name}") for name in NAMES])
    return made


@pytest.fixture
def panel(qtbot: QtBot, appearance: Appearance) -> CheckPanel:
    made = CheckPanel(appearance)
    qtbot.addWidget(made)
    made.resize(296, 700)
    made.show()
    return made


def show(panel: CheckPanel, result: AuditResult, table: PhotoTable) -> AuditRows:
    found = AuditRows(result, table)
    panel.show_result(result)
    panel.show_counts(found)
    return found


def counts(panel: CheckPanel) -> dict[str, str]:
    rows = [panel.reasons.whole, *panel.reasons.rows.values()]
    return {row.text(): row.accessibleName().partition(", ")[2] for row in rows if row.isVisible()}


def test_reasons_that_occur_are_counted_and_follow_the_reviews(panel: CheckPanel, table: PhotoTable) -> None:
    found = show(panel, result_of(ROOT, table.labelled_photos(), FINDINGS), table)
    assert counts(panel) == {"To look at": "3 photos", "Wrong class": "2 photos", "Blurry": "1 photo"}
    assert panel.words[0] == "2 labels are in doubt; about 2 of them are expected to be wrong."
    tip = panel.reasons.rows[Reason.MISLABEL].toolTip()
    assert tip == "2 when checked, about 2 of them expected to be so in truth"
    assert not panel.apply.isVisible()
    table.set_reviews({str(table.content(row)): Review(Verdict.CLASS, "tulips", 1.0) for row in (1, 2)})
    panel.show_counts(found)
    assert counts(panel) == {"To look at": "1 photo", "Wrong class": "0 photos", "Blurry": "1 photo"}
    assert panel.apply.text() == "Move 2 photos…"


def test_a_reason_and_a_field_exclude_each_other(qtbot: QtBot, panel: CheckPanel, table: PhotoTable) -> None:
    show(panel, result_of(ROOT, table.labelled_photos(), FINDINGS), table)
    told: list[Doubts] = []
    panel.doubts_changed.connect(told.append)
    qtbot.mouseClick(panel.reasons.rows[Reason.BLURRY], Qt.MouseButton.LeftButton)
    matrix = panel.matrix
    where = matrix.field_of(Cell(ROSES, TULIPS)).center()
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=where)
    assert not panel.reasons.rows[Reason.BLURRY].isChecked()
    qtbot.keyClick(panel.reasons.whole, Qt.Key.Key_Space)
    assert told == [Doubts(reason=Reason.BLURRY), Doubts(cell=Cell(ROSES, TULIPS)), Doubts()]
    assert panel.reasons.whole.isChecked()


def test_what_the_audit_remarks_is_shown(panel: CheckPanel, table: PhotoTable) -> None:
    said = ("3 labels were judged by the model's calibrated probabilities.", "No photo stands in “daisy”.")
    show(panel, result_of(ROOT, table.labelled_photos(), FINDINGS, remarks=said), table)
    assert panel.words[1:] == list(said)


def test_nothing_to_doubt_is_said(panel: CheckPanel, table: PhotoTable) -> None:
    show(panel, result_of(ROOT, table.labelled_photos()), table)
    assert panel.words[0] == "Nothing to doubt was found."
    only_blurry = {"tulips/d.jpg": FINDINGS["tulips/d.jpg"]}
    show(panel, result_of(ROOT, table.labelled_photos(), only_blurry), table)
    assert panel.words[0] == "No label is in doubt."
