"""A folder that somebody sorted → what is wrong in it. Bad input of every kind ends in a result or a sentence."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from flowersort.core.audit import AuditFinished, AuditProgress, Reason, Way
from flowersort.core.errors import FolderError, UsageError
from flowersort.core.events import PhotoLabelled, RunCancelled, RunFinished
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from flowersort.workflows.audit import AuditOptions, audit
from tests.fakes.audited_folders import audited, by_name, put
from tests.fakes.gardens import photo_bytes
from tests.fakes.runs import Reader, pack, threads_left, tools
from tests.fakes.trees import REPOSITORY, BreakingListing, needs_posix

CLASSES = pack().facts.classes
AUDIT_AS_NOBODY = """
import os, pathlib, sys
sys.path.insert(0, sys.argv[2])
from tests.fakes.audited_folders import audited
# A first run loads what it needs: Python itself may lie where only root may read.
audited(pathlib.Path(sys.argv[1]))
os.geteuid() or os.setuid(65534)
result = audited(pathlib.Path(sys.argv[1]))
for failed in result.folders_failed:
    print(f"{os.path.basename(failed.path)}: {failed.reason}")
print(len(result.photos), "photos")
print(result.empty)
"""


def sorted_photos(folder: Path, *names: str, each: int = 3) -> Path:
    return put(folder, *(f"{name}/{number}.jpg" for name in names for number in range(each)))


class TestSortedFolder:
    def test_the_models_classes_are_judged_by_its_calibrated_probabilities(self, tmp_path: Path) -> None:
        result = audited(sorted_photos(tmp_path / "a", *CLASSES))
        assert result.classes == CLASSES
        assert result.ways == {Way.CALIBRATED: 15}
        for photo in result.photos:
            assert photo.probabilities.tolist() == photo.photo.prediction.probabilities.tolist()
        assert result.confusion.sum() == 15
        assert "calibrated" in result.remarks[0]

    def test_every_photo_has_one_row_ordered_by_quality(self, tmp_path: Path) -> None:
        result = audited(sorted_photos(tmp_path / "a", *CLASSES))
        qualities = [photo.label_quality for photo in result.photos]
        assert len(qualities) == 15
        assert qualities == sorted(qualities)
        assert all(0 <= quality <= 1 for quality in qualities)

    def test_own_classes_are_judged_by_heads_that_have_not_seen_the_photo(self, tmp_path: Path) -> None:
        result = audited(sorted_photos(tmp_path / "a", "iris", "orchid", each=6))
        assert result.classes == ("iris", "orchid")
        assert result.ways == {Way.K_FOLD: 12}

    def test_own_classes_without_a_store_and_with_one_are_the_same(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", "iris", "orchid", each=6)
        plain = [photo.label_quality for photo in audited(folder).photos]
        with Store.open(tmp_path / "store.sqlite") as store:
            first = [photo.label_quality for photo in audited(folder, with_tools=tools(store=store)).photos]
            again = [photo.label_quality for photo in audited(folder, with_tools=tools(store=store)).photos]
        assert plain == first == again

    def test_labelling_is_told_as_it_goes(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", *CLASSES[:2])
        events = list(audit(str(folder), tools=tools(), options=AuditOptions(), cancel=CancelToken()))
        assert sum(isinstance(event, PhotoLabelled) for event in events) == 6
        assert any(isinstance(event, AuditProgress) for event in events)
        assert not any(isinstance(event, RunFinished) for event in events)
        assert isinstance(events[-1], AuditFinished)
        assert events[-1].summary.found == 6

    def test_the_same_photo_in_two_classes_comes_first(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", *CLASSES)
        shutil.copy(folder / CLASSES[0] / "1.jpg", folder / CLASSES[3] / "again.jpg")
        first, second = audited(folder).photos[:2]
        assert {first.name, second.name} == {f"{CLASSES[0]}/1.jpg", f"{CLASSES[3]}/again.jpg"}
        assert first.reasons[0] is second.reasons[0] is Reason.DUPLICATE_OTHER_CLASS
        assert first.group == second.group is not None

    def test_a_photo_in_train_and_test_is_told(self, tmp_path: Path) -> None:
        folder = put(tmp_path / "a", f"train/{CLASSES[0]}/1.jpg", f"train/{CLASSES[1]}/2.jpg")
        (folder / "test" / CLASSES[0]).mkdir(parents=True)
        shutil.copy(folder / "train" / CLASSES[0] / "1.jpg", folder / "test" / CLASSES[0] / "3.jpg")
        (overlap,) = audited(folder).overlaps
        assert overlap.splits == ("test", "train")

    def test_a_review_settles_a_label(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", *CLASSES)
        with Store.open(tmp_path / "store.sqlite") as store:
            worst = audited(folder, with_tools=tools(store=store)).photos[0]
            store.put_review(worst.photo.content, Review(Verdict.CLASS, worst.folder_label, 1.0))
            settled = by_name(audited(folder, with_tools=tools(store=store)))[worst.name]
        assert (settled.label_quality, settled.suggested_label, settled.way) == (1.0, "", Way.REVIEWED)
        assert not {Reason.MISLABEL, Reason.UNSURE, Reason.NO_FLOWER} & set(settled.reasons)

    def test_a_folders_class_can_be_said(self, tmp_path: Path) -> None:
        result = audited(put(tmp_path / "a", "Rosen/1.jpg", "tulips/2.jpg"), labels={"rosen": "rose"})
        assert by_name(result)["Rosen/1.jpg"].folder_label == "roses"
        assert result.ways == {Way.CALIBRATED: 2}


class TestBadInput:
    def test_one_class_only(self, tmp_path: Path) -> None:
        result = audited(sorted_photos(tmp_path / "a", "roses"))
        assert result.ways == {Way.CALIBRATED: 3}

    def test_one_class_of_the_users_own(self, tmp_path: Path) -> None:
        result = audited(sorted_photos(tmp_path / "a", "orchids"))
        assert result.ways == {Way.NOT_JUDGED: 3}
        assert any("can't be judged" in sentence for sentence in result.remarks)

    def test_a_class_with_one_photo(self, tmp_path: Path) -> None:
        folder = put(sorted_photos(tmp_path / "a", "iris", "orchid", each=6), "lonely/1.jpg", first=40)
        result = audited(folder)
        assert by_name(result)["lonely/1.jpg"].label_quality is None
        assert result.ways == {Way.K_FOLD: 12, Way.NOT_JUDGED: 1}
        assert any("lonely" in sentence for sentence in result.remarks)

    def test_two_hundred_classes(self, tmp_path: Path) -> None:
        folder = tmp_path / "a"
        data = [photo_bytes(number) for number in range(8)]
        for number in range(200):
            for copy in range(2):
                place = folder / f"kind {number}" / f"{copy}.jpg"
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data[(number + copy) % 8] + b"%d %d" % (number, copy))
        result = audited(folder)
        assert len(result.classes) == 200
        assert len(result.photos) == 400

    def test_empty_class_folders(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", "roses", "tulips")
        (folder / "daisy").mkdir()
        result = audited(folder)
        assert result.empty == ("daisy",)
        assert any("“daisy”" in sentence for sentence in result.remarks)

    def test_photos_directly_in_the_folder(self, tmp_path: Path) -> None:
        result = audited(put(sorted_photos(tmp_path / "a", "roses"), "top.jpg", first=30))
        photo = by_name(result)["top.jpg"]
        assert (photo.folder_label, photo.label_quality, photo.way) == ("", None, Way.NOT_JUDGED)
        assert "1 photo in no class folder, so without a label to check." in result.remarks

    def test_no_class_folder_at_all(self, tmp_path: Path) -> None:
        result = audited(put(tmp_path / "a", "1.jpg", "2.jpg"))
        assert len(result.photos) == 2
        assert "No photo stands in a class folder, so there are no labels to check." in result.remarks

    def test_nested_class_folders(self, tmp_path: Path) -> None:
        result = by_name(audited(put(tmp_path / "a", "roses/tulips/1.jpg", "roses/old/2.jpg", "daisy/3.jpg")))
        assert result["roses/tulips/1.jpg"].folder_label == "tulips"
        assert result["roses/old/2.jpg"].folder_label == "roses"

    def test_classes_that_the_model_does_not_know_beside_its_own(self, tmp_path: Path) -> None:
        result = audited(sorted_photos(tmp_path / "a", "roses", "iris", each=6))
        assert result.classes == ("roses", "iris")
        assert result.ways == {Way.K_FOLD: 12}

    def test_every_label_wrong(self, tmp_path: Path) -> None:
        folder = tmp_path / "a"
        truth = by_name(audited(put(tmp_path / "unsorted", *(f"roses/{number}.jpg" for number in range(25)))))
        for photo in truth.values():
            other = CLASSES[(photo.predicted + 1) % len(CLASSES)]
            (folder / other).mkdir(parents=True, exist_ok=True)
            shutil.copy(photo.path, folder / other)
        result = audited(folder)
        assert any("labels look wrong" in sentence for sentence in result.remarks)

    def test_ten_copies_of_one_photo(self, tmp_path: Path) -> None:
        folder = tmp_path / "a" / "roses"
        folder.mkdir(parents=True)
        for number in range(10):
            (folder / f"{number}.jpg").write_bytes(photo_bytes())
        result = audited(tmp_path / "a")
        assert {photo.group for photo in result.photos} == {0}
        assert all(Reason.DUPLICATE in photo.reasons for photo in result.photos)

    def test_ten_copies_in_a_class_of_the_users_own(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", "iris", each=6)
        (folder / "orchid").mkdir()
        for number in range(10):
            (folder / "orchid" / f"{number}.jpg").write_bytes(photo_bytes(50))
        photos = by_name(audited(folder))
        assert photos["orchid/3.jpg"].label_quality is None

    def test_unreadable_photos_have_a_row(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", "roses", "tulips")
        (folder / "roses" / "empty.jpg").write_bytes(b"")
        last = audited(folder).photos[-1]
        assert (last.name, last.reasons) == ("roses/empty.jpg", (Reason.UNREADABLE,))

    def test_unreadable_files_of_one_content_in_two_classes_are_no_picture_in_two_classes(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", "roses", "tulips")
        for place in ("roses/empty.jpg", "tulips/empty.jpg"):
            (folder / place).write_bytes(b"")
        photos = audited(folder).photos
        assert [photo.name for photo in photos[-2:]] == ["roses/empty.jpg", "tulips/empty.jpg"]
        assert all(photo.reasons == (Reason.UNREADABLE,) for photo in photos[-2:])
        assert all((photo.group, photo.label_quality) == (None, None) for photo in photos[-2:])

    @pytest.mark.parametrize("number", [errno.EACCES, errno.EIO], ids=errno.errorcode.get)
    def test_a_folder_that_fails_to_list_is_told_and_not_said_to_be_empty(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        folder = sorted_photos(tmp_path / "a", "roses", "tulips")
        (folder / "daisy").mkdir()
        real = os.scandir

        def failing(path: str) -> Any:
            if Path(path).name == "tulips":
                raise OSError(number, os.strerror(number))
            return real(path)

        monkeypatch.setattr(os, "scandir", failing)
        result = audited(folder)
        assert [Path(failed.path).name for failed in result.folders_failed] == ["tulips"]
        assert [photo.folder_label for photo in result.photos] == ["roses"] * 3
        assert result.empty == ("daisy",)
        assert not any("tulips" in sentence for sentence in result.remarks)

    def test_a_listing_that_breaks_off_keeps_what_it_had(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = sorted_photos(tmp_path / "a", "roses", "tulips")
        real = os.scandir

        def breaking(path: str) -> Any:
            if Path(path).name != "tulips":
                return real(path)
            with real(path) as entries:
                return BreakingListing(list(entries)[:1], OSError(errno.EIO, os.strerror(errno.EIO)))

        monkeypatch.setattr(os, "scandir", breaking)
        result = audited(folder)
        assert [Path(failed.path).name for failed in result.folders_failed] == ["tulips"]
        assert sorted(photo.folder_label for photo in result.photos) == ["roses"] * 3 + ["tulips"]

    def test_a_folder_that_goes_away_meanwhile(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", "roses", "tulips")
        reader = Reader(before=lambda _: shutil.rmtree(folder, ignore_errors=True))
        result = audited(folder, with_tools=tools(read=reader))
        assert [failed.path for failed in result.folders_failed] == [str(folder)]
        assert all(photo.reasons == (Reason.UNREADABLE,) for photo in result.photos)

    @needs_posix
    def test_a_folder_without_permission(self) -> None:
        # Not tmp_path, which only its owner may enter; root may enter everything, and becomes somebody else.
        with tempfile.TemporaryDirectory() as name:
            folder = sorted_photos(Path(name), "roses", "tulips")
            folder.chmod(0o755)
            (folder / "tulips").chmod(0)
            command = [sys.executable, "-c", AUDIT_AS_NOBODY, name, str(REPOSITORY)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            (folder / "tulips").chmod(0o700)
        assert done.stderr == ""
        failed, *rest = done.stdout.splitlines()
        assert failed.startswith("tulips: The folder may not be read")
        assert rest == ["3 photos", "()"]

    def test_no_photos(self, tmp_path: Path) -> None:
        (tmp_path / "roses").mkdir()
        result = audited(tmp_path)
        assert (result.photos, result.empty) == ((), ("roses",))

    def test_what_our_sorts_left_is_no_class(self, tmp_path: Path) -> None:
        folder = put(sorted_photos(tmp_path / "a", "roses", "tulips"), "_review/unsure/1.jpg", first=20)
        (folder / ".flowersort").mkdir()
        assert by_name(audited(folder))["_review/unsure/1.jpg"].folder_label == ""

    def test_a_file_or_nothing_at_all(self, tmp_path: Path) -> None:
        put(tmp_path, "1.jpg")
        with pytest.raises(UsageError, match="is a file"):
            audited(tmp_path / "1.jpg")
        with pytest.raises(FolderError):
            audited(tmp_path / "gone")

    def test_a_mapped_name_that_no_folder_has(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="Rosen"):
            audited(sorted_photos(tmp_path / "a", "roses"), labels={"Rosen": "roses"})


class TestStopping:
    def test_a_cancelled_audit_ends_with_that(self, tmp_path: Path) -> None:
        folder, cancel = sorted_photos(tmp_path / "a", "iris", "orchid"), CancelToken()
        last = None
        for event in audit(str(folder), tools=tools(), options=AuditOptions(), cancel=cancel):
            last = event
            if isinstance(event, AuditProgress):
                cancel.cancel()
        assert isinstance(last, RunCancelled)
        assert threads_left() == []

    def test_leaving_early_stops_it(self, tmp_path: Path) -> None:
        folder = sorted_photos(tmp_path / "a", "roses", "tulips")
        events = audit(str(folder), tools=tools(), options=AuditOptions(), cancel=CancelToken())
        next(events)
        events.close()
        assert threads_left() == []
