"""Audit → report: whole or not at all, and what it shows of the photos."""

from __future__ import annotations

import base64
import errno
import io
import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from flowersort.core.audit import AuditResult, Reason, SplitOverlap
from flowersort.core.errors import ExportError
from flowersort.services.report.folder import AUDIT, PAGE
from flowersort.workflows.export_audit import audit_json
from flowersort.workflows.report_audit import SUSPECTS, report_audit
from flowersort.workflows.report_parts import Occasion
from tests.fakes.audited_folders import audited, put
from tests.fakes.audits import MISLABEL, Finding, result_of
from tests.fakes.failing_folder import FailingFolder
from tests.fakes.gardens import photo_bytes
from tests.fakes.labelled import sure, unreadable
from tests.fakes.pages import Page
from tests.fakes.runs import Reader, tools
from tests.fakes.trees import Tree, grow, needs_posix

OCCASION = Occasion(datetime(2026, 11, 27, 3, 5, tzinfo=UTC), "flowersort audit 'my photos' --report out")
TWIN = Finding("roses", (Reason.DUPLICATE_OTHER_CLASS, Reason.DUPLICATE), 0.0, group=0)
FINDINGS = {
    "daisy/1.jpg": Finding("roses", MISLABEL, 0.02, neighbours=("roses/1.jpg", "roses/2.jpg")),
    "daisy/2.jpg": TWIN,
    "roses/2.jpg": TWIN,
    "roses/3.jpg": Finding("", (Reason.DARK, Reason.BLURRY)),
    "tulips/1.jpg": Finding("", (Reason.NEAR_DUPLICATE,), group=1),
    "tulips/2.jpg": Finding("", (Reason.NEAR_DUPLICATE,), group=1),
    "tulips/3.jpg": Finding("other_flower", (Reason.OTHER_FLOWER, Reason.UNSURE), 0.7),
}


def result_in(folder: Path, findings: Mapping[str, Finding] = FINDINGS, *, with_files: bool = True) -> AuditResult:
    """Return a made-up audit of nine photos, three a class, which are made."""
    names = [f"{name}/{number}.jpg" for name in ("daisy", "roses", "tulips") for number in (1, 2, 3)]
    if with_files:
        put(folder, *names)
    return result_of(str(folder), [sure(f"{folder}/{name}") for name in names], findings)


def page_of(result: AuditResult, target: Path, **changes: object) -> str:
    page = report_audit(result, str(target), tools=tools(**changes), occasion=OCCASION)
    assert page == str(target / PAGE)
    return Path(page).read_text("utf-8")


def text_of(result: AuditResult, target: Path) -> str:
    return Page(page_of(result, target)).text


def tree(folder: Path) -> Tree:
    return {each.name: tree(each) if each.is_dir() else each.read_bytes() for each in folder.iterdir()}


