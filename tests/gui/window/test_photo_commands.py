"""What else can be done with photos: the CSV as the command line writes it, paths, and what is refused."""

from __future__ import annotations

from pathlib import Path

from flowersort.__main__ import main
from tests.fakes.gardens import garden, many
from tests.fakes.windows import Driver


def test_without_reviews_the_csv_is_byte_for_byte_that_of_the_command_line(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    (folder / "empty.jpg").write_bytes(b"")
    assert main(["classify", str(folder), "--csv", str(tmp_path / "theirs.csv")]) == 0
    driver.label(folder)
    driver.answers.csv = str(tmp_path / "ours.csv")
    driver.trigger(driver.window.actions_.export)
    driver.wait(lambda: driver.said == "7 rows written to ours.csv")
    assert (tmp_path / "ours.csv").read_bytes() == (tmp_path / "theirs.csv").read_bytes()


def test_an_export_during_a_run_holds_what_is_labelled_by_then(driver: Driver, tmp_path: Path) -> None:
    driver.drop(many(tmp_path / "many", 300))
    driver.wait(lambda: sum(driver.folder.session.table.counts().states) > 5)
    driver.answers.csv = str(tmp_path / "part.csv")
    driver.trigger(driver.window.actions_.export)
    driver.wait(lambda: driver.said.endswith("written to part.csv"))
    rows = (tmp_path / "part.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert 5 < len(rows) <= 300
    driver.rest()


def test_a_cancelled_dialog_writes_nothing(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")
    driver.label(folder)
    driver.trigger(driver.window.actions_.export)
    assert driver.answers.asked == [f"csv like {folder / 'predictions.csv'}"]
    assert list(tmp_path.glob("**/*.csv")) == []


def test_before_the_first_label_there_is_nothing_to_export(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    driver.label(tmp_path / "empty")
    driver.trigger(driver.window.actions_.export)
    assert driver.said == "There is nothing to export yet."
    assert driver.answers.asked == []


def test_labelling_again_renews_the_selected_photos(driver: Driver, tmp_path: Path) -> None:
    driver.label(garden(tmp_path / "Garden"))
    driver.go_to("1.jpg")
    driver.press("r")
    driver.go_to("1.jpg")
    driver.trigger(driver.window.actions_.relabel)
    driver.rest()
    assert driver.label_of("1.jpg") == "roses"
