"""Every string of the window is translated, and nothing else is."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
PLACEHOLDER = re.compile(r"\{\w*\}|%L?n|%\d|&(?=\w)|[…]$|<[^>]+>|\*\*")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    plural: bool
    finished: bool
    forms: tuple[str, ...]


def messages(path: Path) -> dict[Key, Message]:
    found: dict[Key, Message] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
            finished = translation.get("type") is None and all(forms)
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = Message(message.get("numerus") == "yes", finished, forms)
    return found


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, Message]:
    """The strings in the source, as Qt's own tool finds them."""
    path = tmp_path_factory.mktemp("strings") / "used.ts"
    options = ("-extensions", "py", "-locations", "none", "flowersort/gui", "-ts", str(path))
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    if not tool.is_file():
        pytest.skip("pyside6-lupdate is not beside this Python")
    done = subprocess.run([tool, *options], cwd=ROOT, capture_output=True, text=True, check=True)
    # Its warnings tell of strings that it could not make out, which would never be translated.
    assert [line for line in (done.stdout + done.stderr).splitlines() if "warning" in line.lower()] == []
    return messages(path)


def lacking(used: dict[Key, Message], language: str) -> Iterator[Key]:
    translated = messages(FOLDER / f"{language}.ts")
    for key, message in used.items():
        held = translated.get(key)
        if held is None or not held.finished or (message.plural and not held.plural):
            yield key


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for module in sorted((ROOT / "flowersort" / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name:
                yield f"{module.relative_to(ROOT)}:{node.lineno}", node


def test_texts_are_literal_where_qts_tool_looks_for_them() -> None:
    wrong = [place for place, call in calls("tr") if not isinstance(call.args[0], ast.Constant)]
    assert wrong == []


def test_plurals_go_through_tr() -> None:
    # pyside6-lupdate 6.11 passes over the number in `translate`, and over the whole text where it is no plain name.
    assert [place for place, call in calls("translate") if len(call.args) + len(call.keywords) > 2] == []


def test_there_are_strings(used: dict[Key, Message]) -> None:
    assert len(used) > 50
    assert any(message.plural for message in used.values())


def test_german_is_complete(used: dict[Key, Message]) -> None:
    assert list(lacking(used, "de")) == []


def test_english_has_both_forms_of_every_plural(used: dict[Key, Message]) -> None:
    plurals = {key: message for key, message in used.items() if message.plural}
    assert list(lacking(plurals, "en")) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_kept_that_is_no_longer_said(used: dict[Key, Message], language: str) -> None:
    assert sorted(set(messages(FOLDER / f"{language}.ts")) - set(used)) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_translation_has_the_placeholders_of_its_source(language: str) -> None:
    wrong = []
    for (context, source), message in messages(FOLDER / f"{language}.ts").items():
        wanted = sorted(PLACEHOLDER.findall(source))
        # “One photo” may leave the number out.
        forms = message.forms[1:] if message.plural else message.forms
        wrong += [(context, source, form) for form in forms if sorted(PLACEHOLDER.findall(form)) != wanted]
    assert wrong == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_plurals_have_two_forms_that_differ(language: str) -> None:
    plurals = {key: held for key, held in messages(FOLDER / f"{language}.ts").items() if held.plural}
    assert plurals
    assert {key: held.forms for key, held in plurals.items() if len(held.forms) != 2} == {}
