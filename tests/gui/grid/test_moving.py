from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QAbstractItemView

from flowersort.gui.grid.moving import target_of

Action = QAbstractItemView.CursorAction


@given(st.sampled_from(list(Action)), st.integers(1, 50), st.integers(1, 8), st.integers(1, 4), st.data())
def test_a_movement_leads_to_a_tile(action: Action, count: int, columns: int, page: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, count - 1))
    assert 0 <= target_of(action, position, count=count, columns=columns, page=page) < count


@pytest.mark.parametrize(
    ("action", "position", "target"),
    [
        (Action.MoveRight, 3, 4),
        (Action.MoveLeft, 4, 3),
        (Action.MoveLeft, 0, 0),
        (Action.MoveRight, 9, 9),
        (Action.MoveDown, 1, 5),
        (Action.MoveUp, 5, 1),
        (Action.MoveUp, 1, 1),
        (Action.MoveDown, 7, 9),
        (Action.MoveDown, 8, 8),
        (Action.MovePageDown, 1, 9),
        (Action.MovePageUp, 9, 1),
        (Action.MoveHome, 6, 0),
        (Action.MoveEnd, 6, 9),
    ],
)
def test_ten_tiles_in_lines_of_four(action: Action, position: int, target: int) -> None:
    assert target_of(action, position, count=10, columns=4, page=2) == target
