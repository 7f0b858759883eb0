"""Copies of photos in a folder, from their files on: labelled with looks and embeddings, then compared."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PIL import Image

from flowersort.core.duplicates import find_duplicates
from flowersort.core.events import PhotoLabelled
from flowersort.core.look_alikes import Sketcher
from tests.fakes.duplicate_kinds import DuplicateKind, duplicate_kinds
from tests.fakes.pictures import flower_like, jpeg_bytes
from tests.fakes.runs import pack, run


def kinds_in(folder: Path) -> dict[str, tuple[DuplicateKind, ...]]:
    """Return how each photo stands to the others, by its path from the folder on; its class is its folder."""
    events = run(folder, looks=True, embeddings=True)
    labelled = [event for event in events if isinstance(event, PhotoLabelled)]
    reference = pack().reference
    embeddings = np.stack([event.embedding for event in labelled]).astype(np.float32)
    found = find_duplicates(
        [event.photo.content for event in labelled],
        [event.photo.look.hash for event in labelled],
        Sketcher(mean=reference.mean, scale=reference.scale)(embeddings),
    )
    assert found is not None
    paths = [Path(event.photo.file.path).relative_to(folder) for event in labelled]
    kinds = duplicate_kinds(found, [path.parent.name for path in paths])
    return {path.as_posix(): kind for path, kind in zip(paths, kinds, strict=True)}


def test_copies_are_found_across_classes_and_other_photos_are_not(tmp_path: Path) -> None:
    photos = [flower_like(seed, 480, 320) for seed in range(5)]
    for name in ("roses", "tulips"):
        (tmp_path / name).mkdir()
    for number, photo in enumerate(photos):
        (tmp_path / "roses" / f"{number}.jpg").write_bytes(jpeg_bytes(photo))
    shutil.copy(tmp_path / "roses" / "0.jpg", tmp_path / "tulips" / "same.jpg")
    shutil.copy(tmp_path / "roses" / "1.jpg", tmp_path / "roses" / "again.jpg")
    (tmp_path / "tulips" / "small.jpg").write_bytes(jpeg_bytes(photos[2].resize((240, 160)), quality=70))
    mirror = photos[3].transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    (tmp_path / "roses" / "mirror.jpg").write_bytes(jpeg_bytes(mirror))
    other, exact, near = DuplicateKind
    assert kinds_in(tmp_path) == {
        "roses/0.jpg": (other, exact),
        "roses/1.jpg": (exact,),
        "roses/2.jpg": (other, near),
        "roses/3.jpg": (near,),
        "roses/4.jpg": (),
        "roses/again.jpg": (exact,),
        "roses/mirror.jpg": (near,),
        "tulips/same.jpg": (other, exact),
        "tulips/small.jpg": (other, near),
    }


def test_the_photo_that_stands_in_roses_and_tulips_is_found(shared_photos: Path, tmp_path: Path) -> None:
    twice = "15922772266_1167a06620.jpg"
    for name in ("roses", "tulips"):
        (tmp_path / name).mkdir()
        for photo in [*sorted((shared_photos / name).glob("*.jpg"))[:20], shared_photos / name / twice]:
            shutil.copy(photo, tmp_path / name)
    kinds = kinds_in(tmp_path)
    for name in ("roses", "tulips"):
        assert kinds[f"{name}/{twice}"] == (DuplicateKind.DUPLICATE_OTHER_CLASS, DuplicateKind.DUPLICATE)
    assert sum(DuplicateKind.DUPLICATE_OTHER_CLASS in kind for kind in kinds.values()) == 2