class TestWhatItHolds:
    def test_the_report_is_the_page_and_the_figures(self, tmp_path: Path) -> None:
        result = result_in(tmp_path / "sorted")
        page = page_of(result, tmp_path / "out")
        assert {each.name for each in (tmp_path / "out").iterdir()} == {PAGE, AUDIT}
        assert (tmp_path / "out" / AUDIT).read_text("utf-8") == audit_json(result, result.photos)
        assert "<code>audit.json</code>" in page
        assert "2026-11-27 03:05 UTC" in page
        assert "flowersort audit &#39;my photos&#39; --report out" in page
        assert result.model in page
        assert str(tmp_path / "sorted") in page

    def test_each_photo_stands_where_its_gravest_reason_belongs(self, tmp_path: Path) -> None:
        text = text_of(result_in(tmp_path / "sorted"), tmp_path / "out")
        twins, rest = text.split("One picture in several classes")[1].split("Look at these first")
        suspects, rest = rest.split("Copies within a class")
        copies, spoilt = rest.split("No good as photos")
        assert "daisy daisy/2.jpg roses roses/2.jpg" in twins
        assert suspects.index("daisy/1.jpg") < suspects.index("tulips/3.jpg")
        assert "daisy/2.jpg" not in suspects
        assert "tulips → flower of another kind" in suspects
        assert "tulips/1.jpg tulips tulips/2.jpg" in copies
        assert "too dark, blurred roses/3.jpg" in spoilt
        assert "7 of 9 photos are worth a look" in text

    def test_the_numbers_are_those_of_the_json(self, tmp_path: Path) -> None:
        text = text_of(result_in(tmp_path / "sorted"), tmp_path / "out")
        figures = json.loads((tmp_path / "out" / AUDIT).read_text("utf-8"))
        assert f"{figures['suspicious']} of {figures['found']} photos" in text
        mislabel = figures["reasons"]["mislabel"]
        assert f"label looks wrong {mislabel['photos']} about {mislabel['expected']:.0f}" in text
        assert f"too dark {figures['reasons']['dark']['photos']} –" in text
        assert figures["remarks"][0] in text

    def test_splits_are_told_and_cut_short_in_words(self, tmp_path: Path) -> None:
        result = result_in(tmp_path / "sorted")
        overlaps = tuple(SplitOverlap(("test", "train"), (f"test/{n}.jpg", f"train/{n}.jpg")) for n in range(103))
        changed = replace(result, overlaps=overlaps)
        text = text_of(changed, tmp_path / "out")
        assert "test and train: test/99.jpg, train/99.jpg" in text
        assert "test/100.jpg" not in text
        assert "… and 3 more; audit.json has them all." in text

    def test_each_photo_shown_is_read_once_and_small(self, tmp_path: Path) -> None:
        reader = Reader()
        page = page_of(result_in(tmp_path / "sorted"), tmp_path / "out", read=reader)
        assert len(reader.names) == 8
        for data in re.findall(r"data:image/jpeg;base64,([^\"]+)", page):
            assert max(Image.open(io.BytesIO(base64.b64decode(data))).size) <= 256

    def test_it_works_without_network(self, tmp_path: Path) -> None:
        html = page_of(result_in(tmp_path / "sorted"), tmp_path / "out")
        page = Page(html)
        assert not {"script", "link", "iframe", "object", "form", "a"} & {tag for tag, _ in page.elements}
        assert all((each["src"] or "").startswith("data:image/jpeg;base64,") for each in page.tags("img"))
        assert not re.search(r"https?://|url\(|@import", html)


class TestBadInput:
    def test_photos_that_have_gone_or_changed_meanwhile_are_said(self, tmp_path: Path) -> None:
        result = result_in(tmp_path / "sorted")
        (tmp_path / "sorted" / "daisy" / "1.jpg").unlink()
        (tmp_path / "sorted" / "roses" / "1.jpg").write_bytes(b"no photo any more")
        page = page_of(result, tmp_path / "out")
        assert page.count("could not be read again") == 2

    def test_a_whole_folder_that_has_gone_is_said(self, tmp_path: Path) -> None:
        page = Page(page_of(result_in(tmp_path / "sorted", with_files=False), tmp_path / "out"))
        assert page.tags("img") == []
        assert page.text.count("could not be read again") == 9
        assert len(json.loads((tmp_path / "out" / AUDIT).read_text("utf-8"))["photos"]) == 9

    def test_no_suspicious_photo_makes_a_page_all_the_same(self, tmp_path: Path) -> None:
        text = text_of(result_in(tmp_path / "sorted", {}), tmp_path / "out")
        assert "0 of 9 photos are worth a look" in text
        assert "No label is suspicious." in text

    def test_no_photo_at_all_makes_a_page_all_the_same(self, tmp_path: Path) -> None:
        text = text_of(result_of(str(tmp_path), []), tmp_path / "out")
        assert "0 of 0 photos are worth a look" in text
        assert "nan" not in text

    def test_only_unreadable_photos(self, tmp_path: Path) -> None:
        photo = unreadable(f"{tmp_path}/roses/1.jpg")
        found = {"roses/1.jpg": Finding(reasons=(Reason.UNREADABLE,), quality=None)}
        text = text_of(result_of(str(tmp_path), [photo], found), tmp_path / "out")
        assert "1 of 1 photos is worth a look" in text
        assert "unreadable 1 –" in text

    def test_two_hundred_classes(self, tmp_path: Path) -> None:
        classes = tuple(f"kind {number}" for number in range(200))
        names = [f"{name}/1.jpg" for name in classes]
        found = {name: Finding("kind 0", MISLABEL, 0.01) for name in names[1:]}
        result = result_of(str(tmp_path), [sure(f"{tmp_path}/{name}") for name in names], found, classes=classes)
        text = text_of(result, tmp_path / "out")
        assert f"The {SUSPECTS} most suspicious of 199 photos." in text
        assert "Given and predicted" not in text
        assert len(json.loads((tmp_path / "out" / AUDIT).read_text("utf-8"))["confusion"]) == 200

    def test_many_copies_are_cut_short_in_words(self, tmp_path: Path) -> None:
        names = [f"roses/{group}-{copy}.jpg" for group in range(26) for copy in range(8)]
        found = {name: Finding("", (Reason.DUPLICATE,), group=int(name.split("/")[1].split("-")[0])) for name in names}
        result = result_of(str(tmp_path), [sure(f"{tmp_path}/{name}") for name in names], found)
        text = text_of(result, tmp_path / "out")
        assert text.count("… and 2 more") == 24 + 1
        assert "… and 2 more; audit.json has them all." in text

    @needs_posix
    def test_any_name_that_a_disk_can_hold_is_safe(self, tmp_path: Path) -> None:
        names = [b"<script>alert(1).jpg", b"a\"b'c.jpg", b"new\nline.jpg", b"caf\xe9.jpg", b"a&amp;b.jpg"]
        root = os.fsencode(tmp_path / "sorted")
        for number, name in enumerate([*names, b"broken<i>\xff.jpg"]):
            for folder in (b"<u>ros\xe9 & co", b"new\nclass"):
                os.makedirs(os.path.join(root, folder), exist_ok=True)  # noqa: PTH103, PTH118 (the names are bytes)
                data = photo_bytes(number) if number < len(names) else b""
                Path(os.fsdecode(os.path.join(root, folder, name))).write_bytes(data)  # noqa: PTH118
        page = page_of(audited(tmp_path / "sorted"), tmp_path / "out")
        assert "<script" not in page
        assert "<i>" not in page
        assert "<u>" not in page
        assert "could not be read again" not in page
        for told in (
            "&lt;script&gt;alert(1).jpg",
            "a&#34;b&#39;c.jpg",
            "new line.jpg",
            r"caf\xe9.jpg",
            "a&amp;amp;b.jpg",
        ):
            assert told in page
        json.loads((tmp_path / "out" / AUDIT).read_text("utf-8"))


