from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.core.xmp_export import XmpDeed, XmpNames, XmpPlan, XmpStep
from flowersort.services.export.xmp_property import NAMESPACES
from flowersort.workflows.export import Labels
from flowersort.workflows.export_xmp import apply_xmp, plan_xmp
from tests.fakes.labelled import facts_of, sure, unreadable
from tests.fakes.xmp_files import DARKTABLE, LIGHTROOM, REFUSED

FULL, SHORT = XmpNames.WITH_SUFFIX, XmpNames.WITHOUT_SUFFIX
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes as POSIX has them")


def doubtful(photo: LabelledPhoto) -> LabelledPhoto:
    return replace(photo, state=State.UNSURE)


def reviewed(photo: LabelledPhoto, label: str) -> LabelledPhoto:
    is_word = label in {"no_flower", "other_flower", "excluded"}
    review = Review(Verdict(label), None, 1.0) if is_word else Review(Verdict.CLASS, label, 1.0)
    return replace(photo, state=State.REVIEWED, review=review)


def plan(folder: Path, *rows: LabelledPhoto, names: XmpNames = FULL) -> XmpPlan:
    return plan_xmp(Labels(rows, facts_of(), str(folder)), names=names, cancel=CancelToken())


def export(folder: Path, *rows: LabelledPhoto, names: XmpNames = FULL) -> list[XmpStep]:
    """Plan and carry out, and check that what was planned is what happened."""
    planned = plan(folder, *rows, names=names)
    done = list(apply_xmp(planned, cancel=CancelToken()))
    assert done == list(planned.steps)
    return done


def deeds(steps: list[XmpStep]) -> list[str]:
    return [step.deed.value for step in steps]


def subjects(file: Path) -> list[str]:
    return etree.fromstring(file.read_bytes()).xpath("//dc:subject/*/rdf:li/text()", namespaces=NAMESPACES)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_only_sure_and_reviewed_photos_get_a_file(tmp_path: Path) -> None:
    rows = [
        sure(f"{tmp_path}/1.jpg"),
        doubtful(sure(f"{tmp_path}/2.jpg")),
        reviewed(doubtful(sure(f"{tmp_path}/3.jpg")), "daisy"),
        reviewed(sure(f"{tmp_path}/4.jpg"), "no_flower"),
        unreadable(f"{tmp_path}/5.jpg"),
    ]
    assert deeds(export(tmp_path, *rows)) == ["make", "leave", "make", "leave", "leave"]
    assert {path.name: subjects(path) for path in tmp_path.iterdir()} == {
        "1.jpg.xmp": ["roses"],
        "3.jpg.xmp": ["daisy"],
    }


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "1.jpg.xmp").write_text(DARKTABLE)
    planned = plan(tmp_path, sure(f"{tmp_path}/1.jpg"), sure(f"{tmp_path}/2.jpg"))
    assert planned.counts() == {XmpDeed.MERGE: 1, XmpDeed.MAKE: 1}
    assert tree(tmp_path) == {"1.jpg.xmp": DARKTABLE.encode()}


@pytest.mark.parametrize("names", [FULL, SHORT])
@pytest.mark.parametrize("there", ["1.jpg.xmp", "1.xmp", "1.XMP"])
def test_a_file_that_is_there_is_merged_with_in_either_spelling(tmp_path: Path, names: XmpNames, there: str) -> None:
    (tmp_path / there).write_text(DARKTABLE)
    assert deeds(export(tmp_path, sure(f"{tmp_path}/1.jpg"), names=names)) == ["merge"]
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert subjects(tmp_path / there) == ["holiday", "roses"]


def test_a_second_export_leaves_the_same_bytes_and_times(tmp_path: Path) -> None:
    (tmp_path / "1.jpg.xmp").write_text(LIGHTROOM)
    rows = [sure(f"{tmp_path}/1.jpg"), sure(f"{tmp_path}/2.jpg")]
    export(tmp_path, *rows)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    assert deeds(export(tmp_path, *rows)) == ["same", "same"]
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


def test_a_label_that_is_taken_back_takes_its_words_along(tmp_path: Path) -> None:
    (tmp_path / "1.jpg.xmp").write_text(DARKTABLE)
    photo = sure(f"{tmp_path}/1.jpg")
    export(tmp_path, photo)
    assert deeds(export(tmp_path, reviewed(photo, "no_flower"))) == ["merge"]
    assert subjects(tmp_path / "1.jpg.xmp") == ["holiday"]
    assert deeds(export(tmp_path, doubtful(photo))) == ["leave"]


