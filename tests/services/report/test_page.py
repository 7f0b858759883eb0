"""The page: everything is on it, nothing comes from elsewhere, and no name becomes markup."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from flowersort.core.state import State
from flowersort.services.report.content import DoubtfulPhoto, LeftOut, Report
from flowersort.services.report.folder import MARK
from flowersort.services.report.page import TEMPLATES, Plots, render
from tests.fakes.pages import Page
from tests.fakes.reports import photo_of, picture, random_photos, report_of, tile_of

PLOTS = Plots("<svg id='one'></svg>", "<svg id='two'></svg>", b"png")
EVIL = "<script>alert(1)</script>\"'&amp;{{ 7*7 }}{% raw %}"
ROOT = Path(__file__).parents[3]


def page_of(report: Report) -> Page:
    return Page(render(report, PLOTS))


def full(classes: tuple[str, ...] = ("daisy", "röschen"), name: str = "daisy/a.jpg", folder: str = "/photos") -> Report:
    tile = tile_of(name, given=classes[0], predicted=classes[1], shown=picture())
    return report_of(
        random_photos(60, classes=len(classes)),
        classes,
        tiles=[tile, tile_of(name, given=classes[0], predicted=classes[0])],
        doubtful=[DoubtfulPhoto(tile, "97 %", "mislabelled", f"Given {classes[0]}, perhaps mislabelled: {name}")],
        left_out=[LeftOut(name, "The file is empty (0 bytes).")],
        folder=folder,
    )


def test_every_part_of_a_report_is_on_the_page() -> None:
    report, page = full(), page_of(full())
    figures = report.figures
    assert f"{figures.correct} of 60 photos in /photos have the label" in page.text
    assert f"Accuracy {100 * (figures.accuracy or 0):.1f} %" in page.text
    assert f"Brier score {figures.brier:.3f}" in page.text
    for word in ("Macro F1", "Calibration error", "Which labels are mixed up", "Does 90 % mean 90 %?"):
        assert word in page.text
    for word in ("How good are the surest?", "Class by class", "Given labels", "Given and predicted labels"):
        assert word in page.text
    for word in ("Look at these first", "The one doubtful photo.", "97 %", "Left out of the figures"):
        assert word in page.text
    for value in (report.origin.model, report.origin.date, report.origin.command, report.origin.program):
        assert value in page.text
    assert [each["id"] for each in page.tags("svg")] == ["one", "two"]


def test_counts_and_rates_stand_in_the_matrix() -> None:
    photos = [photo_of("a", (0.9, 0.1)), photo_of("b", (0.2, 0.8)), photo_of("c", (0.7, 0.3))]
    text = page_of(report_of(photos)).text
    assert "daisy 2 66.7 % 1 33.3 %" in text
    assert "1 daisy → röschen 33.3 % of daisy" in text


def test_photos_are_counted_by_what_the_model_flags() -> None:
    photos = [photo_of("a", (0.9, 0.1)), photo_of("b", (0.2, 0.8), state=State.OTHER_FLOWER)]
    text = page_of(report_of(photos)).text
    assert "sure 1 50.0 % 100.0 %" in text
    assert "other flower 1 50.0 % 0.0 %" in text


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page, html = page_of(full()), render(full(), PLOTS)
    assert not {"script", "link", "iframe", "object", "form", "a"} & {tag for tag, _ in page.elements}
    assert all((each["src"] or "").startswith("data:image/") for each in page.tags("img"))
    assert "url(" not in html
    assert "@import" not in html
    assert not re.search(r"https?://", html)
    (policy,) = (each["content"] for each in page.tags("meta") if each.get("http-equiv"))
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def test_the_page_is_marked_as_ours_near_its_beginning() -> None:
    assert MARK in render(full(), PLOTS)[:1000]


def test_the_page_has_light_and_dark_and_printed_looks() -> None:
    html = render(full(), PLOTS)
    assert "@media screen and (prefers-color-scheme: dark)" in html
    assert "@media print" in html


def test_names_stay_text_wherever_they_stand() -> None:
    page = page_of(full((EVIL, "$x^2$ & <b>"), name=EVIL, folder=EVIL))
    assert not page.tags("script")
    assert page.text.count("<script>alert(1)</script>\"'&amp;{{ 7*7 }}{% raw %}") >= 8
    assert "$x^2$ & <b>" in page.text
    assert EVIL in {each["alt"] for each in page.tags("img")}


@pytest.mark.parametrize("count", [1, 10, 25])
def test_up_to_twenty_five_classes_have_a_table(count: int) -> None:
    classes = tuple(f"kind {place}" for place in range(count))
    page = page_of(report_of(random_photos(100, classes=count), classes))
    assert len([each for each in page.tags("td") if "--s:" in (each.get("style") or "")]) == count**2
    assert page.tags("img") == []


def test_two_hundred_classes_have_a_picture_and_numbered_rows() -> None:
    classes = tuple(f"kind of {place}" for place in range(200))
    page = page_of(report_of(random_photos(400, classes=200), classes))
    assert [each["alt"] for each in page.tags("img")] == ["Confusion matrix of 200 classes"]
    assert "200 kind of 199" in page.text


def test_without_a_readable_photo_there_is_a_page_all_the_same() -> None:
    page = page_of(report_of([], left_out=[LeftOut("daisy/a.jpg", "The file is empty (0 bytes).")]))
    assert "No photo in /photos could be read, so there is nothing to measure." in page.text
    assert "daisy/a.jpg The file is empty (0 bytes)." in page.text
    assert "nan" not in page.text
    assert "None" not in page.text


def test_what_was_left_out_is_listed_up_to_a_length() -> None:
    left_out = [LeftOut(f"roses/{number}.jpg", "The file is empty.") for number in range(205)]
    text = page_of(report_of([], left_out=left_out)).text
    assert "roses/199.jpg" in text
    assert "roses/200.jpg" not in text
    assert "… and 5 more; evaluation.json has them all." in text


def test_a_photo_that_is_gone_is_said_to_be() -> None:
    assert "could not be read again" in page_of(full()).text


def test_the_templates_are_resources_of_the_package_and_all_are_used() -> None:
    folder = files("flowersort.services.report").joinpath("template")
    assert {each.name for each in folder.iterdir()} == set(TEMPLATES)


def test_the_wheel_takes_the_package_with_all_its_files() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["flowersort"]
    assert not {"exclude", "only-include", "include"} & set(wheel)
