from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from flowersort.gui.translation import Language, TsTranslator, _first_known, install
from flowersort.gui.wording import duration, number, state_name
from flowersort.places import resource
from tests.fakes.labelled import sure

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context><name>Speaker</name>
  <message><source>Hello, {name}</source><translation>Hallo, {name}</translation></message>
  <message><source>Later</source><translation type="unfinished">Später</translation></message>
  <message><source>Old</source><translation type="vanished">Alt</translation></message>
  <message><source>Empty</source><translation></translation></message>
  <message numerus="yes"><source>%n photos</source>
    <translation><numerusform>%n Foto</numerusform><numerusform>%n Fotos</numerusform></translation></message>
</context>
</TS>
"""


class Speaker(QObject):
    """Says what it is asked for in the language of its class."""

    def hello(self) -> str:
        return self.tr("Hello, {name}").format(name="Anna")

    def photos(self, count: int) -> str:
        return self.tr("%n photos", None, count)


class Derived(Speaker):
    """Speaks with the texts of the class above."""


@pytest.fixture
def translator(tmp_path: Path) -> TsTranslator:
    (tmp_path / "de.ts").write_text(TS, encoding="utf-8")
    return TsTranslator(tmp_path / "de.ts")


@pytest.fixture
def installed(qapp: QApplication, translator: TsTranslator) -> Iterator[None]:
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def cleaned(qapp: QApplication) -> Iterator[QApplication]:
    """The application, without the translators and the locale that a test gives it."""
    before, locale = set(qapp.findChildren(QTranslator)), QLocale()
    yield qapp
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.setParent(None)
    QLocale.setDefault(locale)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("kind", [Speaker, Derived])
def test_what_the_file_has_is_spoken_by_the_class_and_by_those_derived_from_it(kind: type[Speaker]) -> None:
    assert kind().hello() == "Hallo, Anna"
    assert [kind().photos(count) for count in (0, 1, 2)] == ["0 Fotos", "1 Foto", "2 Fotos"]


@pytest.mark.usefixtures("installed")
def test_a_number_in_a_plural_has_the_separators_of_the_language() -> None:
    former = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    assert Speaker().photos(1204) == "1.204 Fotos"
    QLocale.setDefault(former)


def test_what_is_unfinished_gone_or_empty_stays_in_english(translator: TsTranslator) -> None:
    for source in ("Later", "Old", "Empty", "Never written"):
        assert translator.translate("Speaker", source) is None
    assert not translator.isEmpty()


@pytest.mark.parametrize("content", ["", "no XML", "<TS><context>", "<other/>", '<?xml version="1.0"?><TS/>'])
def test_a_damaged_file_translates_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "de.ts").write_text(content, encoding="utf-8")
    assert TsTranslator(tmp_path / "de.ts").isEmpty()


def test_a_missing_file_translates_nothing_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert TsTranslator(tmp_path / "xx.ts").isEmpty()
    assert "xx.ts can't be used" in caplog.text


@pytest.mark.parametrize(
    ("languages", "language"),
    [
        (["de-AT", "en-US"], Language.GERMAN),
        (["fr-FR", "de-DE"], Language.GERMAN),
        (["en_GB"], Language.ENGLISH),
        (["fr-FR", "it"], Language.ENGLISH),
        ([], Language.ENGLISH),
        (["C"], Language.ENGLISH),
    ],
)
def test_the_first_language_of_the_system_that_there_is_wins(languages: list[str], language: Language) -> None:
    assert _first_known(languages) is language


def test_german_is_spoken_throughout(cleaned: QApplication, qtbot: QtBot) -> None:
    install(cleaned, Language.GERMAN, resource("translations"))
    assert state_name(sure("a.jpg").state) == "Sicher"
    assert number(1204) == "1.204"
    assert duration(90.0) == "90 s"
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.buttons()[0].text() == "Abbrechen"


def test_english_has_its_plurals(cleaned: QApplication, tmp_path: Path) -> None:
    (tmp_path / "en.ts").write_text(TS.replace("Foto", "photo"), encoding="utf-8")
    install(cleaned, Language.ENGLISH, tmp_path)
    assert [Speaker().photos(count) for count in (1, 2000)] == ["1 photo", "2,000 photos"]
    assert QCoreApplication.translate("Wording", "Sure") == "Sure"


@pytest.mark.parametrize("language", list(Language))
def test_any_choice_can_be_installed(cleaned: QApplication, language: Language) -> None:
    install(cleaned, language, resource("translations"))
    assert state_name(sure("a.jpg").state) in ("Sure", "Sicher")
