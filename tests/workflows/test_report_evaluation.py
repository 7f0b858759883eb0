"""Folder → report: what is refused beforehand, and what the report shows of the photos."""

from __future__ import annotations

import base64
import io
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flowersort.core.errors import ExportError, UsageError
from flowersort.core.progress import CancelToken
from flowersort.services.report.folder import FIGURES, MARK, PAGE, PLOTS
from flowersort.workflows.classify import ClassifyOptions
from flowersort.workflows.evaluate import EvaluateFolder
from flowersort.workflows.export_evaluation import Findings, find, json_text
from flowersort.workflows.report_evaluation import check_report_target, drawn, report_evaluation
from flowersort.workflows.report_parts import Occasion
from tests.fakes.gardens import photo_bytes
from tests.fakes.reports import random_photos
from tests.fakes.runs import Reader, pack, tools
from tests.fakes.trees import grow, needs_posix

CLASSES = pack().facts.classes
OCCASION = Occasion(datetime(2026, 11, 24, 7, 5, tzinfo=UTC), "flowersort evaluate 'my photos' --report out")


def findings_in(folder: Path) -> Findings:
    evaluation = EvaluateFolder(str(folder), tools=tools(), options=ClassifyOptions(), cancel=CancelToken())
    list(evaluation)
    assert evaluation.result is not None
    return find(evaluation.result, model=pack().facts.title)


def page_of(findings: Findings, target: Path, **changes: object) -> str:
    page = report_evaluation(findings, str(target), tools=tools(**changes), occasion=OCCASION)
    assert page == str(target / PAGE)
    return Path(page).read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    named = {name: {f"{place}.jpg": photo_bytes(place)} for place, name in enumerate(CLASSES)}
    return grow(tmp_path / "sorted", {**named, "weeds": {"w.jpg": photo_bytes(9)}})


def test_the_report_is_the_page_the_figures_and_the_plots(folder: Path, tmp_path: Path) -> None:
    findings = findings_in(folder)
    page = page_of(findings, tmp_path / "out")
    assert {each.name for each in (tmp_path / "out").iterdir()} == {PAGE, FIGURES, *PLOTS}
    assert (tmp_path / "out" / FIGURES).read_text("utf-8") == json_text(findings)
    assert "2026-11-24 07:05 UTC" in page
    assert "flowersort evaluate &#39;my photos&#39; --report out" in page
    assert pack().facts.title in page
    assert str(folder) in page
    assert "1 photo: the folder is no class of the model." in page


def test_the_page_tells_the_same_numbers_as_the_json(folder: Path, tmp_path: Path) -> None:
    findings = findings_in(folder)
    page = re.sub(r"<[^>]*>", " ", page_of(findings, tmp_path / "out")).replace("\u00a0", " ")
    figures = json.loads((tmp_path / "out" / FIGURES).read_text("utf-8"))
    for name in ("accuracy", "macro_f1", "calibration_error"):
        reach = figures[f"{name}_95"]
        assert f"{100 * figures[name]:.1f} %" in page
        assert f"{100 * reach['low']:.1f}–{100 * reach['high']:.1f} %" in page
    assert f"{figures['brier']:.3f}" in page
    assert f"{figures['brier_95']['low']:.3f}–{figures['brier_95']['high']:.3f}" in page
    for doubt in figures["doubtful_photos"]:
        assert doubt["file_name"] in page


def test_each_photo_shown_is_read_once_and_small(folder: Path, tmp_path: Path) -> None:
    findings, reader = findings_in(folder), Reader()
    page = page_of(findings, tmp_path / "out", read=reader)
    assert sorted(reader.names) == [f"{place}.jpg" for place in range(len(CLASSES))]
    for data in re.findall(r"data:image/jpeg;base64,([^\"]+)", page):
        assert max(Image.open(io.BytesIO(base64.b64decode(data))).size) <= 256


