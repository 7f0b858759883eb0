from __future__ import annotations

import pytest

from flowersort.core.companions import companions_of


def found(*names: str, photos: str) -> dict[str, list[str]]:
    some = companions_of(names, photos=frozenset(photos.split()))
    return {photo: [companion.name for companion in each] for photo, each in some.items()}


@pytest.mark.parametrize(
    "name",
    ["a.jpg.xmp", "A.XMP", "a_01.jpg.xmp", "a.aae", "a.cr2", "a.NEF", "a.MOV"],
)
def test_a_file_that_is_named_after_a_photo_goes_with_it(name: str) -> None:
    assert found(name, "b.jpg", photos="a.jpg b.jpg") == {"a.jpg": [name]}


@pytest.mark.parametrize("name", ["a.txt", "ab.xmp", "b.cr2", "a.jpg", "a_1.jpg.xmp", "a.jpg.aae", "xmp"])
def test_any_other_file_belongs_to_no_photo(name: str) -> None:
    assert found(name, photos="a.jpg") == {}


def test_the_raw_files_own_xmp_file_goes_too() -> None:
    names = ["a.cr2", "a.cr2.xmp", "a_01.cr2.xmp"]
    assert found(*names, photos="a.jpg") == {"a.jpg": names}


def test_a_photo_with_the_duplicates_name_owns_its_xmp_file() -> None:
    assert found("a_01.jpg.xmp", photos="a.jpg a_01.jpg") == {"a_01.jpg": ["a_01.jpg.xmp"]}


def test_of_photos_with_one_stem_the_first_from_a_camera_owns_what_is_named_after_the_stem() -> None:
    names = ["a.xmp", "a.mov", "a.png.xmp"]
    assert found(*names, photos="a.bmp a.png a.jpg a.heic") == {"a.heic": ["a.mov", "a.xmp"], "a.png": ["a.png.xmp"]}


def test_raw_files_and_clips_belong_to_jpeg_and_heic_alone() -> None:
    assert found("a.cr2", "a.mov", "a.xmp", photos="a.png") == {"a.png": ["a.xmp"]}


def test_a_photo_is_no_companion() -> None:
    assert found("a.dng", "a.jpg", photos="a.dng a.jpg") == {}


def test_apples_edits_are_known_by_both_names() -> None:
    assert found("IMG_1.AAE", "IMG_O1.AAE", photos="IMG_1.HEIC") == {"IMG_1.HEIC": ["IMG_1.AAE", "IMG_O1.AAE"]}


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("IMG_1.jpg.xmp", "IMG_1 (2).jpg.xmp"),
        ("img_1.XMP", "IMG_1 (2).XMP"),
        ("IMG_1_01.jpg.xmp", "IMG_1 (2)_01.jpg.xmp"),
        ("IMG_O1.AAE", "IMG_O1 (2).AAE"),
        ("IMG_1.cr2.xmp", "IMG_1 (2).cr2.xmp"),
    ],
)
def test_a_companion_takes_over_the_new_stem_and_keeps_the_rest(name: str, new: str) -> None:
    own = companions_of([name, "IMG_1.cr2"], photos=frozenset({"IMG_1.jpg"}))["IMG_1.jpg"]
    (companion,) = (each for each in own if each.name == name)
    assert companion.renamed("IMG_1 (2)") == new


def test_apples_edits_keep_apart_from_the_others_under_any_stem() -> None:
    both = companions_of(["IMG_1.AAE", "IMG_O1.AAE"], photos=frozenset({"IMG_1.HEIC"}))["IMG_1.HEIC"]
    assert [companion.renamed("rose") for companion in both] == ["rose.AAE", "rose_O.AAE"]
