from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flowersort.services.store.locks import HeldLock, take_lock
from tests.fakes.stored import child

HOLD = """
import os, sys
from pathlib import Path
from flowersort.services.store.locks import take_lock
lock = take_lock(Path(sys.argv[1]), shared=False, seconds=5)
print("held", flush=True)
sys.stdin.readline()
os._exit(1)
"""


def take(path: Path, *, shared: bool = False) -> HeldLock | None:
    return take_lock(path, shared=shared, seconds=0.05)


def test_one_at_a_time_holds_a_lock(tmp_path: Path):
    lock = take(tmp_path / "lock")
    assert take(tmp_path / "lock") is None
    lock.release()
    lock.release()
    again = take(tmp_path / "lock")
    assert again is not None
    again.release()


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a shared lock is none")
def test_a_shared_lock_keeps_out_only_who_wants_to_be_alone(tmp_path: Path):
    one, other = take(tmp_path / "lock", shared=True), take(tmp_path / "lock", shared=True)
    assert take(tmp_path / "lock") is None
    one.release()
    assert take(tmp_path / "lock") is None
    other.release()
    alone = take(tmp_path / "lock")
    assert take(tmp_path / "lock", shared=True) is None
    alone.release()


def test_the_lock_of_a_process_that_died_is_free(tmp_path: Path):
    process = child(HOLD, tmp_path / "lock")
    assert process.stdout.readline() == "held\n"
    assert take(tmp_path / "lock") is None
    process.communicate("die\n", timeout=30)
    lock = take(tmp_path / "lock")
    assert lock is not None
    lock.release()


def test_a_lock_where_no_file_can_be_made_is_an_error(tmp_path: Path):
    with pytest.raises(OSError, match="No such file"):
        take(tmp_path / "missing" / "lock")