class TestWholeOrNotAtAll:
    def test_an_earlier_report_is_replaced_and_a_fault_before_leaves_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = page_of(result_in(tmp_path / "sorted", {}), tmp_path / "out")
        result = result_in(tmp_path / "sorted")
        before = tree(tmp_path)

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(ExportError, match=r"the disk is full\. Free some space"):
                page_of(result, tmp_path / "out")
        assert tree(tmp_path) == before
        assert page_of(result, tmp_path / "out") != first

    @pytest.mark.parametrize("onwards", [False, True], ids=["once", "from then on"])
    @pytest.mark.parametrize("stands", [False, True], ids=["new", "replacing"])
    def test_whichever_call_fails_the_old_or_the_new_report_stands(
        self, tmp_path: Path, onwards: bool, stands: bool
    ) -> None:
        result = result_of("/gone", [sure("/gone/roses/1.jpg")], {"roses/1.jpg": Finding("daisy", MISLABEL, 0.1)})
        page_of(result, tmp_path / "new")
        new = tree(tmp_path / "new")
        for number in range(1, 100):
            place = tmp_path / str(number)
            place.mkdir()
            if stands:
                page_of(result_of("/gone", []), place / "out")
            before = tree(place)
            with FailingFolder(first=number, onwards=onwards, code=errno.EIO).in_place() as disk:
                try:
                    page_of(result, place / "out")
                    said = ""
                except ExportError as fault:
                    said = str(fault)
            after = tree(place)
            if not said:
                assert after["out"] == new
            elif "now lies in" in said:
                assert before["out"] in after.values()
            else:
                assert after.get("out") == before.get("out")
            if not disk.failed:
                break
        assert not disk.failed, "the loop must end with a run in which nothing fails"
        assert number > 10

    @pytest.mark.parametrize("holds", [{"notes.txt": b"x"}, {PAGE: b"<html>somebody else's"}])
    def test_a_folder_that_holds_anything_else_stays(self, tmp_path: Path, holds: Tree) -> None:
        grow(tmp_path, {"out": holds})
        with pytest.raises(ExportError, match="holds something else than a report"):
            page_of(result_of("/gone", []), tmp_path / "out")
        assert tree(tmp_path) == {"out": holds}
