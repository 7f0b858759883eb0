"""Folders of photos as people have them, and plans to sort them, made without any model."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.content import content_hash
from flowersort.core.plan import Operation, PlannedFile, PlannedPhoto, SortPlan, SortRules
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.records import SortRecords

_AT_NS = 1_500_000_000_123_456_789
_SECOND = 1_000_000_007
READ_ONLY = 0o444
_LONG = "long-" + "x" * 190
_LARGE = (1 << 20) + 4321
"""More than is read or written at once."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A photo and its companions, with their places; names are relative, `/` between parts."""

    source: str
    target: str
    companions: tuple[tuple[str, str], ...] = ()
    content: str = ""
    size: int = 0
    mode: int = 0o644


SMALL = (
    Sketch("a/1.jpg", "roses/1.jpg", (("a/1.jpg.xmp", "roses/1.jpg.xmp"), ("a/1.mov", "roses/1.mov"))),
    Sketch("b/1.jpg", "roses/1 (2).jpg", (("b/1.xmp", "roses/1 (2).xmp"),)),
    Sketch("b/2.jpg", "_review/unsure/2.jpg", mode=READ_ONLY),
    Sketch("c/twin.jpg", "daisy/twin.jpg", content="twin"),
    Sketch("d/twin.jpg", "daisy/twin (2).jpg", content="twin"),
)
"""As few as make every kind of step."""

TINY = (SMALL[0], *SMALL[3:])
"""Fewer still: for what is tried a hundred thousand times."""

LARGE = (
    *SMALL,
    Sketch(
        "b/IMG_7.jpg", "tulips/IMG_7.jpg", (("b/IMG_7.cr2", "tulips/IMG_7.cr2"), ("b/IMG_7.aae", "tulips/IMG_7.aae"))
    ),
    Sketch("b/img_7.jpg", "tulips/img_7 (2).jpg"),
    Sketch("deep/er/est/of all/big.jpg", "tulips/deep/er/est/of all/big.jpg", size=_LARGE),
    Sketch(f"{_LONG}.jpg", f"roses/{_LONG}.jpg", ((f"{_LONG}.jpg.xmp", f"roses/{_LONG}.jpg.xmp"),)),
    Sketch("-dash and  space .jpg", "roses/-dash and  space .jpg"),
    Sketch("sun 🌻 flower.jpg", "sunflowers/sun 🌻 flower.jpg"),
    Sketch("none.jpg", "daisy/none.jpg", content="empty"),
)
_POSIX = (Sketch("new\nline.jpg", "daisy/new\nline.jpg"),)
# Only Linux has names that are no text, and tells the two forms of one letter apart.
_LINUX = (
    Sketch("no-text-\udcff\udcfe.jpg", "daisy/no-text-\udcff\udcfe.jpg"),
    Sketch("caf\u00e9.jpg", "daisy/caf\u00e9.jpg"),
    Sketch("cafe\u0301.jpg", "daisy/cafe\u0301 (2).jpg"),
)
FOREIGN = ("a/notes.txt", "other/1.jpg")


def large() -> tuple[Sketch, ...]:
    """Return many photos with every kind of name that this system takes."""
    more = (_POSIX if os.name == "posix" else ()) + (_LINUX if sys.platform == "linux" else ())
    return LARGE + more


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a sort is tried.

    Attributes:
        base: a folder of its own on the volume that is sorted into.
        away: the same for the photos; `base` itself, or on another volume.
        into_exists: whether the folder that is sorted into stands already, with files in it.
    """

    base: Path
    away: Path
    into_exists: bool = False

    @property
    def into(self) -> str:
        """The folder that is sorted into."""
        return str(self.base / "made" / "for" / "sorted") if not self.into_exists else str(self.base / "sorted")

    @property
    def photos(self) -> str:
        """The folder of the photos."""
        return str(self.away / "photos")

    @property
    def roots(self) -> tuple[Path, ...]:
        """Every folder in which something may change."""
        return (self.base,) if self.base == self.away else (self.base, self.away)


def records(home: Path, disk: Disk | None = None) -> SortRecords:
    """Return the records of a home."""
    return SortRecords(home / "sorts", disk)


def build(ground: Ground, sketches: Sequence[Sketch], operation: Operation) -> SortPlan:
    """Make the files, and a plan to sort them."""
    root = Path(ground.photos)
    files: dict[str, PlannedFile] = {}
    for number, sketch in enumerate(sketches):
        pairs = ((sketch.source, sketch.target), *sketch.companions)
        for source, target in pairs:
            data = _content(sketch if source == sketch.source else Sketch(source, target))
            _write(root / source, data, at_ns=_AT_NS + _SECOND * (number + len(files)), mode=sketch.mode)
            files[source] = _planned(root / source, target, data)
    for name in FOREIGN:
        _write(root / name, name.encode(), at_ns=_AT_NS, mode=0o644)
    if os.name == "posix":
        (root / "link.jpg").symlink_to("a/1.jpg")
    _foreign_target(ground)
    photos = tuple(_photo(sketch, files) for sketch in sketches)
    return SortPlan(ground.into, (ground.photos,), SortRules(operation), "flowers 1", photos, ())


def _photo(sketch: Sketch, files: dict[str, PlannedFile]) -> PlannedPhoto:
    folder = sketch.target.rpartition("/")[0]
    companions = tuple(files[source] for source, _ in sketch.companions)
    return PlannedPhoto(files[sketch.source], companions, folder.split("/")[0], folder)


def _content(sketch: Sketch) -> bytes:
    if sketch.content == "empty":
        return b""
    seed = (sketch.content or sketch.source).encode("utf-8", "surrogateescape")
    return (seed + b"|") * (1 + max(sketch.size, 700) // (len(seed) + 1))


def _planned(place: Path, target: str, data: bytes) -> PlannedFile:
    seen = place.stat()
    return PlannedFile(str(place), target, seen.st_size, seen.st_mtime_ns, content_hash(data))


def _foreign_target(ground: Ground) -> None:
    """Put files into the folder that is sorted into: same names as ours nearly, and one with a photo's content."""
    if not ground.into_exists:
        return
    for name, data in {"roses/0.jpg": b"foreign", "daisy/copy.jpg": _content(SMALL[3]), "x.part": b"not ours"}.items():
        _write(Path(ground.into) / name, data, at_ns=_AT_NS - _SECOND, mode=0o644)
    (Path(ground.into) / "empty").mkdir()


def _write(place: Path, data: bytes, *, at_ns: int, mode: int) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    os.utime(place, ns=(at_ns, at_ns))
    if mode != 0o644:
        place.chmod(stat.S_IMODE(mode))
