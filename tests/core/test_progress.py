from __future__ import annotations

import signal
from threading import Thread

import pytest

from flowersort.core.progress import CancelToken, Progress


def progress(*, done: int = 30, total: int = 90, scanning: bool = False, rate: float = 12.0) -> Progress:
    return Progress(done=done, total=total, scanning=scanning, rate=rate, seconds=2.5)


def test_the_time_left_is_what_is_left_at_the_rate_so_far() -> None:
    assert progress().seconds_left == pytest.approx(60 / 12.0)


def test_at_the_end_no_time_is_left() -> None:
    assert progress(done=90).seconds_left == 0.0


@pytest.mark.parametrize("untold", [progress(scanning=True), progress(done=0, rate=0.0)])
def test_while_it_can_not_be_told_there_is_no_time_left(untold: Progress) -> None:
    assert untold.seconds_left is None


def test_a_token_is_cancelled_once_asked_and_stays_so() -> None:
    token = CancelToken()
    assert not token.cancelled
    token.cancel()
    token.cancel()
    assert token.cancelled


def test_one_token_does_not_cancel_another() -> None:
    token = CancelToken()
    CancelToken().cancel()
    assert not token.cancelled


def test_a_token_may_be_cancelled_from_another_thread() -> None:
    token = CancelToken()
    thread = Thread(target=token.cancel)
    thread.start()
    thread.join()
    assert token.cancelled


def test_a_token_may_be_cancelled_by_a_signal() -> None:
    token = CancelToken()
    before = signal.signal(signal.SIGINT, lambda *_: token.cancel())
    try:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert token.cancelled
