"""Photos whose reviews say where a sort puts them, and trees to compare before and after."""

from __future__ import annotations

import os
import pty
from pathlib import Path

from flowersort.core.content import content_hash
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from tests.fakes.command import Done, check_talk, end, start
from tests.fakes.gardens import photo_bytes
from tests.fakes.trees import Tree, grow

REVIEWED = {
    "1.jpg": "daisy",
    "2.jpg": "roses",
    "bed/1.jpg": "daisy",
    "bed/far/c.jpg": "tulips",
    "n.jpg": Verdict.NO_FLOWER,
}
"""What `reviewed_garden` makes: two photos with one name, and one without a flower."""

SORTED = [
    "_review/no_flower/n.jpg",
    "daisy/1 (2).jpg",
    "daisy/1.jpg",
    "roses/2.jpg",
    "roses/2.jpg.xmp",
    "tulips/c.jpg",
]
"""Where a sort puts them, and their one companion."""

_AT_NS = 1_600_000_000_123_456_700
XMP = b"<x:xmpmeta/>"


def reviewed_garden(folder: Path, home: Path) -> Path:
    """Fill a folder, which is made, with photos that are reviewed in the store of that home, and one companion."""
    with Store.open(home / "state" / "store.sqlite") as store:
        for number, (name, answer) in enumerate(REVIEWED.items()):
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(photo_bytes(number))
            os.utime(place, ns=(_AT_NS + number, _AT_NS + number))
            verdict = answer if isinstance(answer, Verdict) else Verdict.CLASS
            review = Review(verdict, answer if verdict is Verdict.CLASS else None, at=1.0)
            store.put_review(content_hash(place.read_bytes()), review)
    grow(folder, {"2.jpg.xmp": XMP})
    return folder


def tree(folder: Path) -> Tree:
    """Return what a folder holds, as `grow` takes it; empty folders count."""
    return {entry.name: tree(entry) if entry.is_dir() else entry.read_bytes() for entry in sorted(folder.iterdir())}


def names(folder: Path) -> list[str]:
    """Return the files below a folder but those of the journals, with `/` between parts."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in inside if path.parts[0] != ".flowersort")


def times(folder: Path) -> dict[str, int]:
    """Return when each file below a folder was modified, in nanoseconds since 1970."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }


def typed(keys: bytes, *arguments: str | Path) -> Done:
    """Run flowersort on a terminal, where these keys are typed; the talk is what the terminal shows."""
    ours, theirs = pty.openpty()
    process = start(*arguments, stdin=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, keys)
    shown = bytearray()
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:
            break
        if not some:
            break
        shown += some
    done = end(process)
    os.close(ours)
    check_talk(shown.decode())
    return Done(done.status, done.data, shown.decode().replace("\r\n", "\n"))
