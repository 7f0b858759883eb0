from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from flowersort.core.plan import Operation
from flowersort.gui.dialogs.settings import SettingsDialog, SettingsWorld
from flowersort.gui.dialogs.trust import TrustDialog
from flowersort.gui.preferences import Preferences
from flowersort.gui.theme.tokens import ThemeChoice
from flowersort.gui.translation import Language

ORCHIDS = "/models/orchids"
REFUSED = "There is no model '/models/none'."


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "flowersort.ini")


@pytest.fixture
def made(qtbot: QtBot, preferences: Preferences) -> Callable[[str], SettingsDialog]:
    """Makes the dialog for a user who would choose a certain folder."""

    def make(chosen: str = "") -> SettingsDialog:
        world = SettingsWorld(
            models=("flowers",),
            cores=4,
            threshold=0.862,
            why_no_model=lambda folder: None if folder == ORCHIDS else REFUSED,
            ask_for_folder=lambda _parent: chosen,
        )
        dialog = SettingsDialog(preferences, world)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def named(dialog: QWidget, kind: type[QWidget], name: str) -> QWidget:
    return next(
        found for found in dialog.findChildren(kind) if name in (found.accessibleName() or found.property("text"))
    )


def box(dialog: QWidget, name: str) -> QComboBox:
    found = named(dialog, QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def press(qtbot: QtBot, dialog: QWidget, text: str) -> None:
    button = next(found for found in dialog.findChildren(QPushButton) if found.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("name", "place", "setting", "value"),
    [
        ("Theme", 2, "theme", ThemeChoice.DARK),
        ("Language", 2, "language", Language.GERMAN),
        ("Worker threads", 3, "jobs", 3),
        ("What a sort does", 1, "sort_operation", Operation.MOVE),
    ],
)
def test_a_choice_is_in_force_at_once_and_shown_again(
    made: Callable[[str], SettingsDialog], preferences: Preferences, name: str, place: int, setting: str, value: object
) -> None:
    dialog, told = made(""), []
    dialog.changed.connect(lambda changed: told.append(getattr(changed, setting)))
    box(dialog, name).setCurrentIndex(place)
    assert (getattr(preferences, setting), told) == (value, [value])
    assert box(made(""), name).currentIndex() == place


def test_the_threshold_is_the_models_or_a_number(
    made: Callable[[str], SettingsDialog], preferences: Preferences
) -> None:
    dialog = made("")
    spin, models = dialog.findChild(QDoubleSpinBox), named(dialog, QCheckBox, "As the model says (0.86)")
    assert isinstance(spin, QDoubleSpinBox)
    assert isinstance(models, QCheckBox)
    assert (models.isChecked(), spin.isEnabled(), preferences.threshold) == (True, False, None)
    models.setChecked(False)
    assert (spin.isEnabled(), preferences.threshold) == (True, 0.86)
    spin.setValue(0.9)
    assert preferences.threshold == 0.9
    again = made("").findChild(QDoubleSpinBox)
    assert isinstance(again, QDoubleSpinBox)
    assert (again.isEnabled(), again.value()) == (True, 0.9)
    models.setChecked(True)
    assert preferences.threshold is None


def test_thumbnails_and_auto_advance(made: Callable[[str], SettingsDialog], preferences: Preferences) -> None:
    dialog = made("")
    slider, advance = named(dialog, QSlider, "Thumbnail size"), named(dialog, QCheckBox, "After a review")
    assert isinstance(slider, QSlider)
    assert isinstance(advance, QCheckBox)
    slider.setValue(222)
    advance.setChecked(False)
    assert (preferences.thumbnail_size, preferences.auto_advance) == (222, False)


def test_a_model_from_elsewhere_is_used_after_one_question(
    made: Callable[[str], SettingsDialog], preferences: Preferences, qtbot: QtBot
) -> None:
    dialog = made(ORCHIDS)
    press(qtbot, dialog, "Choose a folder…")
    question = dialog.findChild(TrustDialog)
    assert isinstance(question, TrustDialog)
    assert any("A model is a program" in label.text() for label in question.findChildren(QLabel))
    assert preferences.model == "flowers"
    press(qtbot, question, "I trust it, use it")
    assert preferences.model == ORCHIDS
    preferences.model = "flowers"
    again = made(ORCHIDS)
    press(qtbot, again, "Choose a folder…")
    assert again.findChild(TrustDialog) is None
    assert preferences.model == ORCHIDS
    assert box(again, "Model").currentText() == ORCHIDS


@pytest.mark.parametrize("way", ["the button", "Escape", "Enter"])
def test_a_model_that_is_not_trusted_is_not_used(
    made: Callable[[str], SettingsDialog], preferences: Preferences, qtbot: QtBot, way: str
) -> None:
    dialog = made(ORCHIDS)
    press(qtbot, dialog, "Choose a folder…")
    question = dialog.findChild(TrustDialog)
    assert isinstance(question, TrustDialog)
    if way == "the button":
        press(qtbot, question, "Don't use it")
    else:
        qtbot.keyClick(question, Qt.Key.Key_Escape if way == "Escape" else Qt.Key.Key_Return)
    assert (preferences.model, preferences.trusts(ORCHIDS)) == ("flowers", False)
    assert box(dialog, "Model").currentData() == "flowers"


def test_a_folder_without_a_model_is_refused_with_its_sentence(
    made: Callable[[str], SettingsDialog], preferences: Preferences, qtbot: QtBot
) -> None:
    dialog = made("/models/none")
    press(qtbot, dialog, "Choose a folder…")
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert REFUSED in shown
    assert preferences.model == "flowers"


def test_choosing_no_folder_changes_nothing(
    made: Callable[[str], SettingsDialog], preferences: Preferences, qtbot: QtBot
) -> None:
    dialog = made("")
    with qtbot.assertNotEmitted(dialog.changed):
        press(qtbot, dialog, "Choose a folder…")
    assert preferences.model == "flowers"


def test_the_bundled_model_can_be_taken_again(
    made: Callable[[str], SettingsDialog], preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.model = ORCHIDS
    dialog = made("")
    models = box(dialog, "Model")
    assert models.currentData() == ORCHIDS
    models.setCurrentIndex(0)
    models.activated.emit(0)
    assert preferences.model == "flowers"


def test_everything_is_reached_by_tab_and_has_a_name(made: Callable[[str], SettingsDialog], qtbot: QtBot) -> None:
    dialog = made("")
    dialog.activateWindow()
    fields = [*dialog.findChildren(QComboBox), *dialog.findChildren(QCheckBox), *dialog.findChildren(QSlider)]
    fields += [*dialog.findChildren(QPushButton)]
    assert all(field.accessibleName() or field.property("text") for field in fields)
    reached = set()
    for _ in range(3 * len(fields)):
        reached.add(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert set(fields) <= reached


def test_close_closes(made: Callable[[str], SettingsDialog], qtbot: QtBot) -> None:
    dialog = made("")
    press(qtbot, dialog, "Close")
    assert not dialog.isVisible()
