"""Work beside the window: news in order, one ending, and a window that stays quick."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from pytestqt.qtbot import QtBot

from flowersort.core.errors import FolderError
from flowersort.gui.background import Operation


class Heard:
    """Everything that an operation told, in order."""

    def __init__(self, operation: Operation[int]) -> None:
        self.news: list[int] = []
        self.portions: list[int] = []
        self.endings: list[object] = []
        self.threads: set[threading.Thread] = set()
        operation.told.connect(self._hear)
        operation.succeeded.connect(self.endings.append)
        operation.failed.connect(self.endings.append)

    def _hear(self, news: list[int]) -> None:
        self.threads.add(threading.current_thread())
        self.news.extend(news)
        self.portions.append(len(news))


def run(qtbot: QtBot, work: Callable[[Callable[[int], None]], object]) -> tuple[Operation[int], Heard]:
    parent = QObject()
    operation: Operation[int] = Operation("test", work, parent)
    operation.kept_parent = parent  # type: ignore[attr-defined]  # lives as long as the test looks at it
    heard = Heard(operation)
    operation.start()
    qtbot.waitUntil(lambda: operation.over)
    return operation, heard


def test_news_comes_in_order_in_the_windows_thread_before_the_result(qtbot: QtBot) -> None:
    ran_in: list[threading.Thread] = []

    def work(tell: Callable[[int], None]) -> str:
        ran_in.append(threading.current_thread())
        for number in range(1000):
            tell(number)
        return "done"

    _, heard = run(qtbot, work)
    assert heard.news == list(range(1000))
    assert heard.endings == ["done"]
    assert heard.threads == {threading.main_thread()}
    assert ran_in[0] is not threading.main_thread()


def test_a_fault_of_ours_is_told_in_its_own_words_after_the_news(qtbot: QtBot) -> None:
    def work(tell: Callable[[int], None]) -> None:
        tell(1)
        raise FolderError("There is no file or folder garden.")

    _, heard = run(qtbot, work)
    assert heard.news == [1]
    assert heard.endings == ["There is no file or folder garden."]


def test_any_other_fault_is_told_and_logged(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def work(_tell: Callable[[int], None]) -> None:
        raise ZeroDivisionError("by nothing")

    _, heard = run(qtbot, work)
    assert heard.endings == ["A fault in flowersort itself ended this (ZeroDivisionError: by nothing)."]
    assert "work beside the window failed" in caplog.text


def test_a_flood_of_news_never_blocks_the_window_for_long(qtbot: QtBot) -> None:
    parent = QObject()

    def work(tell: Callable[[int], None]) -> None:
        for number in range(20_000):
            tell(number)

    operation: Operation[int] = Operation("flood", work, parent)
    # As slow as a thousand rows for a table: 20,000 of them at once would take seconds.
    operation.told.connect(lambda news: time.sleep(len(news) * 2e-5))
    beats: list[int] = []
    watch = QElapsedTimer()
    watch.start()
    heart = QTimer(parent, interval=5)
    heart.timeout.connect(lambda: beats.append(watch.restart()))
    heart.start()
    operation.start()
    qtbot.waitUntil(lambda: operation.over)
    assert len(beats) > 10
    # The work itself takes 0.4 s in one piece; on a shared machine single beats come late.
    assert sorted(beats)[int(0.9 * len(beats))] < 100


def test_at_most_twenty_updates_a_second_while_work_goes_on(qtbot: QtBot) -> None:
    go_on = threading.Event()

    def work(tell: Callable[[int], None]) -> None:
        until = time.monotonic() + 0.5
        while time.monotonic() < until and not go_on.is_set():
            tell(1)
            time.sleep(0.001)

    _, heard = run(qtbot, work)
    assert 0 < len(heard.portions) <= 20


def test_waiting_hands_over_everything_at_once(qtbot: QtBot) -> None:
    parent = QObject()

    def work(tell: Callable[[int], None]) -> int:
        for number in range(500):
            tell(number)
        return 7

    operation: Operation[int] = Operation("wait", work, parent)
    heard = Heard(operation)
    operation.start()
    operation.wait()
    assert heard.news == list(range(500))
    assert heard.endings == [7]
    qtbot.wait(60)
    assert heard.endings == [7]
