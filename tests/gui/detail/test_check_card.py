"""One doubt in detail."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowersort.core.audit import AuditedPhoto, Reason
from flowersort.gui.checking.words import note_of
from flowersort.gui.detail.check_card import CheckCard
from flowersort.gui.detail.values import Doubt, Neighbour
from flowersort.gui.theme.appearance import Appearance
from tests.fakes.audits import MISLABEL, Finding, result_of
from tests.fakes.labelled import CLASSES, sure


def doubt(finding: Finding, name: str = "roses/a.jpg") -> AuditedPhoto:
    (photo,) = result_of("/garden", [sure(f"/garden/{name}")], {name: finding}).photos
    return photo


@pytest.fixture
def card(qtbot: QtBot, appearance: Appearance) -> CheckCard:
    made = CheckCard(appearance)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    return made


def test_given_label_against_suggestion_with_what_speaks_for_it(qtbot: QtBot, card: CheckCard) -> None:
    near = [Neighbour(7, None, "Tulips", 0.9)]
    photo = doubt(Finding("tulips", MISLABEL, 0.02, neighbours=("tulips/x.jpg",)))
    card.show_doubt(Doubt(photo, CLASSES, speaking=near, copies=[Neighbour(8, None, "Tulips", None)]))
    assert card.title == "In Roses, rather Tulips"
    assert (card.accept.accessibleName(), card.keep.accessibleName()) == ("Accept Tulips: key A", "Keep Roses: key K")
    assert card.bars[0].name == "Tulips"
    assert [bar.name for bar in card.bars if bar.strong] == ["Roses"]
    assert [tile.toolTip() for tile in card.speaking.tiles] == ["Tulips, 90 % alike"]
    assert [tile.toolTip() for tile in card.copies.tiles] == ["Tulips"]
    told: list[object] = []
    card.accepted.connect(lambda: told.append("accepted"))
    card.kept.connect(lambda: told.append("kept"))
    card.neighbour_chosen.connect(told.append)
    for button in (card.accept, card.keep, card.copies.tiles[0]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == ["accepted", "kept", 8]


def test_without_a_suggestion_there_is_nothing_to_accept(card: CheckCard) -> None:
    card.show_doubt(Doubt(doubt(Finding("", (Reason.DUPLICATE,), None)), CLASSES))
    assert card.title == "In Roses"
    assert (card.accept.isVisible(), card.keep.isVisibleTo(card), card.bars) == (False, True, ())
    card.show_doubt(None)
    assert not card.isVisible()


@pytest.mark.parametrize(
    ("finding", "text", "brief"),
    [
        (Finding("tulips", MISLABEL), "Roses → Tulips", "→ Tulips"),
        (Finding("no_flower", (Reason.NO_FLOWER,)), "Roses → No flower", "→ No flower"),
        (Finding("", (Reason.NEAR_DUPLICATE, Reason.DARK)), "Nearly a copy · Too dark", "Nearly a copy"),
        (Finding(), "", ""),
    ],
)
def test_the_second_line_of_a_tile(finding: Finding, text: str, brief: str) -> None:
    note = note_of(doubt(finding))
    assert (note.text, note.brief) == (text, brief)
    assert note.spoken.startswith("In Roses")


def test_a_photo_in_no_class_folder_says_so() -> None:
    photo = doubt(Finding("tulips", MISLABEL), "a.jpg")
    assert note_of(photo).spoken == "In no class folder. Wrong class"