def test_of_two_photos_with_one_short_name_the_second_is_refused(tmp_path: Path) -> None:
    rows = [sure(f"{tmp_path}/a.jpg"), sure(f"{tmp_path}/a.png", "tulips")]
    for _ in range(2):
        first, second = export(tmp_path, *rows, names=SHORT)
        assert first.deed in {XmpDeed.MAKE, XmpDeed.SAME}
        assert "shares its XMP file's name with a.jpg" in second.reason
    assert subjects(tmp_path / "a.xmp") == ["roses"]


def test_a_short_name_that_two_photos_share_is_nobodys_where_each_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.xmp").write_text(DARKTABLE)
    export(tmp_path, sure(f"{tmp_path}/a.jpg"), sure(f"{tmp_path}/a.png", "tulips"))
    assert subjects(tmp_path / "a.jpg.xmp") == ["roses"]
    assert subjects(tmp_path / "a.png.xmp") == ["tulips"]
    assert (tmp_path / "a.xmp").read_text() == DARKTABLE


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_file_is_untouched_and_the_rest_goes_on(tmp_path: Path, kind: str) -> None:
    (tmp_path / "1.jpg.xmp").write_bytes(REFUSED[kind])
    first, second = export(tmp_path, sure(f"{tmp_path}/1.jpg"), sure(f"{tmp_path}/2.jpg"))
    assert (first.deed, second.deed) == (XmpDeed.REFUSE, XmpDeed.MAKE)
    assert first.reason.startswith(f"{tmp_path}/1.jpg.xmp ")
    assert first.reason.endswith("It was left as it is.")
    assert (tmp_path / "1.jpg.xmp").read_bytes() == REFUSED[kind]


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "1.jpg.xmp").open("wb") as file:
        file.truncate((16 << 20) + 1)
    (step,) = export(tmp_path, sure(f"{tmp_path}/1.jpg"))
    assert "larger than 16 MB" in step.reason


@posix_only
def test_folders_pipes_and_lost_links_are_refused_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "1.jpg.xmp").mkdir()
    os.mkfifo(tmp_path / "2.jpg.xmp")
    rows = [sure(f"{tmp_path}/{number}.jpg") for number in (1, 2)]
    steps = export(tmp_path, *rows)
    assert deeds(steps) == ["refuse", "refuse"]
    assert all(step.reason.endswith((".", "written:")) for step in steps)


def test_a_folder_that_went_away_is_a_sentence_for_each_photo(tmp_path: Path) -> None:
    steps = export(tmp_path, sure(f"{tmp_path}/gone/1.jpg"), sure(f"{tmp_path}/2.jpg"))
    assert sorted(deeds(steps)) == ["make", "refuse"]
    assert any("its folder does not exist" in step.reason for step in steps)


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_a_sentence_for_each_photo(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    (step,) = export(tmp_path, sure(f"{tmp_path}/closed/1.jpg"))
    assert "read-only" in step.reason


@posix_only
def test_permissions_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "1.jpg.xmp").write_text(DARKTABLE)
    (tmp_path / "1.jpg.xmp").chmod(0o640)
    export(tmp_path, sure(f"{tmp_path}/1.jpg"))
    assert (tmp_path / "1.jpg.xmp").stat().st_mode & 0o777 == 0o640


def test_what_changed_after_the_plan_is_merged_with_as_it_is_now(tmp_path: Path) -> None:
    planned = plan(tmp_path, sure(f"{tmp_path}/1.jpg"), sure(f"{tmp_path}/2.jpg"))
    (tmp_path / "1.jpg.xmp").write_text(DARKTABLE)
    (tmp_path / "2.jpg.xmp").write_bytes(REFUSED["no XML"])
    done = list(apply_xmp(planned, cancel=CancelToken()))
    assert deeds(done) == ["merge", "refuse"]
    assert subjects(tmp_path / "1.jpg.xmp") == ["holiday", "roses"]


def test_a_cancel_ends_between_files(tmp_path: Path) -> None:
    planned = plan(tmp_path, *(sure(f"{tmp_path}/{number}.jpg") for number in range(3)))
    cancel = CancelToken()
    steps = apply_xmp(planned, cancel=cancel)
    next(steps)
    cancel.cancel()
    assert list(steps) == []
    assert len(list(tmp_path.iterdir())) == 1
