"""`flowersort sort`, `undo`, `history` and `recover` as a user types them."""

from __future__ import annotations

import json
import re
import signal
import time
from pathlib import Path

import pytest

import flowersort as library
from tests.fakes.command import end, flowersort, start
from tests.fakes.gardens import many
from tests.fakes.sorting import REVIEWED, SORTED, XMP, names, reviewed_garden, times, tree, typed
from tests.fakes.trees import needs_posix

ARITHMETIC = re.compile(r"^(\d+) photos? found = (.+)$", re.MULTILINE)


SLOW_DISK = """
import signal, sys, time
from flowersort.__main__ import main
from flowersort.services.sorting.disk import Disk
def slow(real):
    def call(*given, **named):
        time.sleep(0.01)
        return real(*given, **named)
    return call
for name in ("link", "rename_no_replace"):
    setattr(Disk, name, slow(getattr(Disk, name)))
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
"""
"""A program that takes its time before it gives a file its place."""


@pytest.fixture
def garden(tmp_path: Path, home: Path) -> Path:
    """Five reviewed photos, in a folder that a test may change."""
    return reviewed_garden(tmp_path / "garden", home)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "sorted"


def parts(talk: str) -> dict[str, int]:
    """Return the last arithmetic of a talk, after checking that it adds up."""
    found, sum_of = ARITHMETIC.findall(talk)[-1]
    counts = {word: int(count) for count, word in (part.split(" ", 1) for part in sum_of.split(" + "))}
    assert int(found) == sum(counts.values())
    return {word: count for word, count in counts.items() if count}


def sort_id(talk: str) -> str:
    (found,) = re.findall(r"flowersort undo (\d{8}-\d{6}-\w+)", talk)
    return found


