"""The page of a random check: everything is on it, nothing comes from elsewhere, and no name becomes markup."""

from __future__ import annotations

from dataclasses import replace

from flowersort.core.check_interval import ShareEstimate
from flowersort.core.check_result import Advice
from flowersort.services.report.check_page import CheckReport, render_check
from flowersort.services.report.content import Origin
from flowersort.services.report.folder import CHECK_MARK
from tests.fakes.checks import RESULT
from tests.fakes.pages import Page

EVIL = "<script>alert(1)</script>\"'&amp;{{ 7*7 }}"
ORIGIN = Origin("flowers 2.0.0", "flowersort 0.1.0", "/photos", "2026-11-27 03:00 UTC", "flowersort check /photos")


def test_estimate_interval_design_date_and_advice_are_on_it() -> None:
    text = Page(render_check(CheckReport(ORIGIN, RESULT))).text
    for words in (
        *("94 % of the labels are right", "84 % to 98 %", "50 of 1,204 photos", "2026-11-27 03:00 UTC", "Wilson"),
        *("12 strata, seed 0", "flowersort check /photos", "Review the 213 other photos", "about 72 (24 to 193)"),
        *("daisy", "77 % to 100 %", "accept from 0.930"),
    ):
        assert words in text


def test_it_is_known_again_as_a_report_and_asks_nothing_of_the_network() -> None:
    page = render_check(CheckReport(ORIGIN, RESULT))
    assert CHECK_MARK in page[:1000]
    assert "http" not in page.replace("http-equiv", "")


def test_no_name_becomes_markup() -> None:
    classes = (replace(RESULT.classes[0], name=EVIL),)
    page = Page(render_check(CheckReport(replace(ORIGIN, folder=EVIL), replace(RESULT, classes=classes))))
    assert page.tags("script") == []
    assert EVIL in page.text


def test_a_check_of_nothing_has_a_page() -> None:
    nothing = replace(
        RESULT, photos=0, checked=0, right=ShareEstimate(None, 0.0, 1.0, 0), classes=(), acceptances=(), accepted=None,
        advice=Advice.NOTHING,
    )  # fmt: skip
    text = Page(render_check(CheckReport(ORIGIN, nothing))).text
    assert "Nothing was looked at yet" in text
    assert "No label can be accepted unseen." in text
