"""The classes that the model lacks, in the side panel."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from flowersort.gui.controls.link_button import LinkButton
from flowersort.gui.side.new_class_box import NewClassBox, NewClassRow
from flowersort.gui.theme.appearance import Appearance


def test_a_row_says_how_many_examples_lack_until_there_are_enough(qtbot: QtBot, appearance: Appearance) -> None:
    box = NewClassBox(appearance)
    qtbot.addWidget(box)
    box.show_rows([NewClassRow("white_clover", 4, ("6", "W")), NewClassRow("yarrow", 1200, ())])
    assert box.lines == [("White clover (6, W)", "4 of 5 examples"), ("Yarrow", "1,200")]
    heard: list[str] = []
    box.chosen.connect(heard.append)
    next(each for each in box.findChildren(LinkButton) if each.text() == "Yarrow").click()
    assert heard == ["yarrow"]
    box.show_rows([])
    assert box.lines == []
