"""The program around the window: settings at work, keys and versions to read, and nothing left behind at the end."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from flowersort.bootstrap import models_folder
from flowersort.gui.dialogs.cheat_sheet import CheatSheetDialog
from flowersort.gui.theme.tokens import ThemeChoice
from flowersort.gui.window.program import Program, why_no_model
from flowersort.places import places, resource
from flowersort.workflows.learned_packs import pack_in_use, use_pack
from tests.fakes.gardens import GARDEN, garden
from tests.fakes.learned import learned_pack
from tests.fakes.packs import copy_of_bundled_pack
from tests.fakes.windows import Driver


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Program]:
    made = Program(qapp, os.environ, places(os.environ), resource())
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.desk is not None, timeout=60_000)
    yield made
    made.appearance.apply(ThemeChoice.LIGHT)
    made.window.close()


def wait_labelled(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(
        lambda: program.window.folder is not None and not program.window.folder.session.runs.running, timeout=60_000
    )


def test_another_theme_is_put_on_at_once(qtbot: QtBot, program: Program) -> None:
    dialog = program.show_settings()
    program.preferences.theme = ThemeChoice.DARK
    dialog.changed.emit(program.preferences)
    assert program.appearance.theme.name == "dark"
    dialog.close()


def test_another_model_labels_the_open_folder_anew_when_the_settings_are_closed(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.window.open([str(garden(tmp_path / "Garden"))])
    wait_labelled(qtbot, program)
    dialog = program.show_settings()
    program.preferences.model = str(copy_of_bundled_pack(tmp_path / "mine"))
    before = program.window.desk
    dialog.close()
    qtbot.waitUntil(lambda: program.window.desk not in (None, before), timeout=60_000)
    wait_labelled(qtbot, program)
    folder = program.window.folder
    assert folder is not None
    assert len(folder.session.table) == len(GARDEN)


def test_who_chooses_a_model_in_the_settings_gets_it_in_place_of_what_was_learnt(
    qtbot: QtBot, program: Program, home: Path, tmp_path: Path
) -> None:
    models = models_folder({"FLOWERSORT_HOME": str(home)})
    learned_pack(models / "flowers-learned-1")
    use_pack(models, models / "flowers-learned-1")
    dialog = program.show_settings()
    program.preferences.model = str(copy_of_bundled_pack(tmp_path / "mine"))
    before = program.window.desk
    dialog.close()
    qtbot.waitUntil(lambda: program.window.desk not in (None, before), timeout=60_000)
    assert pack_in_use(models) is None
    assert program.window.desk is not None
    assert program.window.desk.pack == tmp_path / "mine"


def test_the_threshold_of_the_settings_holds_in_the_open_folder(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.window.open([str(garden(tmp_path / "Garden"))])
    wait_labelled(qtbot, program)
    program.preferences.threshold = 1.0
    folder = program.window.folder
    assert folder is not None
    folder.follow_preferences()
    qtbot.waitUntil(lambda: folder.session.table.thresholds.sure == 1.0)
    assert folder.workspace.side.thresholds.sure == 1.0


def test_a_folder_without_a_model_is_told_in_a_sentence(tmp_path: Path) -> None:
    assert "no model" in (why_no_model(str(tmp_path)) or "")
    assert why_no_model(str(copy_of_bundled_pack(tmp_path / "mine"))) is None


def test_the_cheat_sheet_has_every_key_of_reviewing(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.window.open([str(garden(tmp_path / "Garden"))])
    wait_labelled(qtbot, program)
    dialog: CheatSheetDialog = program.show_keys()
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert {
        "Daisy",
        "Tulips",
        "No flower",
        "Other flower",
        "Exclude",
        "1",
        "5",
        "N",
        "O",
        "X",
        "Tab",
        "Ctrl+Z",
    } <= words
    dialog.close()


def test_the_box_about_the_program_names_the_model(program: Program) -> None:
    dialog = program.show_about()
    assert "Model flowers " in dialog.versions_text
    dialog.close()


def test_folders_come_and_go_without_leaving_anything_behind(driver: Driver, tmp_path: Path) -> None:
    folder = garden(tmp_path / "Garden")

    def live() -> int:
        driver.label(folder)
        driver.go_to("1.jpg")
        driver.press("r")
        driver.qtbot.wait(50)
        driver.trigger(driver.window.actions_.close_folder)
        driver.qtbot.wait(50)
        gc.collect()
        return len(QApplication.allWidgets())

    live()
    second = live()
    assert [live() for _ in range(3)] == [second] * 3
    running = [timer for timer in driver.window.findChildren(QTimer) if timer.isActive()]
    assert [timer for timer in running if not timer.isSingleShot()] == []
