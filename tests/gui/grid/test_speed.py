"""The benchmark in short: bounds so wide that only a wrong way of doing things breaks them."""

from __future__ import annotations

import pytest

from tests.benchmarks.window_grid import VIEWS, grid_figures

ROWS = 5_000


@pytest.mark.usefixtures("appearance")
def test_many_photos_are_filtered_sorted_and_scrolled_in_no_time() -> None:
    figures = grid_figures(ROWS, print, pages=15)
    assert set(figures.arranging) == set(VIEWS)
    assert max(figures.arranging.values()) < 1.0
    assert figures.page < 0.4
    assert figures.select_all < 0.4
    assert figures.pictures > 0
