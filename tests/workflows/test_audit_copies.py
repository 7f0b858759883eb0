"""One picture in two classes: the audit finds it and tells it first, in real photos as in generated ones."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image

from flowersort.core.audit import AuditResult, Reason
from tests.fakes.audited_folders import audited, put
from tests.fakes.pictures import jpeg_bytes
from tests.fakes.runs import pack

CLASSES = pack().facts.classes
IN_TWO_CLASSES = "15922772266_1167a06620.jpg"


# Some generated photos look so much like an earlier one that they count as its copies.
DISTINCT = tuple(number for number in range(46) if number not in (11, 27, 33, 35, 40, 44))


def forty_photos(folder: Path) -> Path:
    """Put eight photos into each class folder, `0.jpg` and on, no two of them alike."""
    for place, number in enumerate(DISTINCT):
        put(folder, f"{CLASSES[place % len(CLASSES)]}/{place // len(CLASSES)}.jpg", first=number)
    return folder


def check_pair_comes_first(result: AuditResult, *names: str) -> None:
    first, second = result.photos[:2]
    assert {first.name, second.name} == set(names)
    assert first.group == second.group is not None
    assert first.label_quality == second.label_quality == 0.0
    for photo in (first, second):
        assert photo.reasons[0] is Reason.DUPLICATE_OTHER_CLASS
    assert not any(Reason.DUPLICATE_OTHER_CLASS in photo.reasons for photo in result.photos[2:])


def test_the_photo_that_a_public_data_set_has_as_a_rose_and_as_a_tulip(shared_photos: Path, tmp_path: Path) -> None:
    for name in CLASSES:
        (tmp_path / name).mkdir()
        for photo in sorted((shared_photos / name).glob("*.jpg"))[:8]:
            shutil.copy(photo, tmp_path / name)
    for name in ("roses", "tulips"):
        shutil.copy(shared_photos / name / IN_TWO_CLASSES, tmp_path / name)
    result = audited(tmp_path)
    assert len(result.photos) in (41, 42)
    check_pair_comes_first(result, f"roses/{IN_TWO_CLASSES}", f"tulips/{IN_TWO_CLASSES}")
    # One of the two labels is the suggestion for the other one.
    assert {photo.suggested_label for photo in result.photos[:2]} & {"roses", "tulips"}


def test_a_generated_photo_that_stands_in_two_classes(tmp_path: Path) -> None:
    folder = forty_photos(tmp_path)
    shutil.copy(folder / "roses" / "5.jpg", folder / "tulips" / "again.jpg")
    result = audited(folder)
    check_pair_comes_first(result, "roses/5.jpg", "tulips/again.jpg")
    assert all(Reason.DUPLICATE in photo.reasons for photo in result.photos[:2])


def test_a_rescaled_copy_in_another_class_is_told_the_same(tmp_path: Path) -> None:
    folder = forty_photos(tmp_path)
    with Image.open(io.BytesIO((folder / "roses" / "5.jpg").read_bytes())) as image:
        larger = image.resize((240, 160), Image.Resampling.LANCZOS)
    (folder / "tulips" / "larger.jpg").write_bytes(jpeg_bytes(larger))
    result = audited(folder)
    check_pair_comes_first(result, "roses/5.jpg", "tulips/larger.jpg")
    assert all(Reason.NEAR_DUPLICATE in photo.reasons for photo in result.photos[:2])
