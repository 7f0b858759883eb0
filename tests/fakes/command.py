"""The real command, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60

SLOW_READER = """
import os, signal, sys, time
import flowersort.bootstrap as bootstrap
from flowersort.__main__ import main
quick, seconds = bootstrap.read_photo, float(sys.argv[1])
def slow(path):
    open(os.environ.get('READING', os.devnull), 'w').close()
    time.sleep(seconds)
    return quick(path)
bootstrap.read_photo = slow
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[2:]))
"""
"""A program that takes so many seconds for each photo, and makes the file that `READING` names when it begins.

It hears Ctrl-C, which shells make their background jobs ignore."""

AS_NOBODY = """
import os, sys
from flowersort.__main__ import main
assert main(["classify", sys.argv[1], "--no-store", "--csv", os.devnull]) == 0
# From here on, after every library was loaded from wherever it lies, as a user who owns nothing.
os.setgid(65534)
os.setuid(65534)
sys.stderr.write("-- nobody\\n")
sys.exit(main(sys.argv[2:]))
"""
"""A program that gives up its rights; its first argument is any readable photo."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command."""

    status: int
    data: str
    talk: str


def environment(extra: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Return the process's environment with changes; None takes a variable away."""
    changed: dict[str, str | None] = {**os.environ, "PYTHONPATH": str(ROOT), **(extra or {})}
    return {name: value for name, value in changed.items() if value is not None}


def python(*arguments: str | Path, extra: Mapping[str, str | None] | None = None, **options: Any) -> Done:
    """Run Python, and check that nobody sees a traceback or another complaint of Python's own."""
    piped: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    done = subprocess.run(
        [sys.executable, *map(os.fsencode, arguments)],
        env=environment(extra),
        timeout=SECONDS,
        check=False,
        **(piped | options),
    )
    data, talk = (output.decode("utf-8", "replace") if output else "" for output in (done.stdout, done.stderr))
    check_talk(talk)
    return Done(done.returncode, data, talk)


def flowersort(*arguments: str | Path, extra: Mapping[str, str | None] | None = None, **options: Any) -> Done:
    """Run `python -m flowersort`."""
    return python("-m", "flowersort", *arguments, extra=extra, **options)


@contextmanager
def open_to_all() -> Iterator[Path]:
    """Give a folder that every user may write to; pytest's own folders are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def as_nobody(photo: Path, *arguments: str | Path) -> Done:
    """Run flowersort as a user without rights; `photo` is any readable photo."""
    done = python("-c", AS_NOBODY, photo, *arguments)
    return Done(done.status, done.data, done.talk.partition("-- nobody\n")[2])


def start(*arguments: str | Path, code: str | None = None, **options: Any) -> subprocess.Popen[bytes]:
    """Start flowersort, or a program around it, and don't wait."""
    first = ["-m", "flowersort"] if code is None else ["-c", code]
    piped: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, *first, *map(os.fsencode, arguments)], env=environment(), **(piped | options)
    )


def end(process: subprocess.Popen[bytes]) -> Done:
    """Wait for a started process; one that hangs is killed, and the test fails."""
    try:
        data, talk = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        raise
    check_talk((talk or b"").decode("utf-8", "replace"))
    return Done(process.returncode, (data or b"").decode("utf-8"), (talk or b"").decode("utf-8", "replace"))


def check_talk(talk: str) -> None:
    """Check that standard error holds sentences for people, not for programmers."""
    for word in ("Traceback", "Exception ignored", "fault in flowersort itself", "Logging error", "Warning:", "INFO:"):
        assert word not in talk, talk
