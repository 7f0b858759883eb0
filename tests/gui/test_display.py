from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from flowersort.gui.display import fatal_to_sentence, why_no_display, why_no_qt
from tests.fakes.command import ROOT

COMMAND = "On the command line: flowersort classify FOLDER --csv predictions.csv"
PROGRAM = """
import os, sys
from flowersort.gui.display import fatal_to_sentence, why_no_display
print("before")
reason = why_no_display(os.environ, sys.platform)
if reason is not None:
    sys.exit(reason)
with fatal_to_sentence():
    from PySide6.QtWidgets import QApplication
    QApplication([])
print("a window could open")
"""
FATAL = """
from flowersort.gui.display import fatal_to_sentence
with fatal_to_sentence():
    from PySide6.QtCore import qFatal, qWarning
    for line in {said!r}:
        qWarning(line)
    qFatal("This application failed to start because no Qt platform plugin could be initialized.")
"""

posix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a display is asked for by variables here")


def run(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "platform", "there_is_none"),
    [
        ({}, "linux", True),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "linux", True),
        ({}, "freebsd14", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "win32", False),
        ({}, "darwin", False),
    ],
)
def test_a_display_is_missing_where_no_variable_names_one(
    environment: dict[str, str], platform: str, there_is_none: bool
) -> None:
    reason = why_no_display(environment, platform)
    assert (reason is not None) is there_is_none
    assert reason is None or reason.endswith(COMMAND)


@posix
@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "There is no display to open a window on."),
        (
            {"QT_QPA_PLATFORM": "nonsense"},
            "Qt knows no display of the kind 'nonsense', which QT_QPA_PLATFORM asks for.",
        ),
    ],
)
def test_without_a_display_there_is_a_sentence_and_status_1(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    done = run(PROGRAM, tmp_path, **environment)
    assert done.returncode == 1
    assert done.stdout == "before\n"
    assert done.stderr.strip().removeprefix("flowersort: ") == f"{said} {COMMAND}"
    assert list(tmp_path.glob("core*")) == []


@posix
def test_where_nobody_answers_there_is_a_sentence_and_status_1(tmp_path: Path) -> None:
    done = run(PROGRAM, tmp_path, DISPLAY=":987")
    assert done.returncode == 1
    # Which of the two depends on whether Qt's plugin for X could be loaded here at all.
    assert "No display answers at ':987'." in done.stderr or "is not installed on this system" in done.stderr
    assert done.stderr.startswith("flowersort: ")
    assert done.stderr.endswith(f"{COMMAND}\n")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.glob("core*")) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (["could not connect to display :5", "From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed"], "answers at ':5'"),
        (["could not connect to display "], "There is no display"),
        (["From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the plugin."], "needs libxcb-cursor0, which is"),
        (
            ["Cannot load: (libxkbcommon-x11.so.0: cannot open shared object file: No such file)"],
            "needs libxkbcommon-x11.so.0",
        ),
        ([], "There is no display"),
    ],
)
def test_the_sentence_names_what_qt_says_is_missing(tmp_path: Path, said: list[str], sentence: str) -> None:
    done = run(FATAL.format(said=said), tmp_path)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_else_qt_says_goes_to_the_log(qtlog: object, caplog: pytest.LogCaptureFixture) -> None:
    from PySide6.QtCore import qWarning

    with caplog.at_level(logging.WARNING), fatal_to_sentence():
        qWarning("a word on the side")
    assert "a word on the side" in caplog.text
    assert qtlog is not None


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"),
            "The window needs libEGL.so.1, which is not installed on this system.",
        ),
        (ImportError("No module named 'PySide6'"), "The window can't be opened (No module named 'PySide6')."),
    ],
)
def test_a_missing_library_of_qt_is_named(fault: ImportError, sentence: str) -> None:
    assert why_no_qt(fault) == f"{sentence} {COMMAND}"


def test_asking_costs_nothing_of_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, flowersort.gui.display; print('PySide6' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout == "False\n"
