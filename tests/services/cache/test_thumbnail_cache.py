"""What the cache promises while the disk does as it is told."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.services.cache.files import MOST_BYTES
from flowersort.services.cache.thumbnail_cache import ThumbnailCache
from tests.fakes.trees import needs_posix

HOUR = 3600


def name(number: int) -> str:
    """Return a content hash; another for each number, in another subfolder up to 255."""
    return f"{number & 0xFF:02x}{number:030x}"


def files(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def set_used(folder: Path, content: str, *, hours_ago: float) -> None:
    when = time.time() - hours_ago * HOUR
    os.utime(folder / content[:2] / f"{content}.jpg", (when, when))


def used(folder: Path, content: str) -> float:
    """Return how many hours ago a thumbnail was used, as far as noted."""
    return (time.time() - (folder / content[:2] / f"{content}.jpg").stat().st_mtime) / HOUR


def test_what_is_put_comes_back_and_lies_in_a_file_named_by_its_content(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "far" / "thumbnails")
    content = "ab" + "0123456789" * 3
    assert cache.get(content) is None
    cache.put(content, b"a thumbnail")
    assert cache.get(content) == b"a thumbnail"
    assert files(tmp_path) == {os.path.join("far", "thumbnails", "ab", f"{content}.jpg"): 11}  # noqa: PTH118


def test_it_is_there_in_the_next_run_and_can_be_replaced(tmp_path: Path) -> None:
    ThumbnailCache(tmp_path).put(name(1), b"cut sho")
    ThumbnailCache(tmp_path).put(name(1), b"whole")
    assert ThumbnailCache(tmp_path).get(name(1)) == b"whole"
    assert len(files(tmp_path)) == 1


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    assert ThumbnailCache(tmp_path / "new").get(name(1)) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["", "ab", "../../../../etc/passwd", "AB" * 16, "ab" * 16 + "\n", "ab" * 17, "٣" * 32, "ab\0" * 10 + "ab"],
)
def test_what_is_no_content_hash_has_no_thumbnail(tmp_path: Path, content: str) -> None:
    cache = ThumbnailCache(tmp_path / "new")
    cache.put(content, b"x")
    assert cache.get(content) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limit", [100, 100 << 20])
def test_what_is_too_large_is_not_kept(tmp_path: Path, limit: int) -> None:
    cache = ThumbnailCache(tmp_path, limit)
    cache.put(name(1), b"small")
    cache.put(name(2), bytes(min(limit, MOST_BYTES) + 1))
    assert (cache.get(name(1)), cache.get(name(2))) == (b"small", None)


def test_a_large_file_from_elsewhere_is_no_thumbnail(tmp_path: Path) -> None:
    ThumbnailCache(tmp_path).put(name(1), b"x")
    (tmp_path / "01" / f"{name(1)}.jpg").write_bytes(bytes(MOST_BYTES + 1))
    assert ThumbnailCache(tmp_path).get(name(1)) is None


@needs_posix
def test_others_can_not_look_at_thumbnails(tmp_path: Path) -> None:
    ThumbnailCache(tmp_path).put(name(1), b"x")
    assert (tmp_path / "01").stat().st_mode & 0o077 == 0
    assert (tmp_path / "01" / f"{name(1)}.jpg").stat().st_mode & 0o077 == 0


# The limit


def test_the_longest_unused_go_down_to_nine_tenths(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, limit=20_000)
    for number in range(20):
        cache.put(name(number), bytes(1000))
    for number in range(20):
        set_used(tmp_path, name(number), hours_ago=10 + number)
    cache.put(name(99), bytes(1000))
    # The new one counts, so 19,000 bytes may stay of the others, and nine tenths of these do.
    assert [number for number in range(20) if cache.get(name(number)) is None] == [17, 18, 19]
    assert cache.get(name(99)) is not None


def test_to_look_at_one_keeps_it(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, limit=3000)
    for number in range(3):
        cache.put(name(number), bytes(1000))
        set_used(tmp_path, name(number), hours_ago=10 - number)
    assert cache.get(name(0)) is not None
    cache.put(name(3), bytes(500))
    assert [cache.get(name(number)) is not None for number in range(4)] == [True, False, True, True]


@pytest.mark.parametrize(("hours_ago", "noted"), [(0.5, 0.5), (1.5, 0), (1000, 0), (-5, 0)])
def test_use_is_noted_once_an_hour_at_most(tmp_path: Path, hours_ago: float, noted: float) -> None:
    cache = ThumbnailCache(tmp_path)
    cache.put(name(1), b"x")
    set_used(tmp_path, name(1), hours_ago=hours_ago)
    cache.get(name(1))
    assert used(tmp_path, name(1)) == pytest.approx(noted, abs=0.02)


def test_what_other_runs_left_counts(tmp_path: Path) -> None:
    for number in range(30):
        ThumbnailCache(tmp_path, limit=10_000).put(name(number), bytes(1000))
    assert sum(files(tmp_path).values()) <= 10_000


STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "put", "get"]), st.integers(0, 1), st.integers(0, 40), st.integers(1, 400)),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(1, 3000))
def test_whatever_is_put_the_files_stay_within_the_limit(steps: list[tuple[str, int, int, int]], limit: int) -> None:
    with TemporaryDirectory() as made:
        folder, last = Path(made), dict[str, bytes]()
        caches = [ThumbnailCache(folder, limit) for _ in range(2)]
        for step, which, number, size in steps:
            if step == "put":
                data = bytes([number]) * size
                caches[which].put(name(number), data)
                if size <= limit:
                    last[name(number)] = data
                    assert caches[1 - which].get(name(number)) == data
            assert caches[which].get(name(number)) in (None, last.get(name(number)))
            assert sum(files(folder).values()) <= limit + limit // 16


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 400)), max_size=60), st.integers(400, 3000))
def test_one_thread_never_passes_the_limit(puts: list[tuple[int, int]], limit: int) -> None:
    with TemporaryDirectory() as made:
        cache = ThumbnailCache(Path(made), limit)
        for number, size in puts:
            cache.put(name(number), bytes(size))
            assert sum(files(Path(made)).values()) <= limit
