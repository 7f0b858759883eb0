"""Folders of generated photos, small and quick."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.pictures import flower_like, jpeg_bytes

GARDEN = ("1.jpg", "2.jpg", "10.jpg", "bed/a.jpg", "bed/b.jpg", "bed/far/c.jpg")
"""What `garden` makes, in natural order of paths."""


def photo_bytes(number: int = 0) -> bytes:
    """Return a small JPEG; another for each number."""
    return jpeg_bytes(flower_like(number, width=120, height=80))


def garden(folder: Path) -> Path:
    """Fill a folder, which is made, with six different photos."""
    for number, name in enumerate(GARDEN):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(photo_bytes(number))
    return folder


def many(folder: Path, count: int) -> Path:
    """Fill a folder, which is made, with photos of different content, `000.jpg` and on; bytes after the end differ."""
    folder.mkdir(parents=True, exist_ok=True)
    data = photo_bytes()
    for number in range(count):
        (folder / f"{number:03}.jpg").write_bytes(data + b"%d" % number)
    return folder
