"""What the window is built on: the model and the store, or a sentence why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowersort.bootstrap import Settings
from flowersort.core.errors import FlowersortError
from flowersort.gui.session.desk import open_desk
from tests.fakes.gardens import garden


def test_a_desk_has_model_store_and_thumbnails(home: Path, tmp_path: Path) -> None:
    desk = open_desk(Settings(), {"FLOWERSORT_HOME": str(home)})
    assert len(desk.facts.classes) == 5
    assert desk.why_no_store == ""
    small = desk.thumbnails(str(garden(tmp_path / "Garden") / "1.jpg"), None)
    assert (small.width, small.height) == (120, 80)
    desk.close()


def test_without_a_place_for_the_store_it_says_why(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    desk = open_desk(Settings(), {"FLOWERSORT_HOME": str(tmp_path)})
    assert desk.built.tools.store is None
    assert desk.why_no_store.endswith(".")
    desk.close()


def test_a_model_that_cannot_be_used_is_told(home: Path, tmp_path: Path) -> None:
    with pytest.raises(FlowersortError, match="model"):
        open_desk(Settings(str(tmp_path / "none")), {"FLOWERSORT_HOME": str(home)})
