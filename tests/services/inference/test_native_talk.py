from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from flowersort.services.inference.native_talk import NativeTalk
from tests.fakes.packs import BUNDLED

ROOT = Path(__file__).resolve().parents[3]

LOAD_IN_FOUR_THREADS = """
import os, sys, threading
from pathlib import Path
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.pack import load_pack
pack, barrier, loaded = load_pack(Path(sys.argv[1])), threading.Barrier(4), []
def load():
    barrier.wait()
    loaded.append(PackClassifier(pack))
threads = [threading.Thread(target=load) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
try:
    os.write(2, b"talk again\\n")
except OSError:
    pass
print(len(loaded))
"""


def test_four_threads_that_load_at_once_say_nothing_and_standard_error_works_afterwards() -> None:
    command = [sys.executable, "-c", LOAD_IN_FOUR_THREADS, str(BUNDLED)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.split() == [b"4"]
    assert done.stderr == b"talk again\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell to close standard error")
def test_loading_works_with_standard_error_closed() -> None:
    command = ["sh", "-c", 'exec "$0" "$@" 2>&-', sys.executable, "-c", LOAD_IN_FOUR_THREADS, str(BUNDLED)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.split() == [b"4"]


def test_talk_inside_is_muted_and_talk_outside_is_not(capfd: pytest.CaptureFixture[str]) -> None:
    talk = NativeTalk()
    os.write(2, b"before ")
    with talk.muted():
        os.write(2, b"inside ")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


def test_an_error_inside_ends_the_muting(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="broken"), NativeTalk().muted():
        raise ValueError("broken")
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_the_last_thread_to_leave_ends_the_muting(capfd: pytest.CaptureFixture[str]) -> None:
    talk, inside, leave = NativeTalk(), threading.Event(), threading.Event()

    def stay() -> None:
        with talk.muted():
            inside.set()
            leave.wait(30)

    thread = threading.Thread(target=stay)
    with talk.muted():
        thread.start()
        inside.wait(30)
    os.write(2, b"still muted")
    leave.set()
    thread.join()
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_muting_leaves_no_descriptor_behind() -> None:
    talk = NativeTalk()
    before = next_descriptor()
    for _ in range(20):
        with talk.muted():
            pass
    assert next_descriptor() == before


def test_without_a_null_device_the_block_runs_and_is_heard(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    talk, before = NativeTalk(), next_descriptor()
    monkeypatch.setattr(os, "devnull", str(tmp_path / "missing" / "null"))
    with talk.muted():
        os.write(2, b"heard ")
    monkeypatch.undo()
    with talk.muted():
        os.write(2, b"not heard ")
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard heard"
    assert next_descriptor() == before


def next_descriptor() -> int:
    """Return the number that the next open file would get."""
    descriptor = os.dup(0)
    os.close(descriptor)
    return descriptor
