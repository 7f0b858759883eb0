"""Several threads and processes on one folder."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flowersort.services.cache.thumbnail_cache import ThumbnailCache

ROOT = Path(__file__).parents[3]
LIMIT = 40_000

WORK = """
import sys
from pathlib import Path
from tests.services.cache.test_together import work
print(work(Path(sys.argv[1]), int(sys.argv[2])))
"""


def data(number: int) -> bytes:
    return b"%03d" % number * 300


def work(folder: Path, start: int) -> int:
    """Put and get thumbnails that others put, too; return how many were found, each of them whole."""
    cache, chance = ThumbnailCache(folder, LIMIT), random.Random(start)
    return sum(_one(cache, chance.randrange(60)) for _ in range(300))


def _one(cache: ThumbnailCache, number: int) -> bool:
    content = f"{number % 8:02x}{number:030x}"
    got = cache.get(content)
    assert got in (None, data(number))
    if got is None:
        cache.put(content, data(number))
    return got is not None


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_threads_share_one_cache(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, LIMIT)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: _one(cache, number % 100), range(2000)))
    assert not list(tmp_path.rglob("*.tmp"))
    # Each of the three others may have one in hand while the fourth measures.
    assert size(tmp_path) <= LIMIT + LIMIT // 16 + 3 * len(data(0))


def test_processes_share_one_folder(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(tmp_path), str(start)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for start in (0, 31, 62)
    ]  # fmt: skip
    said = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0] * 3, said
    assert [err for _out, err in said] == [""] * 3
    assert all(int(out) > 0 for out, _err in said)
    assert not list(tmp_path.rglob("*.tmp"))
    assert size(tmp_path) <= LIMIT + 2 * LIMIT // 16
