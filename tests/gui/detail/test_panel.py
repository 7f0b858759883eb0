"""The panel says what a photo is, why it is flagged and what became of its file, and offers every answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.gui.detail.loader import PhotoLoader
from flowersort.gui.detail.panel import DetailPanel
from flowersort.gui.detail.values import DetailSubject, LabelCount, Neighbour, ReviewChoice
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import ThemeChoice, Token
from tests.fakes.labelled import facts_of, unreadable
from tests.gui.detail.conftest import MakePhoto, MakeSubject, red_pixmap

ROSES = Review(Verdict.CLASS, "roses", 1.0)


@pytest.fixture
def panel(qtbot: QtBot, appearance: Appearance, loader: PhotoLoader) -> DetailPanel:
    made = DetailPanel(facts_of(), appearance, loader)
    qtbot.addWidget(made)
    made.resize(320, 760)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown_bars(panel: DetailPanel) -> list[tuple[str, str]]:
    return [(bar.name, bar.figure) for bar in panel.bars.shown]


def strong(panel: DetailPanel) -> list[str]:
    return [bar.name for bar in panel.bars.shown if bar.strong]


def test_an_unsure_photo_is_explained(panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject) -> None:
    panel.show_photo(make_subject(make_photo()))
    assert panel.headline.title == "Tulips"
    assert panel.headline.accessibleName() == "Tulips, Unsure, 62 %"
    assert shown_bars(panel)[:3] == [("Tulips", "62 %"), ("Roses", "31 %"), ("Daisy", "3 %")]
    assert strong(panel) == ["Tulips"]
    assert panel.remarks.reason.sentence.startswith("Unsure: two classes are close")
    assert panel.remarks.review.isHidden()
    assert panel.legend.isEnabled()


def test_a_sure_photo_is_not_explained(panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject) -> None:
    panel.show_photo(make_subject(make_photo(), state=State.SURE))
    assert panel.remarks.isHidden()


def test_what_the_user_said_stands_beside_what_the_model_says(
    qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    panel.show_photo(make_subject(make_photo(), state=State.REVIEWED, review=ROSES))
    # The model's confidence is of tulips, so it does not stand beside the user's roses.
    assert panel.headline.accessibleName() == "Roses, Reviewed"
    assert panel.remarks.review.sentence == "You said Roses. The model says Tulips 62 %."
    assert panel.remarks.reason.isHidden()
    assert strong(panel) == ["Roses"]
    assert panel.legend.button(ReviewChoice(Verdict.CLASS, 2)).isChecked()
    with qtbot.waitSignal(panel.review_removed):
        panel.remarks.review.button.click()


def test_a_review_that_is_no_class_marks_its_key(
    panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    review = Review(Verdict.EXCLUDED, None, 1.0)
    panel.show_photo(make_subject(make_photo(), state=State.REVIEWED, review=review))
    assert panel.headline.title == "Excluded"
    assert strong(panel) == []
    assert panel.legend.button(ReviewChoice(Verdict.EXCLUDED)).isChecked()


def test_thresholds_in_force_explain_the_state(
    panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    panel.set_thresholds(replace(facts_of().thresholds, no_flower=0.05))
    panel.show_photo(make_subject(make_photo(), state=State.NO_FLOWER))
    assert "0.05" in panel.remarks.reason.sentence


def test_a_waiting_photo_is_shown_without_answers(panel: DetailPanel, make_photo: MakePhoto) -> None:
    panel.show_photo(DetailSubject(1, str(make_photo()), "a.jpg", None, red_pixmap()))
    assert panel.headline.title == "Waiting for its label"
    assert panel.bars.isHidden()
    assert not panel.legend.isEnabled()
    assert ("File", "a.jpg") in panel.fact_list.rows


def test_an_unreadable_photo_says_why_and_what_to_do(qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto) -> None:
    path = make_photo()
    path.write_bytes(b"")
    with qtbot.waitSignal(panel.viewer.failed):
        panel.show_photo(DetailSubject(1, str(path), "a.jpg", unreadable(str(path)), None))
    reason, advice = panel.remarks.reason.sentence.split("\n")
    assert reason == "The file is empty (0 bytes)."
    assert "backup" in advice
    # Once is enough.
    assert panel.remarks.file.isHidden()
    assert not panel.legend.isEnabled()


def test_an_unreadable_photo_that_was_mended_can_be_labelled(
    qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto
) -> None:
    path = str(make_photo())
    with qtbot.waitSignal(panel.viewer.arrived):
        panel.show_photo(DetailSubject(7, path, "a.jpg", unreadable(path), None))
    assert panel.remarks.file.sentence == "This photo can be read now."
    with qtbot.waitSignal(panel.relabel_requested) as asked:
        panel.remarks.file.button.click()
    assert asked.args == [7]


def test_a_file_that_changed_since_is_noticed(
    qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    subject = make_subject(make_photo(), row=9)
    make_photo(seed=8)
    with qtbot.waitSignal(panel.viewer.arrived):
        panel.show_photo(subject)
    assert panel.remarks.file.sentence == "This photo was changed since it was labelled."
    with qtbot.waitSignal(panel.relabel_requested) as asked:
        QTest.keyClick(panel.remarks.file.button, Qt.Key.Key_Space)
    assert asked.args == [9]
    with qtbot.waitSignal(panel.viewer.arrived):
        panel.show_photo(make_subject(make_photo(seed=8), row=9))
    assert panel.remarks.file.isHidden()


def test_a_file_that_is_gone_is_said_to_be(
    qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    path = make_photo()
    subject = make_subject(path)
    path.unlink()
    with qtbot.waitSignal(panel.viewer.failed):
        panel.show_photo(subject)
    assert panel.remarks.file.sentence.startswith("The file is no longer there")
    assert panel.remarks.file.button.isHidden()
    # A review of the same photo does not make the file come back.
    panel.show_photo(replace(subject, photo=replace(subject.photo, state=State.REVIEWED, review=ROSES)))
    assert panel.remarks.file.sentence.startswith("The file is no longer there")


def test_facts_come_with_the_file(
    qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    path = make_photo("IMG_1.jpg", width=1500, height=1000)
    with qtbot.waitSignal(panel.viewer.arrived):
        panel.show_photo(make_subject(path))
    rows = dict(panel.fact_list.rows)
    assert rows["Taken"] == "14 May 2025, 10:22"
    assert rows["Pixels"] == "1,500 × 1,000"
    assert rows["Size"].endswith("kB")
    assert rows["File"] == "IMG_1.jpg"
    assert panel.fact_list.toolTip() == str(path)
    panel.fact_list.selectAll()
    panel.fact_list.copy()
    assert "IMG_1.jpg" in QApplication.clipboard().text()


def test_a_selection_shows_what_it_has_in_common(
    panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    subject = make_subject(make_photo())
    panel.show_neighbours([Neighbour(5, None, "Roses", 0.9)])
    counts = (LabelCount("Tulips", 9), LabelCount("Roses", 3))
    panel.show_photo(replace(subject, selected=12, counts=counts))
    assert panel.headline.title == "12 photos selected"
    assert shown_bars(panel) == [("Tulips", "9"), ("Roses", "3")]
    assert "all of them" in panel.remarks.selection.sentence
    assert panel.remarks.reason.isHidden()
    assert panel.neighbour_row.isHidden()
    assert panel.fact_list.isHidden()
    assert panel.legend.isEnabled()
    panel.show_photo(subject)
    assert panel.headline.title == "Tulips"
    assert panel.remarks.selection.isHidden()
    assert not panel.fact_list.isHidden()


def test_nothing_selected_says_so(panel: DetailPanel) -> None:
    panel.show_photo(None)
    assert panel.headline.title == "No photo selected"
    assert not panel.legend.isEnabled()


def test_keys_of_the_legend_answer(
    qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    panel.show_photo(make_subject(make_photo()))
    for choice in (ReviewChoice(Verdict.CLASS, 1), ReviewChoice(Verdict.NO_FLOWER), ReviewChoice(None)):
        with qtbot.waitSignal(panel.verdict_chosen) as chosen:
            qtbot.mouseClick(panel.legend.button(choice), Qt.MouseButton.LeftButton)
        assert chosen.args == [choice]


def test_a_neighbour_can_be_gone_to_and_leaves_with_its_photo(
    qtbot: QtBot, panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    subject = make_subject(make_photo("a.jpg"))
    panel.show_photo(subject)
    near = [Neighbour(row, red_pixmap(), "Tulips", 0.9) for row in (40, 41)]
    panel.show_neighbours(near)
    assert panel.neighbours == tuple(near)
    panel.show_photo(replace(subject, photo=replace(subject.photo, state=State.REVIEWED, review=ROSES)))
    assert panel.neighbours == tuple(near)
    with qtbot.waitSignal(panel.neighbour_chosen) as chosen:
        panel.neighbour_row.tiles[1].click()
    assert chosen.args == [41]
    panel.show_photo(make_subject(make_photo("b.jpg")))
    assert panel.neighbours == ()
    assert panel.neighbour_row.isHidden()


def test_both_themes_colour_the_panel(
    panel: DetailPanel, appearance: Appearance, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    panel.show_photo(make_subject(make_photo()))
    try:
        for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
            appearance.apply(choice)
            surface = appearance.theme.colour(Token.SURFACE)
            assert panel.grab().toImage().pixelColor(4, 4) == surface
    finally:
        appearance.apply(ThemeChoice.LIGHT)


@pytest.mark.parametrize(("width", "height"), [(240, 400), (320, 760), (600, 900)])
def test_nothing_widens_the_panel(
    panel: DetailPanel, make_photo: MakePhoto, make_subject: MakeSubject, width: int, height: int
) -> None:
    name = "a_name_without_any_space_in_it_" * 5 + ".jpg"
    panel.show_photo(replace(make_subject(make_photo()), name=name))
    panel.resize(width, height)
    QApplication.processEvents()
    assert panel.width() == width
    assert panel.fact_list.width() <= width
    bar = panel.fact_list.horizontalScrollBar()
    assert bar.maximum() == 0
    panel.grab()
