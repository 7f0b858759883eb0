from __future__ import annotations

from importlib import metadata

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from flowersort.gui.dialogs.about import AboutDialog
from flowersort.gui.dialogs.versions import versions
from flowersort.gui.theme.appearance import Appearance
from flowersort.places import resource
from flowersort.version import version
from tests.fakes.command import python


@pytest.fixture
def dialog(qtbot: QtBot, appearance: Appearance) -> AboutDialog:
    credits_text = resource("demo", "CREDITS.md").read_text(encoding="utf-8")
    made = AboutDialog(appearance, model="flowers 2.0.0", credits_text=credits_text)
    qtbot.addWidget(made)
    made.show()
    return made


def test_versions_are_those_that_are_installed() -> None:
    found = dict(versions())
    assert found["flowersort"] == version()
    assert found["Qt"] == qVersion()
    for name, package in (("NumPy", "numpy"), ("Pillow", "pillow"), ("PySide6", "PySide6-Essentials")):
        assert found[name] == metadata.version(package)
    assert found["Python"]
    assert found["System"]


def test_versions_are_told_without_loading_what_they_belong_to() -> None:
    code = "import sys\nfrom flowersort.gui.dialogs.versions import versions\nversions()\n"
    assert python("-c", code + "print('numpy' in sys.modules, 'PIL' in sys.modules)").data.strip() == "False False"


def test_versions_can_be_copied_for_a_report(dialog: AboutDialog, qtbot: QtBot) -> None:
    copy = next(found for found in dialog.findChildren(QPushButton) if found.text() == "Copy versions")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text().splitlines()
    assert f"Qt {qVersion()}" in copied
    assert "Model flowers 2.0.0" in copied


def test_licences_name_ours_qt_s_and_whose_the_demo_photos_are(dialog: AboutDialog) -> None:
    browser = dialog.findChild(QTextBrowser)
    assert isinstance(browser, QTextBrowser)
    text = browser.toPlainText()
    assert all(word in text for word in ("MIT", "LGPL", "Charles Barbin", "CC BY 2.0"))
    assert "#" not in text
    assert browser.openExternalLinks()


def test_without_a_model_none_is_named(qtbot: QtBot, appearance: Appearance) -> None:
    dialog = AboutDialog(appearance, model="", credits_text="")
    qtbot.addWidget(dialog)
    assert "Model" not in dialog.versions_text
