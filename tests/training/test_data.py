from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flowersort.core.content import content_hash
from flowersort.core.errors import TrainingError
from flowersort.training.data import photos_below, read_training_set
from tests.fakes.pictures import jpeg_bytes
from tests.fakes.training_sets import CLASSES, painted, write_flowers


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    return write_flowers(tmp_path / "flowers", photos=4)


def case_counts(folder: Path) -> bool:
    (folder / "probe").mkdir()
    return not (folder / "PROBE").exists()


def test_classes_and_photos_come_in_natural_order(tmp_path: Path) -> None:
    folder = tmp_path / "flowers"
    for name in ("b10", "B9", "a"):
        (folder / name).mkdir(parents=True)
        for number in (10, 9, 2, 1):
            (folder / name / f"{number}.jpg").write_bytes(jpeg_bytes(painted("lilac", number)))
    photos = read_training_set(folder)
    assert photos.classes == ("a", "B9", "b10")
    assert [photo.path.name for photo in photos.photos[:4]] == ["1.jpg", "2.jpg", "9.jpg", "10.jpg"]
    assert photos.targets.tolist() == [0] * 4 + [1] * 4 + [2] * 4
    first = photos.photos[0]
    assert first.content == content_hash(first.path.read_bytes())


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"There is no folder .*nowhere; training needs"):
        read_training_set(tmp_path / "nowhere")


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(jpeg_bytes())
    with pytest.raises(TrainingError, match="There is no folder"):
        read_training_set(tmp_path / "photo.jpg")


def test_a_folder_without_classes_is_said(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="has 0 class subfolders"):
        read_training_set(tmp_path)


def test_one_class_is_said(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="has 1 class subfolders; training needs at least two"):
        read_training_set(write_flowers(tmp_path / "flowers", photos=4, kinds=("lilac",)))


@pytest.mark.parametrize("count", [0, 1])
def test_a_class_with_too_few_photos_is_named(flowers: Path, count: int) -> None:
    for path in sorted((flowers / "crocus").iterdir())[count:]:
        path.unlink()
    with pytest.raises(TrainingError, match=f"“crocus” has {count} readable photos; training needs at least 2"):
        read_training_set(flowers)


def test_unreadable_photos_are_left_out_and_reported_with_a_sentence(flowers: Path) -> None:
    broken = {
        "empty.jpg": (b"", "The file is empty"),
        "text.jpg": (b"these are words", "text, not a photo"),
        "cut.jpg": (jpeg_bytes()[:900], "damaged or cut short"),
    }
    for name, (data, _) in broken.items():
        (flowers / "lilac" / name).write_bytes(data)
    photos = read_training_set(flowers)
    assert len(photos.photos) == 12
    assert {path.name for path, _ in photos.unreadable} == set(broken)
    for path, sentence in photos.unreadable:
        assert broken[path.name][1] in sentence


def test_photos_that_cant_be_read_do_not_count_for_their_class(flowers: Path) -> None:
    for number in range(3):
        (flowers / "lilac" / f"{number}.jpg").write_bytes(b"")
    with pytest.raises(TrainingError, match="“lilac” has 1 readable photos"):
        read_training_set(flowers)


def test_class_names_that_differ_in_case_only_are_refused(flowers: Path) -> None:
    if not case_counts(flowers.parent):
        pytest.skip("this file system does not tell case apart")
    (flowers / "Lilac").mkdir()
    with pytest.raises(TrainingError, match=r"'Lilac' and 'lilac'|'lilac' and 'Lilac'"):
        read_training_set(flowers)


@pytest.mark.skipif(os.name != "posix", reason="such folders can't be made here")
@pytest.mark.parametrize("name", ["CON", "a:b", "=SUM(A1)", "a\nb", "end.", "x" * 101, "caf\udce9"])
def test_unsafe_class_names_are_refused(flowers: Path, name: str) -> None:
    (flowers / name).mkdir()
    with pytest.raises(TrainingError, match="The class name"):
        read_training_set(flowers)


def test_hidden_folders_review_folders_and_files_are_no_classes(flowers: Path) -> None:
    for name in (".git", "_review"):
        (flowers / name).mkdir()
    (flowers / "LICENSE.txt").write_text("by")
    assert read_training_set(flowers).classes == CLASSES


def test_hidden_files_other_files_and_folders_named_like_photos_are_no_photos(flowers: Path) -> None:
    (flowers / "lilac" / "._0.jpg").write_bytes(b"what macOS leaves")
    (flowers / "lilac" / "notes.txt").write_text("x")
    (flowers / "lilac" / "folder.jpg").mkdir()
    (flowers / "lilac" / ".thumbnails").mkdir()
    (flowers / "lilac" / ".thumbnails" / "0.jpg").write_bytes(jpeg_bytes())
    photos = read_training_set(flowers)
    assert len(photos.photos) == 12
    assert photos.unreadable == ()


def test_photos_of_subfolders_belong_to_the_class(flowers: Path) -> None:
    (flowers / "lilac" / "garden").mkdir()
    (flowers / "lilac" / "garden" / "1.jpg").write_bytes(jpeg_bytes(painted("lilac", 50)))
    assert len(photos_below(flowers / "lilac")) == 5
    assert read_training_set(flowers).targets.tolist().count(2) == 5


def test_200_classes_of_two_to_four_photos_are_possible(tmp_path: Path) -> None:
    dots = [jpeg_bytes(painted("lilac", number, (12, 9))) for number in range(4)]
    for number in range(200):
        folder = tmp_path / f"kind {number}"
        folder.mkdir()
        for place, data in enumerate(dots[: 2 + number % 3]):
            (folder / f"{place}.jpg").write_bytes(data)
    photos = read_training_set(tmp_path)
    assert (len(photos.classes), len(photos.photos)) == (200, 599)
    assert photos.classes[10] == "kind 10"


def test_copies_of_a_picture_share_their_group_rescaled_ones_too(flowers: Path) -> None:
    random = np.random.default_rng(3)
    blocks = Image.fromarray(random.integers(0, 255, (8, 9, 3), dtype=np.uint8)).resize(
        (270, 240), Image.Resampling.BOX
    )
    (flowers / "lilac" / "large.png").write_bytes(jpeg_bytes(blocks))
    (flowers / "crocus" / "small.jpg").write_bytes(jpeg_bytes(blocks.resize((90, 80), Image.Resampling.BOX)))
    (flowers / "lilac" / "again.jpg").write_bytes((flowers / "lilac" / "0.jpg").read_bytes())
    photos = read_training_set(flowers)
    names = [f"{photo.path.parent.name}/{photo.path.name}" for photo in photos.photos]
    group = dict(zip(names, photos.groups, strict=True))
    assert group["lilac/large.png"] == group["crocus/small.jpg"]
    assert group["lilac/again.jpg"] == group["lilac/0.jpg"]
    assert len(set(group.values())) == 13
