r"""The window in the user's language: Qt Linguist's `.ts` files, read as they are.

A `.ts` file is text, so that it can be reviewed; nothing is compiled. After strings have changed, renew the files:

    pyside6-lupdate -extensions py -locations none -sort-messages -no-obsolete flowersort/gui \
        -ts resources/translations/de.ts
    pyside6-lupdate -extensions py -locations none -sort-messages -no-obsolete -pluralonly flowersort/gui \
        -ts resources/translations/en.ts

Then fill in what they mark as `unfinished` and take the mark away. The strings in the source are English; `en.ts`
holds the plurals alone. `tests/architecture/test_translations.py` lists what is missing. Plurals are asked for by
`self.tr("%Ln photos", None, count)`, never by `translate`: the tool does not see that it is given a number.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

_LOG = logging.getLogger(__name__)


class Language(StrEnum):
    """What the user wants to read."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


_LANGUAGES = {
    Language.ENGLISH: QLocale.Language.English,
    Language.GERMAN: QLocale.Language.German,
}


class TsTranslator(QTranslator):
    """Translates by a `.ts` file; what the file lacks stays as it is in the source.

    A file that can't be read or is no XML translates nothing, and the log says so. Plurals have two forms, for one
    and for all other numbers, as English and German do.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms: dict[tuple[str, str], tuple[str, ...]] = {}
        self._anywhere: dict[str, tuple[str, ...]] = {}
        try:
            self._read(path)
        except (OSError, ElementTree.ParseError, ValueError) as fault:
            _LOG.warning("The translation %s can't be used: %s", path, fault)

    def isEmpty(self) -> bool:
        """Return whether there is nothing to translate with."""
        return not self._forms

    def translate(self, context: str, source: str, _disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the translation; None, so that Qt asks the next translator, where there is none."""
        # Qt asks by the class of an object, which may be derived from the one whose text it is.
        forms = self._forms.get((context, source)) or self._anywhere.get(source)
        if not forms:
            return None
        if n < 0:
            return forms[-1]
        # `%Ln` writes the number with the separators of the language.
        return forms[0 if n == 1 else -1].replace("%n", "%Ln")

    def _read(self, path: Path) -> None:
        for context in ElementTree.fromstring(path.read_bytes()).iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                forms = _forms(message)
                if forms:
                    source = message.findtext("source", "")
                    self._forms[name, source] = forms
                    self._anywhere.setdefault(source, forms)


def install(app: QCoreApplication, language: Language, folder: Path) -> None:
    """Let the application speak a language, Qt's own texts and the numbers included. Before the first widget is made.

    Args:
        app: owns the translators from then on.
        language: `SYSTEM` takes the first of the system's languages that there is a translation for, else English.
        folder: holds `LANGUAGE.ts`.
    """
    chosen = language if language is not Language.SYSTEM else _first_known(QLocale.system().uiLanguages())
    system = QLocale.system()
    # The system's own way of writing numbers, unless it belongs to another language than the words around them.
    same = system.language() is _LANGUAGES[chosen]
    QLocale.setDefault(system if same else QLocale(_LANGUAGES[chosen]))
    qt = QTranslator(app)
    if qt.load(f"qtbase_{chosen}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    app.installTranslator(TsTranslator(folder / f"{chosen}.ts", app))


def _first_known(languages: Sequence[str]) -> Language:
    known = {language.value for language in _LANGUAGES}
    codes = (language.replace("_", "-").partition("-")[0].lower() for language in languages)
    return Language(next((code for code in codes if code in known), Language.ENGLISH))


def _forms(message: ElementTree.Element) -> tuple[str, ...]:
    """Return the finished forms of a message: one, or one for each number; none where it is not translated."""
    translation = message.find("translation")
    if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
        return ()
    plurals = [form.text or "" for form in translation.findall("numerusform")]
    forms = tuple(plurals) if message.get("numerus") == "yes" else (translation.text or "",)
    return forms if all(forms) else ()
