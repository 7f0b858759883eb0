"""The sentences of unreadable photos, as the services really say them, each with advice."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.errors import PhotoError
from flowersort.gui.fault_words import error_shown, what_to_do
from flowersort.services.imaging import decode, read
from flowersort.workflows.one_photo import only_photo_errors
from tests.fakes.pictures import jpeg_bytes

FALLBACK = what_to_do("Something that nobody foresaw.")


def sentence_of(act: Callable[[], object]) -> str:
    with pytest.raises(PhotoError) as caught:
        act()
    return str(caught.value)


@pytest.mark.parametrize("said", sorted(set(read._SENTENCES.values())))
def test_every_fault_of_reading_has_advice_of_its_own(said: str) -> None:
    assert what_to_do(said) != FALLBACK
    assert error_shown(said) == said


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "copy it from the camera"),
        (b"Dear diary", "nothing to do"),
        (b"\x00\x01\x02\x03" * 40, "another program opens it"),
        (jpeg_bytes()[:400], "open it in another program and save it again"),
    ],
)
def test_what_decoding_really_says_is_known(data: bytes, advice: str) -> None:
    said = sentence_of(lambda: decode.decode(data))
    assert advice in what_to_do(said)
    assert error_shown(said) == said


def test_too_many_pixels_and_too_many_bytes_ask_for_a_smaller_photo(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(decode, "MAX_PIXELS", 4)
    assert "smaller" in what_to_do(sentence_of(lambda: decode.decode(jpeg_bytes())))
    monkeypatch.setattr(read, "MAX_BYTES", 2)
    (tmp_path / "a.jpg").write_bytes(jpeg_bytes())
    assert "smaller" in what_to_do(sentence_of(lambda: read.read_photo(os.fspath(tmp_path / "a.jpg"))))
    assert "smaller" in what_to_do("The photo claims more than the 200,000,000 pixels allowed.")


def test_heic_without_its_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "readable_formats", lambda: decode.ALLOWED_FORMATS)
    said = sentence_of(lambda: decode.decode(b"\x00\x00\x00\x18ftypheic" + bytes(100)))
    assert "Install the reader" in what_to_do(said)


def test_a_fault_of_ours_points_to_the_log() -> None:
    def fail() -> None:
        with only_photo_errors():
            raise ZeroDivisionError("by\nnought")

    assert "log file" in what_to_do(sentence_of(fail))


def test_a_name_that_cannot_be_opened_and_a_system_error_without_a_sentence() -> None:
    assert "simpler name" in what_to_do(sentence_of(lambda: read.read_photo("a\0b.jpg")))
    assert what_to_do("The file could not be read: Stale file handle.") == FALLBACK


@given(st.text())
def test_whatever_the_sentence_there_is_advice_and_the_sentence_stays(said: str) -> None:
    assert what_to_do(said)
    assert error_shown(said) == said


def test_braces_in_a_fault_are_text() -> None:
    said = "The photo is damaged or cut short ({reason} {0})."
    assert error_shown(said) == said
    assert io.StringIO(what_to_do(said)).read()
