"""What is bundled is what is listed, and what is committed belongs there."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The README's pictures are for readers of the repository, not for the program.
FOR_READERS = "resources/readme/"
RESOURCES = {
    name
    for path in (ROOT / "resources").rglob("*")
    if path.is_file() and not (name := path.relative_to(ROOT).as_posix()).startswith(FOR_READERS)
}
BINARIES = {".tflite", ".npz", ".jpg", ".png", ".svg", ".ico"}


def tracked() -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("this is no git checkout")
    return [name for name in listing.stdout.split("\0") if name]


def test_the_wheel_lists_every_resource_by_name() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert set(listed) == RESOURCES
    assert all(target == f"flowersort/{source}" for source, target in listed.items())


def test_every_demo_photo_has_a_credit() -> None:
    table = (ROOT / "resources" / "demo" / "CREDITS.md").read_text(encoding="utf-8")
    photos = sorted(path.name for path in (ROOT / "resources" / "demo").glob("*.jpg"))
    assert photos
    assert re.findall(r"^\| (\S+\.jpg) \|", table, flags=re.MULTILINE) == sorted(photos, key=table.index)


def test_binaries_are_the_pack_icons_and_demo_photos_only() -> None:
    binaries = [name for name in tracked() if b"\0" in (ROOT / name).read_bytes()[:8192]]
    assert all(name.startswith("resources/") and Path(name).suffix in BINARIES for name in binaries), binaries


def test_no_path_of_a_machine_is_committed() -> None:
    pattern = re.compile(rb"/(?:home|Users|root|work)/[a-z]+/")
    guilty = [name for name in tracked() if name != "tests/architecture/test_bundle.py"]
    assert [name for name in guilty if pattern.search((ROOT / name).read_bytes())] == []


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "\n## Unreleased\n\n- " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
