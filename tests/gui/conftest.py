"""What the window's tests share: no screen, and no thread or timer that outlives its test."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.icons import Icons
from flowersort.gui.theme.tokens import ThemeChoice
from flowersort.gui.translation import Language, install
from flowersort.places import resource

# Before the first QApplication, so that a test run never opens windows on somebody's screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

_PATIENCE = 5.0


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + _PATIENCE
    while (left := _started_since(before)) and time.monotonic() < until:
        left[0].join(0.05)
    assert left == []


@pytest.fixture(scope="session", autouse=True)
def _english(qapp: QApplication) -> None:
    # Plurals are English, too, and numbers must not depend on the system of whoever runs the tests.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    install(qapp, Language.ENGLISH, resource("translations"))


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Appearance:
    """The look of the window in its light theme, for widgets that paint."""
    made = Appearance(qapp, Icons(resource("icons")))
    made.apply(ThemeChoice.LIGHT)
    return made


def _started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    # Threads that Qt made itself show up as dummies, and go when Qt's pool likes.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
