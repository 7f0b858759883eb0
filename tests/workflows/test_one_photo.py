from __future__ import annotations

import logging

import pytest

from flowersort.core.errors import PhotoError
from flowersort.workflows.one_photo import only_photo_errors


def test_work_that_ends_well_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with only_photo_errors():
        pass
    assert caplog.records == []


def test_a_known_fault_keeps_its_sentence(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(PhotoError, match=r"^The file is empty\.$"), only_photo_errors():
        raise PhotoError("The file is empty.")
    assert caplog.records == []


@pytest.mark.parametrize(
    "fault", [MemoryError("too large"), RecursionError(), ValueError("odd\x1b[31m\nthing"), StopIteration(), OSError(5)]
)
def test_a_fault_nobody_foresaw_is_a_readable_sentence_and_logged(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(PhotoError) as caught, only_photo_errors():
        raise fault
    assert type(fault).__name__ in str(caught.value)
    assert str(caught.value).isprintable()
    assert caught.value.__cause__ is fault
    assert len(caplog.records) == 1


def test_somebody_who_stops_the_program_does() -> None:
    with pytest.raises(KeyboardInterrupt), only_photo_errors():
        raise KeyboardInterrupt
