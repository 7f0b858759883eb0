from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from flowersort.gui.grid.tile_layout import LARGEST, SMALLEST, GridLayout, TileLayout

LAYOUTS = st.builds(
    TileLayout.of,
    st.integers(SMALLEST, LARGEST),
    line=st.integers(14, 40),
    small_line=st.integers(10, 36),
    is_grouped=st.booleans(),
)


@given(LAYOUTS)
def test_photo_label_and_confidence_stand_below_each_other_on_the_card(layout: TileLayout) -> None:
    card = QRect(0, 0, layout.card.width(), layout.card.height())
    for part in (layout.photo, layout.first_line, layout.second_line):
        assert card.contains(part)
    assert layout.photo.bottom() < layout.first_line.top()
    assert layout.first_line.bottom() < layout.second_line.top()


@given(LAYOUTS, st.integers(0, 300))
def test_the_card_stands_in_the_middle_of_its_cell(layout: TileLayout, spare: int) -> None:
    cell = QRect(10, 20, layout.cell.width() + spare, layout.cell.height())
    left, top = layout.corner(cell)
    assert cell.contains(QRect(left, top, layout.card.width(), layout.card.height()))
    assert abs((left - cell.left()) - (cell.right() - (left + layout.card.width() - 1))) <= 1


@given(st.integers(1, 4000), st.integers(106, 270))
def test_cells_fill_the_width_and_one_more_would_not_fit(width: int, least: int) -> None:
    cells = GridLayout.fitting(width, QSize(least, 100))
    assert cells.cell.width() >= min(least, width)
    assert cells.columns * cells.cell.width() <= width
    assert (cells.columns + 1) * cells.cell.width() > width


@given(st.integers(1, 6), st.integers(0, 400), st.integers(0, 400), st.integers(0, 30))
def test_positions_between_two_heights_are_those_whose_lines_reach_in(
    columns: int, top: int, height: int, count: int
) -> None:
    cells = GridLayout(columns, QSize(100, 50))
    touching = [
        place for place in range(count) if cells.top_of(place) <= top + height and cells.top_of(place) + 50 > top
    ]
    assert list(cells.positions(top, top + height, count)) == touching
