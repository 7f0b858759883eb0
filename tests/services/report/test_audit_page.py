"""The page of an audit: everything is on it, nothing comes from elsewhere, and no name becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from flowersort.services.report.audit_content import AuditReport, Group, ReasonLine, Shown, Suspect
from flowersort.services.report.audit_page import render_audit
from flowersort.services.report.content import Origin
from flowersort.services.report.folder import AUDIT_MARK
from tests.fakes.pages import Page
from tests.fakes.reports import picture

EVIL = "<script>alert(1)</script>\"'&amp;{{ 7*7 }}{% raw %}"
NOTHING = AuditReport(
    origin=Origin("flowers 2.0.0", "flowersort 0.1.0", "/photos", "2026-11-27 03:00 UTC", "flowersort audit /photos"),
    photos=0,
    suspicious=0,
    wrong=0.0,
    reasons=(),
    remarks=(),
    classes=("daisy", "roses"),
    confusion=np.zeros((2, 2), np.int64),
    twins=(),
    twins_found=0,
    copies=(),
    copies_found=0,
    suspects=(),
    suspects_found=0,
    spoilt=(),
    spoilt_found=0,
    overlaps=(),
)


def shown(name: str, label: str = "daisy", *, gone: bool = False) -> Shown:
    return Shown(name, label, None if gone else picture())


def group(*photos: Shown, more: int = 0) -> Group:
    return Group(photos, len(photos) + more)


def suspect(name: str = "daisy/1.jpg", *, label: str = "daisy", near: tuple[Shown, ...] = ()) -> Suspect:
    return Suspect(shown(name, label), "roses", "3 %", ("label looks wrong", "too dark"), "mislabel", near)


def full(text: str = "daisy") -> AuditReport:
    """Return a report with every part, `text` wherever a name or a sentence may stand."""
    return replace(
        NOTHING,
        origin=Origin(text, text, text, text, text),
        photos=1234,
        suspicious=1200,
        wrong=31.4,
        reasons=(ReasonLine("label looks wrong", 1100, 987.6), ReasonLine(text, 7, None)),
        remarks=(text, "12 labels were judged by the model's calibrated probabilities."),
        classes=(text, "roses"),
        confusion=np.array([[1100, 100], [0, 34]]),
        twins=(group(shown(f"twin {text}", text), shown("roses/twin.jpg", "roses")),),
        twins_found=1,
        copies=(group(shown(f"copy {text}"), shown("daisy/copy.jpg")),),
        copies_found=1,
        suspects=(suspect(f"suspect {text}", label=text, near=(shown(f"near {text}"),)),),
        suspects_found=1,
        spoilt=(shown(f"spoilt {text}", text),),
        spoilt_found=1,
        overlaps=(f"test and train: {text}",),
    )


def page_of(report: AuditReport) -> Page:
    return Page(render_audit(report))


class TestWhatItSays:
    def test_every_part_is_there(self) -> None:
        text = page_of(full()).text
        for title in (
            "1,200 of 1,234 photos are worth a look",
            "What was found",
            "How labels were judged",
            "Given and predicted",
            "One picture in several classes",
            "Look at these first",
            "In several splits",
            "Copies within a class",
            "No good as photos",
        ):
            assert title in text

    def test_reasons_are_counted_and_only_estimates_have_an_expectation(self) -> None:
        text = page_of(full()).text
        assert "label looks wrong 1,100 about 988" in text
        assert "daisy 7 –" in text

    def test_the_ways_are_told_beside_the_labels_that_are_expected_to_be_wrong(self) -> None:
        page = page_of(replace(NOTHING, wrong=31.4, remarks=("By folds.", "By your reviews.")))
        assert "About 31 labels of the folder are expected to be wrong. By folds. By your reviews." in page.text

    def test_one_is_told_as_one(self) -> None:
        text = page_of(replace(NOTHING, photos=3, suspicious=1, wrong=1.2)).text
        assert "1 of 3 photos is worth a look" in text
        assert "About 1 label of the folder is expected to be wrong." in text

    def test_a_pair_in_two_classes_shows_both_labels_and_names(self) -> None:
        pair = group(shown("roses/1.jpg", "roses"), shown("tulips/1.jpg", "tulips"))
        page = page_of(replace(NOTHING, twins=(pair,), twins_found=1))
        assert "At least one label of each is wrong. roses roses/1.jpg tulips tulips/1.jpg" in page.text
        assert [each["alt"] for each in page.tags("img")] == ["roses/1.jpg", "tulips/1.jpg"]

    def test_a_suspect_has_both_labels_its_reasons_its_chance_and_who_speaks_for_it(self) -> None:
        page = page_of(replace(NOTHING, suspects=(suspect(near=(shown("roses/2.jpg", "roses"),)),), suspects_found=1))
        assert "daisy → roses label looks wrong too dark right with 3 %" in page.text
        assert [each["alt"] for each in page.tags("img")] == ["daisy/1.jpg", "roses/2.jpg"]
        assert "mislabel" in [each.get("class") for each in page.tags("li")]

    def test_a_suspect_that_was_not_judged_has_no_chance_and_no_arrow(self) -> None:
        bare = Suspect(shown("1.jpg", ""), "", "", ("no flower",), "no_flower", ())
        text = page_of(replace(NOTHING, suspects=(bare,), suspects_found=1)).text
        assert "no class no flower 1.jpg" in text
        assert "→" not in text
        assert "right with" not in text

    def test_splits_are_told(self) -> None:
        page = page_of(replace(NOTHING, overlaps=("test and train: test/daisy/1.jpg, train/daisy/1.jpg",)))
        assert "test and train: test/daisy/1.jpg, train/daisy/1.jpg" in page.text

    def test_only_some_of_many_suspects_are_told_to_be_some(self) -> None:
        text = page_of(replace(NOTHING, suspects=(suspect(),) * 3, suspects_found=2000)).text
        assert "The 3 most suspicious of 2,000 photos." in text

    def test_only_some_of_anything_else_are_told_to_be_some(self) -> None:
        pair = group(shown("a.jpg"), shown("b.jpg"))
        text = page_of(replace(NOTHING, twins=(pair,), twins_found=3)).text
        assert "… and 2 more; audit.json has them all." in text
        text = page_of(replace(NOTHING, copies=(group(*pair.photos, more=1998),), copies_found=1)).text
        assert "b.jpg … and 1,998 more" in text
        text = page_of(replace(NOTHING, spoilt=pair.photos, spoilt_found=7)).text
        assert "… and 5 more; audit.json has them all." in text
        assert "more" not in page_of(full()).text

    def test_nothing_suspicious_is_said_and_no_empty_part_stands_there(self) -> None:
        text = page_of(replace(NOTHING, photos=12)).text
        assert "0 of 12 photos are worth a look" in text
        assert "What was found Nothing." in text
        assert "No label is suspicious." in text
        for title in ("Given and predicted", "several classes", "Copies", "several splits", "No good"):
            assert title not in text
        assert "None" not in text

    def test_a_photo_that_is_gone_is_said_to_be(self) -> None:
        page = page_of(replace(NOTHING, twins=(group(shown("a.jpg", gone=True), shown("b.jpg")),), twins_found=1))
        assert "could not be read again" in page.text
        assert [each["alt"] for each in page.tags("img")] == ["b.jpg"]


class TestMatrix:
    def test_counts_and_shares_stand_in_it(self) -> None:
        text = page_of(replace(NOTHING, confusion=np.array([[2, 1], [0, 3]]))).text
        assert "daisy 2 66.7 % 1 33.3 % roses · 3 100.0 %" in text

    @pytest.mark.parametrize(("count", "cells"), [(1, 0), (2, 4), (25, 625), (26, 0), (200, 0)])
    def test_it_is_there_where_it_fits(self, count: int, cells: int) -> None:
        classes = tuple(f"kind {place}" for place in range(count))
        page = page_of(replace(NOTHING, classes=classes, confusion=np.eye(count, dtype=np.int64)))
        assert len([each for each in page.tags("td") if "--s:" in (each.get("style") or "")]) == cells


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page, html = page_of(full()), render_audit(full())
    assert not {"script", "link", "iframe", "object", "form", "a"} & {tag for tag, _ in page.elements}
    assert all((each["src"] or "").startswith("data:image/") for each in page.tags("img"))
    assert "url(" not in html
    assert "@import" not in html
    assert not re.search(r"https?://", html)
    (policy,) = (each["content"] for each in page.tags("meta") if each.get("http-equiv"))
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def test_the_page_is_marked_as_ours_near_its_beginning() -> None:
    assert AUDIT_MARK in render_audit(full())[:1000]


def test_names_stay_text_wherever_they_stand() -> None:
    page = page_of(full(EVIL))
    assert not page.tags("script")
    assert page.text.count(EVIL) >= 18
    assert {f"{part} {EVIL}" for part in ("twin", "copy", "suspect", "near", "spoilt")} <= {
        each["alt"] for each in page.tags("img")
    }