def test_a_dry_run_prints_the_plan_and_changes_nothing(garden: Path, into: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    done = flowersort("sort", garden, "--into", into, "--dry-run")
    assert done.status == 0
    assert tree(tmp_path) == before
    assert parts(done.data) == {"to copy": 5}
    assert re.search(r"^  daisy +2 photos, ", done.data, re.MULTILINE)
    assert re.search(r"^  roses +1 photo, .*, 1 companion with them$", done.data, re.MULTILINE)
    assert "1 photo with another name than wanted:\n" in done.data
    assert "Space: " in done.data


@pytest.mark.parametrize("operation", ["copy", "move", "link"])
def test_a_sort_does_what_it_says_and_undo_gives_back_the_tree(garden: Path, into: Path, operation: str) -> None:
    before, when = tree(garden), times(garden)
    done = flowersort("sort", garden, "--into", into, f"--{operation}", "--yes")
    assert done.status == 0, done.talk
    assert done.data == ""
    assert names(into) == SORTED
    assert parts(done.talk) == {{"copy": "copied", "move": "moved", "link": "linked"}[operation]: 5}
    assert "1 companion went with their photos." in done.talk
    assert f"The photos are in {into}." in done.talk
    assert (into / "roses" / "2.jpg.xmp").read_bytes() == XMP
    assert (into / "roses" / "2.jpg").stat().st_mtime_ns == when["2.jpg"]
    assert names(garden) == ([] if operation == "move" else sorted([*REVIEWED, "2.jpg.xmp"]))

    back = flowersort("undo", sort_id(done.talk), "--yes")
    assert back.status == 0, back.talk
    assert "5 photos to put back = 5 put back" in back.talk
    assert tree(garden) == before
    assert times(garden) == when
    assert not into.exists() or names(into) == []


def test_a_second_sort_finds_everything_there(garden: Path, into: Path) -> None:
    assert flowersort("sort", garden, "--into", into, "--yes").status == 0
    again = flowersort("sort", garden, "--into", into, "--yes")
    assert again.status == 0
    assert parts(again.talk) == {"already there": 5}
    assert f"The photos are in {into} already; nothing was changed." in again.talk
    assert names(into) == SORTED


@pytest.mark.parametrize("command", ["sort", "undo", "recover"])
def test_without_a_terminal_and_without_yes_nothing_happens(
    garden: Path, into: Path, tmp_path: Path, command: str
) -> None:
    before = tree(tmp_path)
    given = {"sort": ["sort", garden, "--into", into], "undo": ["undo"], "recover": ["recover"]}[command]
    done = flowersort(*given)
    if command == "recover":
        assert (done.status, done.data) == (0, "")
        assert done.talk == "No sort was cut off, so there is nothing to recover.\n"
    else:
        assert (done.status, done.data) == (2, "")
        assert "There is no terminal to ask on, so nothing was changed" in done.talk
    assert tree(tmp_path) == before


@needs_posix
def test_on_a_terminal_the_plan_is_shown_and_one_question_asked(garden: Path, into: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    refused = typed(b"n\n", "sort", garden, "--into", into, "--move")
    assert (refused.status, refused.data) == (0, "")
    assert f"Move 5 photos into {into}? [y/N]" in refused.talk
    assert refused.talk.endswith("Nothing was changed.\n")
    assert tree(tmp_path) == before

    agreed = typed(b"y\n", "sort", garden, "--into", into, "--move")
    assert agreed.status == 0
    assert "2 photos, " in agreed.talk
    assert names(into) == SORTED

    back = typed(b"yes\n", "undo", into)
    assert back.status == 0
    assert "Undo the sort " in back.talk
    assert names(garden) == sorted([*REVIEWED, "2.jpg.xmp"])


def test_json_is_the_plan_and_what_came_of_it(garden: Path, into: Path, tmp_path: Path) -> None:
    planned = flowersort("sort", garden, "--into", into, "--dry-run", "--json", "-")
    content = json.loads(planned.data)
    assert content["outcome"] is None
    assert sorted(photo["target"] for photo in content["photos"]) == [name for name in SORTED if "xmp" not in name]

    done = flowersort("sort", garden, "--into", into, "--yes", "--json", tmp_path / "plan.json")
    written = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert written["photos"] == content["photos"]
    assert written["outcome"]["outcomes"] == content["expected"]
    assert written["outcome"]["id"] == sort_id(done.talk)


def test_doubtful_photos_stay_or_go_where_they_are_told(garden: Path, into: Path) -> None:
    done = flowersort("sort", garden, "--into", into, "--no-flower", "skip", "--yes")
    assert parts(done.talk) == {"copied": 4, "skipped": 1}
    assert str(garden / "n.jpg") in done.talk
    assert not (into / "_review").exists()
    other = into.with_name("other")
    assert flowersort("sort", garden, "--into", other, "--no-flower", "later/none", "--yes").status == 0
    assert (other / "later" / "none" / "n.jpg").is_file()


def test_the_tree_can_be_kept(garden: Path, into: Path) -> None:
    assert flowersort("sort", garden, "--into", into, "--keep-tree", "--yes").status == 0
    assert (into / "daisy" / "bed" / "1.jpg").is_file()
    assert (into / "tulips" / "bed" / "far" / "c.jpg").is_file()


def test_a_part_can_be_undone(garden: Path, into: Path) -> None:
    assert flowersort("sort", garden, "--into", into, "--move", "--yes").status == 0
    assert flowersort("undo", into, "--class", "daisy", "--yes").status == 0
    assert names(garden) == ["1.jpg", "bed/1.jpg"]
    assert flowersort("undo", into, "--photo", into / "tulips" / "c.jpg", "--yes").status == 0
    assert (garden / "bed" / "far" / "c.jpg").is_file()
    assert flowersort("undo", into, "--photo", garden / "2.jpg", "--yes").status == 0
    assert names(garden) == sorted({*REVIEWED, "2.jpg.xmp"} - {"n.jpg"})
    (record,) = json.loads(flowersort("history", "--json", "-").data)["sorts"]
    assert (record["state"], record["placed"], record["undone"]) == ("partly_undone", 1, 4)


def test_history_lists_the_newest_first(garden: Path, into: Path) -> None:
    nothing = flowersort("history")
    assert (nothing.status, nothing.data, nothing.talk) == (0, "", "No sort is known.\n")
    first = sort_id(flowersort("sort", garden, "--into", into, "--yes").talk)
    other = into.with_name("other")
    second = sort_id(flowersort("sort", garden, "--into", other, "--link", "--yes").talk)
    lines = flowersort("history").data.splitlines()
    assert [line.split("  ")[0] for line in lines if not line.startswith(" ")] == [second, first]
    assert lines[1:4] == ["  5 photos linked", f"  from {garden}", f"  to {other}"]
    assert first in flowersort("history", into).data
    assert second not in flowersort("history", into).data
    assert flowersort("undo", "--yes").status == 0
    assert flowersort("history", other).data.splitlines()[0].endswith("  undone")
    again = flowersort("undo", second, "--yes")
    assert (again.status, again.data) == (2, "")
    assert f"The sort {second} was undone already" in again.talk


def test_into_the_folder_itself(garden: Path) -> None:
    before = tree(garden)
    done = flowersort("sort", garden, "--into", garden, "--move", "--yes")
    assert parts(done.talk) == {"moved": 5}
    assert names(garden) == SORTED
    assert flowersort("undo", garden, "--yes").status == 0
    assert {name: content for name, content in tree(garden).items() if name != ".flowersort"} == before


@needs_posix
def test_ctrl_c_stops_between_files_and_the_next_sort_goes_on(garden: Path, into: Path) -> None:
    folder = many(garden / "more", 300)
    process = start("sort", folder, "--into", into, "--move", "--yes", code=SLOW_DISK)
    until = time.monotonic() + 30
    while not (into.is_dir() and names(into)):
        assert time.monotonic() < until
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    stopped = end(process)
    assert stopped.status == 130, stopped.talk
    counts = parts(stopped.talk)
    assert 0 < counts["moved"] < 300
    assert counts["not done"] == 300 - counts["moved"] == len(names(folder))
    assert f"The photos are in {into}." in stopped.talk

    rest = flowersort("sort", folder, "--into", into, "--move", "--yes")
    assert rest.status == 0, rest.talk
    assert len(names(into)) == 300
    assert names(folder) == []


def test_a_folder_without_photos(tmp_path: Path, into: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = flowersort("sort", tmp_path / "empty", "--into", into, "--yes")
    assert done.status == 0
    assert "There are no photos in " in done.talk
    assert not into.exists()


def test_an_id_that_nobody_knows_is_wrong_usage() -> None:
    done = flowersort("undo", "20200101-000000-aaaa", "--yes")
    assert (done.status, done.data) == (2, "")
    assert len(done.talk.splitlines()) == 1


def test_the_library_plans_the_same_and_touches_nothing(garden: Path, into: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    plan = library.plan_sort(garden, into=into, operation="move", no_flower=None, use_store=True)
    assert tree(tmp_path) == before
    places = {photo.file.source: photo.file.target for photo in plan.photos}
    assert sorted(places.values()) == [name for name in SORTED if "xmp" not in name and "_review" not in name]
    assert [left.path for left in plan.left] == [str(garden / "n.jpg")]
