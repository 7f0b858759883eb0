"""`export --xmp` as a user without rights meets it."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.command import AS_NOBODY, open_to_all, python
from tests.fakes.gardens import garden as grow_garden
from tests.fakes.gardens import photo_bytes
from tests.fakes.trees import needs_posix

LOADED = """
import lxml.etree
import flowersort.cli.export
"""
"""What the program would load only once it has given up its rights, from where it may lie out of reach."""


@needs_posix
def test_a_read_only_folder_costs_a_sentence_for_each_photo_and_nothing_else(tmp_path: Path) -> None:
    photo = tmp_path / "any.jpg"
    photo.write_bytes(photo_bytes())
    with open_to_all() as place:
        grow_garden(place / "garden")
        (place / "garden" / "bed" / "far").chmod(0o777)
        options = ("--xmp", "--yes", "--no-store", "--threshold", "0")
        done = python("-c", LOADED + AS_NOBODY, photo, "export", place / "garden", *options)
        made = [path.name for path in place.rglob("*.xmp")]
        refused = [line for line in done.talk.splitlines() if "can't be written: it or its folder is read-only" in line]
    assert refused
    assert set(made) <= {"c.jpg.xmp"}
    assert done.status == (1 if refused else 0)
    assert f"{len(refused)} refused" in done.talk
