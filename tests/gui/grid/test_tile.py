from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFile
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.gui.grid.tile import Strip, tile_of
from flowersort.gui.grid.tile_words import accessible_text, tooltip
from tests.fakes.labelled import facts_of, sure, unreadable

BASE = "/photos"


def table_with(photo: LabelledPhoto) -> PhotoTable:
    table = PhotoTable(facts_of())
    table.set_base(BASE)
    table.put([photo], [0x102030])
    return table


def flagged(*, no_flower: float = 0.0, other_flower: float = 0.0) -> LabelledPhoto:
    photo = sure(f"{BASE}/garden/rose.jpg")
    assert photo.prediction is not None
    return replace(photo, prediction=replace(photo.prediction, no_flower=no_flower, other_flower=other_flower))


def reviewed(verdict: Verdict, class_name: str | None = None) -> LabelledPhoto:
    return replace(sure(f"{BASE}/garden/rose.jpg"), review=Review(verdict, class_name, at=1.0))


def test_a_sure_photo_has_its_class_and_its_confidence() -> None:
    tile = tile_of(table_with(sure(f"{BASE}/garden/rose.jpg")), 0, None)
    assert (tile.name, tile.state, tile.label) == ("rose.jpg", State.SURE, "Roses")
    assert tile.confidence == pytest.approx(0.9)
    assert tile.share == "90 %"
    assert (tile.model_says, tile.is_excluded, tile.label_is_state) == ("", False, False)
    assert (tile.colour, tile.strip) == (0x102030, None)


def test_a_waiting_photo_has_nothing_but_its_name() -> None:
    table = PhotoTable(facts_of())
    table.add_found([PhotoFile(f"{BASE}/rose.jpg", 10, 1)])
    tile = tile_of(table, 0, None)
    assert (tile.name, tile.state, tile.label, tile.confidence, tile.share) == ("rose.jpg", None, "", None, "")
    assert tile.colour is None


@pytest.mark.parametrize(
    ("photo", "state", "label"),
    [
        (flagged(no_flower=0.9), State.NO_FLOWER, "No flower"),
        (flagged(other_flower=0.9), State.OTHER_FLOWER, "Other flower"),
    ],
)
def test_a_flagged_photo_has_its_states_words_and_the_prediction_beside_them(
    photo: LabelledPhoto, state: State, label: str
) -> None:
    tile = tile_of(table_with(photo), 0, None)
    assert (tile.state, tile.label, tile.label_is_state) == (state, label, True)
    assert (tile.confidence, tile.model_says, tile.model_says_briefly) == (None, "Model: Roses 90 %", "Roses 90 %")


def test_an_unreadable_photo_says_so() -> None:
    tile = tile_of(table_with(unreadable(f"{BASE}/rose.jpg")), 0, None)
    assert (tile.state, tile.label, tile.label_is_state) == (State.UNREADABLE, "Unreadable", True)
    assert (tile.confidence, tile.model_says) == (None, "")


def test_a_reviewed_photo_keeps_what_the_model_said() -> None:
    tile = tile_of(table_with(reviewed(Verdict.CLASS, "tulips")), 0, None)
    assert (tile.state, tile.label, tile.label_is_state) == (State.REVIEWED, "Tulips", False)
    assert (tile.confidence, tile.model_says) == (None, "Model: Roses 90 %")


def test_an_excluded_photo_is_marked() -> None:
    tile = tile_of(table_with(reviewed(Verdict.EXCLUDED)), 0, None)
    assert (tile.label, tile.is_excluded) == ("Excluded", True)


def test_a_review_of_a_class_that_the_model_does_not_know_is_shown_all_the_same() -> None:
    table = table_with(reviewed(Verdict.CLASS, "sea_holly"))
    assert tile_of(table, 0, None).label == "Sea holly"
    assert accessible_text(table, 0) == "garden/rose.jpg, Sea holly, 90 %, Reviewed"


def test_the_strip_is_passed_on() -> None:
    strip = Strip("Roses · 2", is_first=True, is_last=False)
    assert tile_of(table_with(sure("/a.jpg")), 0, strip).strip == strip


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        (sure(f"{BASE}/garden/rose.jpg"), "garden/rose.jpg, Roses, 90 %, Sure"),
        (reviewed(Verdict.CLASS, "tulips"), "garden/rose.jpg, Tulips, 90 %, Reviewed"),
        (unreadable(f"{BASE}/garden/rose.jpg"), "garden/rose.jpg, Unreadable"),
    ],
)
def test_a_screen_reader_hears_name_label_confidence_and_state(photo: LabelledPhoto, said: str) -> None:
    assert accessible_text(table_with(photo), 0) == said


def test_a_screen_reader_hears_that_a_photo_waits() -> None:
    table = PhotoTable(facts_of())
    table.add_found([PhotoFile(f"{BASE}/rose.jpg", 10, 1)])
    assert accessible_text(table, 0) == "rose.jpg, waiting for its label"
    assert "Waiting for its label" in tooltip(table, 0)


def test_the_tooltip_has_the_name_the_three_likeliest_classes_and_the_reason() -> None:
    photo = sure(f"{BASE}/garden/rose.jpg")
    assert photo.prediction is not None
    chances = np.array([0.05, 0.01, 0.55, 0.01, 0.38])
    prediction = replace(photo.prediction, logits=np.log(chances).astype(np.float32), probabilities=chances)
    said = tooltip(table_with(replace(photo, prediction=prediction)), 0)
    assert "<b>garden/rose.jpg</b>" in said
    places = [said.index(word) for word in ("Roses", "55 %", "Tulips", "38 %", "Daisy", ">5 %")]
    assert places == sorted(places)
    assert "Dandelion" not in said
    assert "Unsure: two classes are close (Roses 55 %, Tulips 38 %)." in said


def test_the_tooltip_of_an_unreadable_photo_has_the_reason() -> None:
    assert "The file is empty (0 bytes)." in tooltip(table_with(unreadable(f"{BASE}/rose.jpg")), 0)


def test_a_name_is_never_taken_for_markup() -> None:
    assert "<b>&lt;b&gt;rose &amp; co.jpg</b>" in tooltip(table_with(sure(f"{BASE}/<b>rose & co.jpg")), 0)
