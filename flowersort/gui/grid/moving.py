"""Where an arrow key leads to in lines of tiles."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView

_Action = QAbstractItemView.CursorAction

_ALONG_THE_LINE = {_Action.MoveLeft: -1, _Action.MovePrevious: -1, _Action.MoveRight: 1, _Action.MoveNext: 1}
_ACROSS_LINES = {_Action.MoveUp: -1, _Action.MoveDown: 1, _Action.MovePageUp: -1, _Action.MovePageDown: 1}
_BY_PAGE = frozenset({_Action.MovePageUp, _Action.MovePageDown})


def target_of(action: QAbstractItemView.CursorAction, position: int, *, count: int, columns: int, page: int) -> int:
    """Return the position that a movement leads to; at the ends it stays where it is.

    Left and right go on in the next line. Down from above the gap in the last line leads to the last tile.

    Args:
        position: 0 … count - 1.
        page: lines in sight, at least 1.
    """
    if action is _Action.MoveHome:
        return 0
    if action is _Action.MoveEnd:
        return count - 1
    if action in _ALONG_THE_LINE:
        return min(max(position + _ALONG_THE_LINE[action], 0), count - 1)
    line, column = divmod(position, columns)
    lines = _ACROSS_LINES[action] * (page if action in _BY_PAGE else 1)
    reached = min(max(line + lines, 0), (count - 1) // columns)
    return min(reached * columns + column, count - 1)
