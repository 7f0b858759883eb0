"""How strongly a cell is coloured."""

from __future__ import annotations

import numpy as np
import pytest

from flowersort.services.report.shades import shades


def test_shares_are_of_the_row_and_an_empty_row_has_none() -> None:
    shares, strengths = shades(np.array([[3, 1], [0, 0]]))
    assert shares.tolist() == [[0.75, 0.25], [0.0, 0.0]]
    assert strengths[1].tolist() == [0.0, 0.0]


def test_a_rare_mistake_is_seen_and_none_has_no_colour() -> None:
    _, strengths = shades(np.array([[99, 1, 0], [0, 1, 0], [0, 100, 0]]))
    assert strengths[0, 1] > 0.15
    assert strengths[0, 2] == 0.0
    assert strengths[2, 1] == pytest.approx(0.92)
    assert strengths[1, 1] == pytest.approx(0.92)
