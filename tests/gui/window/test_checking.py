"""Checking labels in the real window: offered, shown, answered by key, moved and moved back."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from flowersort.core.audit import AuditEvent, AuditProgress, AuditStep, Reason
from flowersort.core.audit_rows import Cell, Doubts
from flowersort.core.events import RunCancelled, RunSummary
from flowersort.core.progress import CancelToken
from flowersort.core.review import Verdict
from flowersort.core.state import State
from flowersort.gui.detail.values import ReviewChoice
from flowersort.gui.session.auditing import Audit
from flowersort.gui.sorting.sort_dialog import PlanDialog
from flowersort.gui.window.actions import shown_keys
from tests.fakes.audits import MISLABEL, Finding, result_of
from tests.fakes.gardens import photo_bytes
from tests.fakes.labelled import CLASSES
from tests.fakes.windows import Driver

NAMES = ("Rose/a.jpg", "Rose/b.jpg", "Rose/c.jpg", "tulips/d.jpg", "tulips/e.jpg", "tulips/far/f.jpg")
FINDINGS = {
    "Rose/b.jpg": Finding("tulips", MISLABEL, 0.02, given="roses", neighbours=("tulips/d.jpg", "tulips/e.jpg")),
    "tulips/e.jpg": Finding("no_flower", (Reason.NO_FLOWER,), 0.1),
    "Rose/c.jpg": Finding("", (Reason.NEAR_DUPLICATE,), 0.5, group=1, given="roses"),
    "Rose/a.jpg": Finding("", (Reason.NEAR_DUPLICATE,), 0.6, group=1, given="roses"),
}
MOVES = "2 photos stand in the folder of another label now."


def sorted_garden(folder: Path) -> Path:
    for number, name in enumerate(NAMES):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(photo_bytes(number))
    return folder


def files(root: Path) -> set[str]:
    every = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return {path.as_posix() for path in every if ".flowersort" not in path.parts}


def show(driver: Driver, root: Path, findings: Mapping[str, Finding], *, classes: tuple[str, ...] = CLASSES) -> None:
    table = driver.folder.session.table
    driver.folder.checking.show_result(result_of(str(root), table.labelled_photos(), findings, classes=classes))


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return sorted_garden(tmp_path / "Garden")


@pytest.fixture
def checker(driver: Driver, garden: Path) -> Driver:
    """Somebody before the findings of a check."""
    driver.label(garden)
    show(driver, garden, FINDINGS)
    return driver


def test_the_most_suspicious_photos_stand_first_and_alone(checker: Driver) -> None:
    assert checker.names() == ["Rose/b.jpg", "tulips/e.jpg", "Rose/c.jpg", "Rose/a.jpg"]
    assert checker.current() == "Rose/b.jpg"
    tiles = [checker.folder.conductor.model.tile(place) for place in range(4)]
    assert [tile.model_says for tile in tiles] == ["Roses → Tulips", "Tulips → No flower", *["Nearly a copy"] * 2]
    assert checker.folder.workspace.check.isVisible()
    assert not checker.folder.workspace.side.isVisible()
    checker.folder.session.changed.emit(checker.folder.conductor.model.arrangement.rows)
    assert len(checker.names()) == 4


def test_a_accepts_k_keeps_and_each_goes_on(checker: Driver) -> None:
    checker.press("a")
    assert checker.label_of("Rose/b.jpg") == "tulips"
    assert checker.current() == "tulips/e.jpg"
    checker.press("k")
    assert checker.label_of("tulips/e.jpg") == "tulips"
    assert checker.said == "1 photo labelled as Tulips"
    assert checker.current() == "Rose/c.jpg"
    # Tiles keep their place until the user asks for something else.
    assert len(checker.names()) == 4
    checker.folder.workspace.check.reasons.whole.click()
    assert checker.names() == ["Rose/c.jpg", "Rose/a.jpg"]


def test_undo_opens_the_doubt_again(checker: Driver) -> None:
    checker.press("a")
    checker.trigger(checker.window.actions_.undo)
    assert checker.state("Rose/b.jpg") is not State.REVIEWED
    checker.folder.checking.show()
    assert checker.names()[0] == "Rose/b.jpg"


def test_accepting_no_flower_is_that_review_and_without_a_suggestion_there_is_a_word(checker: Driver) -> None:
    checker.go_to("tulips/e.jpg")
    checker.press("a")
    assert checker.label_of("tulips/e.jpg") == "no_flower"
    assert checker.current() == "Rose/c.jpg"
    checker.press("a")
    assert checker.said == "Nothing is suggested here; K keeps the label."
    assert checker.state("Rose/c.jpg") is not State.REVIEWED


def test_several_photos_are_answered_at_once_each_with_its_own_label(checker: Driver) -> None:
    checker.folder.workspace.grid.selectAll()
    checker.press("k")
    expected = {name: "tulips" if name.startswith("tulips") else "roses" for name in checker.names()}
    assert {name: checker.label_of(name) for name in checker.names()} == expected


def test_other_keys_answer_and_go_on_too_and_letters_are_a_classs_own_again_afterwards(checker: Driver) -> None:
    checker.press("2")
    assert (checker.label_of("Rose/b.jpg"), checker.current()) == ("dandelion", "tulips/e.jpg")
    checker.press(Qt.Key.Key_Escape)
    assert checker.names() == list(NAMES)
    assert checker.folder.workspace.side.isVisible()
    checker.go_to("Rose/a.jpg")
    checker.press("a")
    assert checker.label_of("Rose/a.jpg") == "dandelion"


def test_no_two_actions_share_a_key_while_labels_are_checked(checker: Driver) -> None:
    actions = {*checker.window.actions(), *checker.folder.review.all()}
    keys = [key for action in actions for key in shown_keys(action)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert {"A", "K"} <= set(keys)


def test_tab_goes_to_the_next_open_doubt(checker: Driver) -> None:
    checker.press(Qt.Key.Key_Tab)
    assert checker.current() == "tulips/e.jpg"
    checker.press(Qt.Key.Key_Tab, shift=True)
    checker.press(Qt.Key.Key_Tab, shift=True)
    assert checker.current() == "Rose/a.jpg"


def test_a_reason_and_a_field_of_the_matrix_filter_the_grid(checker: Driver) -> None:
    panel = checker.folder.workspace.check
    panel.reasons.rows[Reason.NEAR_DUPLICATE].click()
    assert checker.names() == ["Rose/c.jpg", "Rose/a.jpg"]
    cell = Cell(CLASSES.index("roses"), CLASSES.index("tulips"))
    checker.qtbot.mouseClick(panel.matrix, Qt.MouseButton.LeftButton, pos=panel.matrix.field_of(cell).center())
    assert checker.names() == ["Rose/b.jpg"]
    panel.matrix.setFocus()
    checker.press(Qt.Key.Key_Return)
    assert len(checker.names()) == 4
    assert panel.doubts == Doubts()


def test_where_nothing_is_left_clearing_leads_to_all_doubts_and_then_to_all_photos(checker: Driver) -> None:
    panel = checker.folder.workspace.check
    panel.reasons.rows[Reason.NO_FLOWER].click()
    assert checker.current() == "tulips/e.jpg"
    checker.press("k")
    panel.reasons.rows[Reason.NO_FLOWER].click()
    assert checker.names() == []
    checker.folder.workspace.grid.clear_filter_requested.emit()
    assert len(checker.names()) == 3
    checker.folder.workspace.grid.clear_filter_requested.emit()
    assert checker.names() == list(NAMES)


def test_no_class_is_underlined_at_a_letter_that_answers_doubts(checker: Driver) -> None:
    dandelion = checker.folder.workspace.detail.legend.button(ReviewChoice(Verdict.CLASS, 1))
    assert (dandelion.key.letter, dandelion.accessibleName()) == ("", "Dandelion: key 2")
    checker.folder.checking.leave()
    assert dandelion.key.letter == "a"


def test_the_details_show_given_against_suggested_neighbours_and_copies(checker: Driver) -> None:
    card = checker.folder.workspace.detail.check
    assert card.title == "In Roses, rather Tulips"
    assert len(card.speaking.tiles) == 2
    assert not checker.folder.workspace.detail.bars.isVisible()
    checker.go_to("Rose/c.jpg")
    table = checker.folder.session.table
    assert [table.name(tile.neighbour.row) for tile in card.copies.tiles] == ["Rose/a.jpg"]
    checker.qtbot.mouseClick(card.copies.tiles[0], Qt.MouseButton.LeftButton)
    assert checker.current() == "Rose/a.jpg"
    checker.qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    assert checker.label_of("Rose/a.jpg") == "roses"
    checker.press(Qt.Key.Key_Escape)
    assert not card.isVisible()


def dialog(driver: Driver) -> PlanDialog:
    driver.wait(lambda: driver.window.findChild(PlanDialog) is not None)
    found = driver.window.findChild(PlanDialog)
    assert found is not None
    driver.wait(lambda: found.pages.currentWidget() is found.plan_page)
    return found


def test_apply_shows_the_plan_moves_to_the_folders_that_are_there_and_undo_brings_the_tree_back(
    checker: Driver, garden: Path
) -> None:
    before = files(garden)
    checker.press("a")
    checker.press("a")
    panel = checker.folder.workspace.check
    checker.wait(panel.apply.isVisible)
    panel.apply.click()
    shown = dialog(checker)
    assert "_review/no_flower" in shown.plan_page.text
    shown.primary.click()
    checker.wait(shown.undo.isVisible)
    assert files(garden) == before - {"Rose/b.jpg", "tulips/e.jpg"} | {"tulips/b.jpg", "_review/no_flower/e.jpg"}
    checker.wait(lambda: not panel.apply.isVisible())
    assert "tulips/b.jpg" in [checker.folder.session.table.name(row) for row in range(len(NAMES))]
    assert MOVES not in checker.window.banners.texts
    shown.undo.click()
    checker.wait(lambda: not checker.folder.session.sorting.busy)
    assert files(garden) == before
    checker.wait(panel.apply.isVisible)
    shown.close()


def test_a_kept_label_is_stored_by_content_and_not_shown_again(checker: Driver, garden: Path) -> None:
    checker.press("k")
    checker.stored()
    checker.window.close_folder()
    (garden / "Rose" / "b.jpg").rename(garden / "Rose" / "renamed.jpg")
    checker.label(garden)
    renamed = {"Rose/renamed.jpg": FINDINGS["Rose/b.jpg"], "tulips/e.jpg": FINDINGS["tulips/e.jpg"]}
    show(checker, garden, renamed)
    assert checker.names() == ["tulips/e.jpg"]


def test_a_sorted_folder_offers_a_check_once_and_others_do_not(driver: Driver, garden: Path, tmp_path: Path) -> None:
    driver.label(garden)
    driver.wait(lambda: bool(driver.window.banners.texts))
    assert driver.window.banners.texts[0].startswith("These photos are sorted into class folders already.")
    driver.click("Not now")
    assert driver.window.banners.texts == []
    other = tmp_path / "Holidays"
    for name in ("2024/a.jpg", "2025/b.jpg"):
        (other / name).parent.mkdir(parents=True)
        (other / name).write_bytes(photo_bytes())
    driver.label(other)
    driver.qtbot.wait(400)
    assert driver.window.banners.texts == []


def test_the_offer_checks_for_real_and_says_what_it_found(driver: Driver, garden: Path) -> None:
    shutil.copy(garden / "Rose" / "a.jpg", garden / "tulips" / "same.jpg")
    (garden / "daisy").mkdir()
    driver.label(garden)
    driver.wait(lambda: bool(driver.window.banners.texts))
    driver.click("Check labels")
    driver.wait(lambda: driver.folder.checking.found is not None)
    assert driver.window.banners.texts == []
    assert {"Rose/a.jpg", "tulips/same.jpg"} <= set(driver.names())
    assert any("daisy" in sentence for sentence in driver.folder.workspace.check.words)


def test_a_check_that_is_asked_for_during_a_run_waits_for_its_end(driver: Driver, garden: Path) -> None:
    driver.drop(garden)
    driver.trigger(driver.window.actions_.check)
    assert driver.said == "Labels are checked as soon as the photos are labelled."
    driver.wait(lambda: driver.folder.checking.found is not None)


def test_photos_without_class_folders_and_several_folders_get_a_clear_sentence(
    driver: Driver, garden: Path, tmp_path: Path
) -> None:
    flat = tmp_path / "Flat"
    flat.mkdir()
    (flat / "a.jpg").write_bytes(photo_bytes())
    driver.label(flat)
    driver.trigger(driver.window.actions_.check)
    assert driver.said == "There are no class folders here whose labels could be checked."
    driver.label(flat, garden)
    driver.trigger(driver.window.actions_.check)
    assert driver.said == "Labels are checked one folder at a time: open a folder of class folders."


def endless(driver: Driver) -> Audit:
    def events(_folder: str, cancel: CancelToken) -> Generator[AuditEvent, None, None]:
        while not cancel.cancelled:
            yield AuditProgress(AuditStep.FEATURES, 3, 9)
        yield RunCancelled(RunSummary(found=0))

    return events


def test_a_check_shows_how_far_it_is_and_can_be_cancelled(driver: Driver, garden: Path) -> None:
    driver.label(garden)
    driver.folder.session.auditing.use(endless(driver))
    driver.trigger(driver.window.actions_.check)
    driver.wait(lambda: driver.window.status.progress_text == "Looking closely… 3 of 9")
    driver.trigger(driver.window.actions_.check)
    assert driver.said == "Labels are being checked already."
    driver.click("Cancel")
    driver.wait(lambda: not driver.folder.session.auditing.busy)
    assert driver.said == "Stopped checking; nothing was changed."
    assert driver.folder.checking.found is None
    assert driver.window.status.progress_text.startswith("6 photos")


def test_another_folder_ends_a_check_that_runs_and_one_that_is_shown(checker: Driver, tmp_path: Path) -> None:
    other = sorted_garden(tmp_path / "Other")
    checker.folder.session.auditing.use(endless(checker))
    checker.trigger(checker.window.actions_.check)
    checker.label(other)
    checker.wait(lambda: not checker.folder.session.auditing.busy)
    assert checker.folder.checking.found is None
    assert checker.folder.workspace.side.isVisible()
    assert checker.names() == list(NAMES)


def test_a_folder_that_vanished_is_a_sentence(driver: Driver, garden: Path) -> None:
    driver.label(garden)
    driver.wait(lambda: bool(driver.window.banners.texts))
    garden.rename(garden.with_name("Elsewhere"))
    driver.click("Check labels")
    driver.wait(lambda: bool(driver.said))
    assert driver.folder.checking.found is None


def test_every_label_wrong_and_ten_copies_of_one_photo(driver: Driver, tmp_path: Path) -> None:
    root = tmp_path / "Wrong"
    (root / "roses").mkdir(parents=True)
    (root / "tulips").mkdir()
    for number in range(10):
        (root / ("roses" if number % 2 else "tulips") / f"{number}.jpg").write_bytes(photo_bytes())
    driver.label(root)
    reasons = (Reason.DUPLICATE_OTHER_CLASS, Reason.MISLABEL, Reason.DUPLICATE)
    names = driver.names()
    show(driver, root, {name: Finding("daisy", reasons, 0.0, group=0) for name in names})
    assert len(driver.names()) == 10
    assert len(driver.folder.workspace.detail.check.copies.tiles) == 6
    driver.press("a")
    # Copies share their review.
    assert {driver.label_of(name) for name in names} == {"daisy"}
    assert driver.folder.checking.found is not None
    assert len(driver.folder.checking.found.misplaced()) == 10


def test_200_classes_and_one_class_alone(driver: Driver, tmp_path: Path) -> None:
    root = tmp_path / "Many"
    names = tuple(f"kind {number}" for number in range(200))
    for number in (0, 1, 150):
        (root / names[number]).mkdir(parents=True)
        (root / names[number] / "a.jpg").write_bytes(photo_bytes(number))
    driver.label(root)
    show(driver, root, {"kind 150/a.jpg": Finding("kind 1", MISLABEL, 0.1)}, classes=names)
    assert driver.folder.workspace.check.matrix.classes == (0, 1, 150)
    driver.press("a")
    assert driver.label_of("kind 150/a.jpg") == "kind 1"
    show(driver, root, {}, classes=("kind 0",))
    assert driver.names() == []
    assert driver.folder.workspace.check.words[0] == "Nothing to doubt was found."


def test_everything_that_takes_the_focus_has_a_name(checker: Driver) -> None:
    every = [each for each in checker.folder.workspace.check.findChildren(QPushButton) if each.isVisible()]
    panel = checker.folder.workspace.check
    assert all(each.text() or each.accessibleName() for each in every)
    assert all(row.accessibleName() for row in panel.reasons.rows.values() if row.isVisible())
    assert panel.matrix.accessibleName()
    assert not [each for each in checker.window.findChildren(QDialog) if each.isVisible()]
