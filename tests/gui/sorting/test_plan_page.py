from __future__ import annotations

from pytestqt.qtbot import QtBot

from flowersort.core.plan import Operation, SortPlan
from flowersort.gui.sorting.plan_page import PlanPage
from flowersort.gui.wording import file_size
from tests.fakes.plans import plan_of, planned, skipped


def text(qtbot: QtBot, *plans: SortPlan) -> str:
    page = PlanPage()
    qtbot.addWidget(page)
    page.show_plans(plans)
    return page.text


def test_the_arithmetic_adds_up_over_all_plans(qtbot: QtBot) -> None:
    said = text(qtbot, plan_of(planned("a.jpg"), left=(skipped("b.jpg"),)), plan_of(planned("c.jpg")))
    assert "Photos found: 3 = 2 to copy + 1 to skip" in said


def test_space_and_volumes_are_told(qtbot: QtBot) -> None:
    near = text(qtbot, plan_of(planned("a.jpg"), needed=5000, free=10**9))
    assert f"Space: {file_size(5000)} needed, {file_size(10**9)} free." in near
    assert "can't be told" in text(qtbot, plan_of(planned("a.jpg"), free=None))
    copied = text(qtbot, plan_of(planned("a.jpg"), crosses=True))
    moved = text(qtbot, plan_of(planned("a.jpg"), crosses=True, operation=Operation.MOVE))
    assert "read again and compared." in copied
    assert "only then taken away" in moved


def test_too_little_space_is_a_fault_that_says_how_much_is_missing(qtbot: QtBot) -> None:
    assert "There is not enough space: 4" in text(qtbot, plan_of(planned("a.jpg"), needed=5000, free=1000))
    assert "enough" not in text(qtbot, plan_of(planned("a.jpg"), needed=1000, free=1000))
