"""Labels out of the window as JSON, Excel and XMP, and an edited CSV back in."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from flowersort.core.filed_reviews import FiledReview
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.gui.sorting.ask_dialog import AskDialog
from flowersort.services.export.reviews_file import write_reviews
from tests.fakes.dialogs import opened, press, sort_all
from tests.fakes.gardens import GARDEN, garden
from tests.fakes.windows import Driver


def labelled(driver: Driver, folder: Path) -> Path:
    driver.label(garden(folder))
    driver.trigger(driver.window.actions_.select_all)
    driver.press("t")
    driver.stored()
    return folder


def test_json_and_excel_hold_every_photo(driver: Driver, tmp_path: Path) -> None:
    labelled(driver, tmp_path / "Garden")
    actions = driver.window.actions_
    driver.answers.csv = str(tmp_path / "out.json")
    driver.trigger(actions.export_json)
    driver.wait(lambda: driver.said == "6 rows written to out.json")
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["photos"]) == 6
    driver.answers.csv = str(tmp_path / "out.xlsx")
    driver.trigger(actions.export_xlsx)
    driver.wait(lambda: driver.said == "6 rows written to out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(GARDEN)


def test_xmp_files_are_shown_first_and_written_when_wanted(driver: Driver, tmp_path: Path) -> None:
    folder = labelled(driver, tmp_path / "Garden")
    driver.trigger(driver.window.actions_.export_xmp)
    dialog = opened(driver, AskDialog)
    assert dialog.text.startswith("XMP files: 6 = 6 to be made")
    assert list(folder.rglob("*.xmp")) == []
    press(driver, dialog, "Cancel")
    assert list(folder.rglob("*.xmp")) == []
    driver.trigger(driver.window.actions_.export_xmp_short)
    press(driver, opened(driver, AskDialog), "Write 6 XMP files")
    driver.wait(lambda: driver.said == "XMP files: 6 = 6 made")
    assert {path.name for path in folder.rglob("*.xmp")} == {Path(name).with_suffix(".xmp").name for name in GARDEN}
    driver.trigger(driver.window.actions_.export_xmp_short)
    dialog = opened(driver, AskDialog)
    assert dialog.text.startswith("XMP files: 6 = 6 already so")
    press(driver, dialog, "Close")


def test_an_edited_csv_comes_back_as_reviews_after_a_look_and_undo_takes_them_back(
    driver: Driver, tmp_path: Path
) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder)
    states = [driver.state(name) for name in GARDEN]
    driver.answers.csv = driver.answers.edited = str(tmp_path / "out.csv")
    driver.trigger(driver.window.actions_.export)
    driver.wait(lambda: driver.said.endswith("written to out.csv"))
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("reviewed_label")
    edited = [lines[0]]
    for line, label in zip(lines[1:], ["roses", "no_flower", "orchids", "", "", ""], strict=True):
        cells = line.split(",")
        cells[place] = label
        edited.append(",".join(cells))
    (tmp_path / "out.csv").write_text("\n".join(edited), encoding="utf-8")
    driver.trigger(driver.window.actions_.import_csv)
    dialog = opened(driver, AskDialog)
    assert dialog.text.splitlines()[0] == "Rows: 6 = 2 edited + 3 unchanged + 1 refused"
    assert "no review → Roses  1 photo" in dialog.text
    assert "orchids" in dialog.text
    assert driver.state("1.jpg") is states[0]
    press(driver, dialog, "Change 2 reviews")
    driver.wait(lambda: driver.said == "2 reviews imported")
    assert (driver.label_of("1.jpg"), driver.state("1.jpg")) == ("roses", State.REVIEWED)
    assert driver.label_of("2.jpg") == "no_flower"
    driver.trigger(driver.window.actions_.undo)
    assert driver.said == "Undone: 2 reviews imported"
    assert [driver.state(name) for name in GARDEN] == states


def test_reviews_go_out_and_come_back_after_a_look_and_undo_takes_them_back(driver: Driver, tmp_path: Path) -> None:
    labelled(driver, tmp_path / "Garden")
    actions = driver.window.actions_
    driver.answers.reviews = str(tmp_path / "r.jsonl")
    driver.trigger(actions.export_reviews)
    driver.wait(lambda: driver.said == "6 reviews written to r.jsonl")
    driver.trigger(actions.undo)
    driver.stored()
    states = [driver.state(name) for name in GARDEN]
    assert State.REVIEWED not in states
    driver.trigger(actions.import_reviews)
    dialog = opened(driver, AskDialog)
    assert dialog.text.splitlines()[0] == "Reviews: 6 = 6 taken in"
    assert "no review → Tulips  6 photos" in dialog.text
    press(driver, dialog, "Change 6 reviews")
    driver.wait(lambda: driver.said == "6 reviews imported")
    assert (driver.label_of("1.jpg"), driver.state("1.jpg")) == ("tulips", State.REVIEWED)
    driver.trigger(actions.undo)
    assert driver.said == "Undone: 6 reviews imported"
    assert [driver.state(name) for name in GARDEN] == states


def test_reviews_of_a_class_that_the_model_lacks_are_shown_counted_and_filtered(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    content = str(driver.folder.session.table.content(driver.row("1.jpg")))
    review = Review(Verdict.CLASS, "corn_poppy", 1.0)
    write_reviews(tmp_path / "r.jsonl", [FiledReview(2, "1.jpg", content, review)])
    driver.answers.reviews = str(tmp_path / "r.jsonl")
    driver.trigger(driver.window.actions_.import_reviews)
    dialog = opened(driver, AskDialog)
    assert "The model has no class Corn poppy; these reviews are kept all the same." in dialog.text
    press(driver, dialog, "Change 1 review")
    driver.wait(lambda: driver.said == "1 review imported")
    assert (driver.label_of("1.jpg"), driver.state("1.jpg")) == ("corn_poppy", State.REVIEWED)
    table = driver.folder.session.table
    counts, model = table.counts(), driver.folder.conductor.model
    assert sum(counts.states) == counts.total == sum(counts.labels) + 1
    driver.go_to("1.jpg")
    tile = model.index(driver.names().index("1.jpg"), 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Corn poppy" in tile
    driver.press(Qt.Key.Key_Space)
    driver.press(Qt.Key.Key_Escape)
    sorted_into = tmp_path / "sorted"
    assert sort_all(driver, sorted_into)
    assert [path.name for path in (sorted_into / "corn_poppy").iterdir()] == ["1.jpg"]
    driver.trigger(driver.window.actions_.undo)
    assert driver.label_of("1.jpg") in table.facts.classes


def test_a_file_that_is_no_edited_csv_is_refused_in_a_sentence(driver: Driver, tmp_path: Path) -> None:
    labelled(driver, tmp_path / "Garden")
    (tmp_path / "out.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    driver.answers.edited = str(tmp_path / "out.csv")
    driver.trigger(driver.window.actions_.import_csv)
    driver.wait(lambda: driver.said.startswith("Not imported. "))


def test_who_thinks_better_of_it_changes_nothing(driver: Driver, tmp_path: Path) -> None:
    folder = labelled(driver, tmp_path / "Garden")
    for action in (driver.window.actions_.export_json, driver.window.actions_.import_csv):
        driver.trigger(action)
    assert [ask.split(" ", 1)[0] for ask in driver.answers.asked] == ["json", "edited"]
    assert sorted(path.suffix for path in folder.rglob("*.*")) == [".jpg"] * 6
