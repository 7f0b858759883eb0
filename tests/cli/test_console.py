"""Two streams: data and talk."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from flowersort.cli.console import Console, forget, process_console, shown_path


class Broken(io.StringIO):
    def write(self, _text: str) -> int:
        raise OSError(5, "Input/output error")


def test_talk_goes_to_its_own_stream_at_once() -> None:
    console = Console(io.StringIO(), io.StringIO())
    console.say("Hello.")
    console.say()
    assert (console.data.getvalue(), console.talk.getvalue()) == ("", "Hello.\n\n")


def test_talk_that_nobody_hears_is_no_fault() -> None:
    closed = io.StringIO()
    closed.close()
    for stream in (Broken(), closed):
        console = Console(io.StringIO(), stream)
        console.say("Hello.")
        assert not console.on_terminal


def test_a_file_is_no_terminal(tmp_path: Path) -> None:
    with (tmp_path / "talk").open("w") as stream:
        assert not Console(io.StringIO(), stream).on_terminal


def test_the_process_streams_take_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = {name: io.BytesIO() for name in ("stdout", "stderr")}
    for name, stream in raw.items():
        monkeypatch.setattr(sys, name, io.TextIOWrapper(stream, encoding="ascii", newline="\r\n", write_through=True))
    console = process_console()
    console.data.write("rosé\n\udce9")
    console.say("rosé")
    assert raw["stdout"].getvalue() == "rosé\n\\udce9".encode()
    assert raw["stderr"].getvalue() == b"ros\\xe9\r\n"


def test_a_process_without_streams_refuses_data_and_keeps_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console = process_console()
    console.say("Hello.")
    with pytest.raises(BrokenPipeError):
        console.data.write("data")
    forget(console.data)


def test_what_a_broken_pipe_still_holds_is_forgotten() -> None:
    ends, full = os.pipe()
    os.close(ends)
    stream = os.fdopen(full, "w")
    stream.write("lost")
    with pytest.raises(BrokenPipeError):
        stream.flush()
    forget(stream)
    stream.close()


def test_a_path_is_shown_on_one_readable_line() -> None:
    shown = shown_path("/garden/a\nb\x1b[31m\udce9.jpg")
    assert shown.isprintable()
    assert shown.startswith("/garden/a b")