def test_a_photo_that_has_gone_or_changed_meanwhile_is_said(folder: Path, tmp_path: Path) -> None:
    findings = findings_in(folder)
    (folder / CLASSES[0] / "0.jpg").unlink()
    (folder / CLASSES[1] / "1.jpg").write_bytes(b"no photo any more")
    assert page_of(findings, tmp_path / "out").count("could not be read again") >= 4


def test_no_readable_photo_makes_a_page_all_the_same(tmp_path: Path) -> None:
    grow(tmp_path / "sorted", {CLASSES[0]: {"a.jpg": b""}})
    page = page_of(findings_in(tmp_path / "sorted"), tmp_path / "out")
    assert "could be read, so there is nothing to measure" in page
    assert f"{CLASSES[0]}/a.jpg" in page


@needs_posix
def test_any_name_that_a_disk_can_hold_is_safe(tmp_path: Path) -> None:
    names = [b"<script>alert(1).jpg", b"a\"b'c.jpg", b"new\nline.jpg", b"caf\xe9.jpg", b"$x^2$.jpg", b"a&amp;b.jpg"]
    place = os.fsencode(tmp_path / "sorted" / CLASSES[0])
    os.makedirs(place)  # noqa: PTH103 (the names are bytes)
    for number, name in enumerate([*names, b"broken<i>\xff.jpg"]):
        data = photo_bytes(number) if number < len(names) else b""
        Path(os.fsdecode(os.path.join(place, name))).write_bytes(data)  # noqa: PTH118
    page = page_of(findings_in(tmp_path / "sorted"), tmp_path / "out")
    assert "<script" not in page
    assert "<i>" not in page
    assert "could not be read again" not in page
    for told in ("&lt;script&gt;alert(1).jpg", "a&#34;b&#39;c.jpg", "new line.jpg", r"caf\xe9.jpg", "a&amp;amp;b.jpg"):
        assert told in page
    json.loads((tmp_path / "out" / FIGURES).read_text("utf-8"))


def test_a_fault_while_writing_leaves_an_earlier_report(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = findings_in(folder)
    page_of(findings, tmp_path / "out")
    before = {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"the disk is full\. Free some space"):
        page_of(findings, tmp_path / "out")
    assert {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()} == before
    assert {each.name for each in tmp_path.iterdir()} == {"sorted", "out"}


@pytest.mark.parametrize("target", ["sorted", "sorted/out", "sorted/roses/out", "sorted/../sorted/out", "link/out"])
def test_a_place_among_the_photos_is_refused(folder: Path, tmp_path: Path, target: str) -> None:
    if target.startswith("link"):
        (tmp_path / "link").symlink_to("sorted")
    with pytest.raises(UsageError, match="would take its pictures for photos"):
        check_report_target(f"{tmp_path}/{target}", folder=str(folder), json=None)


def test_figures_in_the_reports_own_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    grow(tmp_path / "out", {PAGE: MARK.encode()})
    with pytest.raises(UsageError, match="replaced as a whole"):
        check_report_target(str(tmp_path / "out"), folder=str(folder), json=str(tmp_path / "out" / "f.json"))


def test_a_folder_that_holds_something_else_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="holds something else than a report"):
        check_report_target(str(tmp_path), folder=str(folder), json=None)


@pytest.mark.parametrize("target", [None, "out", "sorted-too"])
@pytest.mark.parametrize("json_target", [None, "-", "f.json"])
def test_any_other_place_is_fine(
    folder: Path, tmp_path: Path, target: str | None, json_target: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    check_report_target(target, folder=str(folder), json=json_target)
    assert [each.name for each in tmp_path.iterdir()] == ["sorted"]


def test_the_photos_of_the_grids_are_drawn_and_always_the_same() -> None:
    photos = random_photos(200, classes=5)
    assert [photo.name for photo in drawn(photos)] == [photo.name for photo in drawn(photos)]
    assert len({photo.name for photo in drawn(photos)}) == 24
    assert len(set(np.array([photo.given for photo in drawn(photos)]))) == 5
    assert len(drawn(photos[:7])) == 7
