"""`flowersort gui` as a process: it opens, labels, ends by Ctrl-C, and says why where it can't open."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from flowersort.services.store.store import Store
from tests.fakes.gardens import garden, many

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "flowersort classify FOLDER --csv predictions.csv"
_PATIENCE = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as POSIX systems send it")


def start(*arguments: str, home: Path, **environment: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.Popen(
        [sys.executable, "-m", "flowersort", *arguments],
        cwd=ROOT,
        env={**kept, "FLOWERSORT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_photos(home: Path, count: int) -> None:
    store, until = home / "state" / "store.sqlite", time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if store.exists() and _photos(store) >= count:
            return
        time.sleep(0.1)
    raise AssertionError("the window labels nothing")


def _photos(store: Path) -> int:
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM predictions").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_ctrl_c_closes_the_window_and_keeps_what_is_labelled(tmp_path: Path) -> None:
    folder, home = many(tmp_path / "many", 400), tmp_path / "home"
    window = start("gui", str(folder), home=home)
    wait_for_photos(home, 5)
    window.send_signal(signal.SIGINT)
    out, err = window.communicate(timeout=_PATIENCE)
    assert window.returncode == 0
    assert (out, "Traceback" in err) == ("", False)
    with Store.open(home / "state" / "store.sqlite"):
        assert _photos(home / "state" / "store.sqlite") >= 5


def test_two_windows_at_once_label_the_same_folder(tmp_path: Path) -> None:
    folder, home = garden(tmp_path / "Garden"), tmp_path / "home"
    windows = [start(str(folder), home=home) for _ in range(2)]
    wait_for_photos(home, 6)
    for window in windows:
        window.send_signal(signal.SIGINT)
        _, err = window.communicate(timeout=_PATIENCE)
        assert window.returncode in (0, -signal.SIGINT, 130)
        assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "darwin", reason="there is always a display")
@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"QT_QPA_PLATFORM": ""}, "There is no display to open a window on."),
        ({"QT_QPA_PLATFORM": "nonsense"}, "nonsense"),
    ],
)
def test_without_a_display_there_is_a_sentence_and_status_1(
    environment: dict[str, str], reason: str, tmp_path: Path
) -> None:
    window = start("gui", home=tmp_path, **environment)
    out, err = window.communicate(timeout=_PATIENCE)
    assert window.returncode == 1
    assert out == ""
    (sentence,) = err.splitlines()
    assert sentence.startswith("flowersort: ")
    assert reason in sentence
    assert COMMAND in sentence
