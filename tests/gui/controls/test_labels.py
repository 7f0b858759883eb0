from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowersort.gui.controls.caption import Caption
from flowersort.gui.controls.eliding_label import ElidingLabel
from flowersort.gui.controls.figures import bold, tabular

LONG = "etwa 1,0 % der sicheren Bezeichnungen sind falsch"


def test_a_caption_is_as_high_as_its_text_at_its_width(qtbot: QtBot) -> None:
    caption = Caption()
    qtbot.addWidget(caption)
    caption.resize(1000, 10)
    caption.show()
    caption.show_words(LONG)
    one_line = caption.height()
    caption.resize(caption.fontMetrics().horizontalAdvance(LONG) // 2 + 20, one_line)
    assert caption.height() > 1.5 * one_line
    caption.show_words("short")
    assert caption.height() == one_line


def test_a_label_without_room_ends_in_dots(qtbot: QtBot) -> None:
    label = ElidingLabel(LONG, alignment=Qt.AlignmentFlag.AlignLeft)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 40
    label.resize(80, 20)
    short = label.grab().toImage()
    label.setText(LONG + LONG)
    assert label.grab().toImage() == short


def test_fonts_for_figures_keep_everything_else(qtbot: QtBot) -> None:
    label = ElidingLabel("1")
    qtbot.addWidget(label)
    made = bold(tabular(label.font()))
    assert (made.family(), made.pointSizeF(), made.bold()) == (label.font().family(), label.font().pointSizeF(), True)
    assert not label.font().bold()
