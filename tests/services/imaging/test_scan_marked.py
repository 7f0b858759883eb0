from __future__ import annotations

from pathlib import Path

from flowersort.core.events import FolderPassedOver
from tests.fakes.trees import found, grow, needs_posix, walk

SORTED = {".flowersort": {}, "roses": {"b.jpg": b""}, "c.jpg": b""}


def test_a_subfolder_that_was_sorted_into_is_passed_over_and_said(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "sorted": SORTED})
    events = walk(tmp_path)
    assert events[1:] == [FolderPassedOver(str(tmp_path / "sorted"))]
    assert len(events) == 2


def test_it_is_walked_where_it_is_named_or_something_in_it_is(tmp_path: Path) -> None:
    grow(tmp_path, {"a.jpg": b"", "sorted": SORTED})
    inside = ["sorted/c.jpg", "sorted/roses/b.jpg"]
    assert found(tmp_path / "sorted", under=tmp_path) == inside
    assert found(tmp_path, tmp_path / "sorted", under=tmp_path) == ["a.jpg", *inside]
    assert found(tmp_path, tmp_path / "sorted/c.jpg", under=tmp_path) == ["a.jpg", *inside]
    assert found(tmp_path / "sorted/roses", under=tmp_path) == ["sorted/roses/b.jpg"]


@needs_posix
def test_it_is_walked_where_it_is_named_by_another_path(tmp_path: Path) -> None:
    grow(tmp_path, {"photos": {"a.jpg": b"", "sorted": SORTED}, "link": tmp_path / "photos/sorted"})
    names = [Path(event.path).name for event in walk(tmp_path / "photos", tmp_path / "link")]
    assert names == ["a.jpg", "sorted", "c.jpg", "b.jpg"]
