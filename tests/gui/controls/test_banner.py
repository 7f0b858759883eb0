from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flowersort.gui.controls.banner import Answer, Banners


def test_offers_wait_in_order_and_are_gone_after_an_answer(qtbot: QtBot) -> None:
    banners, done = Banners(), list[str]()
    qtbot.addWidget(banners)
    assert banners.isHidden()
    banners.offer("a", "First?", [Answer("Yes", lambda: done.append("first"), primary=True)])
    banners.offer("b", "Second?", [Answer("Yes", lambda: done.append("second"))])
    assert banners.texts == ["First?", "Second?"]
    assert not banners.isHidden()
    qtbot.mouseClick(banners._shown["a"].buttons[0], Qt.MouseButton.LeftButton)
    assert (done, banners.texts) == (["first"], ["Second?"])
    banners.withdraw("b")
    banners.withdraw("never offered")
    assert banners.isHidden()


def test_an_offer_with_a_known_key_takes_the_others_place(qtbot: QtBot) -> None:
    banners = Banners()
    qtbot.addWidget(banners)
    for text in ("1 photo", "2 photos"):
        banners.offer("moves", text, [])
    assert banners.texts == ["2 photos"]


def test_an_answer_may_make_the_same_offer_again(qtbot: QtBot) -> None:
    banners = Banners()
    qtbot.addWidget(banners)
    banners.offer("a", "Now?", [Answer("Later", lambda: banners.offer("b", "And now?", []))])
    qtbot.mouseClick(banners._shown["a"].buttons[0], Qt.MouseButton.LeftButton)
    assert banners.texts == ["And now?"]
