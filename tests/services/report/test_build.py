"""A report's files: seven pictures of the same figures, whatever the names and however many the classes."""

from __future__ import annotations

import io
import logging
import re

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from flowersort.services.report.build import report_files
from flowersort.services.report.content import Report
from flowersort.services.report.folder import PAGE, PLOTS
from tests.fakes.command import python
from tests.fakes.reports import photo_of, picture, random_photos, report_of, tile_of

STRANGE = ("$x^2$", "$\\frac{", "a_b^c", "菊", "<b>&\"'", "x" * 200)


def strange_report() -> Report:
    tiles = [tile_of("a", given=name, predicted=STRANGE[0], shown=picture()) for name in STRANGE]
    return report_of(random_photos(90, classes=6), STRANGE, tiles=[*tiles, tile_of("gone", given="菊")])


@pytest.fixture(scope="module")
def strange() -> dict[str, bytes]:
    return report_files(strange_report())


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_the_files_are_the_page_and_the_plots(strange: dict[str, bytes]) -> None:
    assert set(strange) == {PAGE, *PLOTS}
    for name in PLOTS:
        assert opened(strange[name]).format == "PNG"
        assert min(opened(strange[name]).size) >= 300


def test_the_page_shows_the_two_diagrams_in_its_own_colours(strange: dict[str, bytes]) -> None:
    page = strange[PAGE].decode()
    assert page.count("<svg") == 2
    assert "var(--accent)" in page
    svgs = page[page.index("<svg") : page.rindex("</svg>")]
    assert "#2f6b4f" not in svgs
    used, told = re.findall(r"(?:url\(|href=\")#([\w-]+)", svgs), re.findall(r'\bid="([\w-]+)"', svgs)
    assert set(used) <= set(told)
    assert len(told) == len(set(told))


def test_the_same_report_gives_the_same_bytes(strange: dict[str, bytes]) -> None:
    assert report_files(strange_report()) == strange


@pytest.mark.parametrize("count", [2, 30, 200])
def test_any_number_of_classes_gives_a_readable_matrix(count: int) -> None:
    classes = tuple(f"kind {place}" for place in range(count))
    matrix = np.asarray(
        opened(report_files(report_of(random_photos(3 * count, classes=count), classes))["confusion.png"])
    )
    assert 800 <= matrix.shape[0] <= 2600
    green = (matrix[..., 1].astype(int) - matrix[..., 0] > 30).sum()
    # The diagonal, at a size that is seen.
    assert green / count > 20


def test_without_photos_there_are_plots_all_the_same() -> None:
    files = report_files(report_of([]))
    assert set(files) == {PAGE, *PLOTS}
    assert "no photo could be read" in files[PAGE].decode()


def test_one_photo_is_enough() -> None:
    files = report_files(report_of([photo_of("a", (0.9, 0.1))], tiles=[tile_of("a", shown=picture())]))
    assert b"1 of 1 photos" in files[PAGE]


def test_a_wrong_photo_is_framed_only_where_the_prediction_is_shown() -> None:
    tiles = [tile_of("a", given="daisy", predicted="röschen", shown=picture())]
    files = report_files(report_of([photo_of("a", (0.1, 0.9))], tiles=tiles))
    red = {name: reds(files[name]) for name in ("actual.png", "actual_and_predicted.png")}
    assert red["actual.png"] == 0
    assert red["actual_and_predicted.png"] > 500


def reds(png: bytes) -> int:
    pixels = np.asarray(opened(png).convert("RGB")).astype(int)
    return int((np.abs(pixels - (0xA3, 0x28, 0x2B)).max(axis=-1) < 8).sum())


def test_the_users_own_settings_of_matplotlib_have_no_say_and_stay(strange: dict[str, bytes]) -> None:
    before = dict(mpl.rcParams)
    level = logging.getLogger("matplotlib").level
    with mpl.rc_context({"axes.facecolor": "red", "text.parse_math": True, "savefig.dpi": 20.0}):
        assert report_files(strange_report()) == strange
        assert mpl.rcParams["axes.facecolor"] == "red"
    assert dict(mpl.rcParams) == before
    assert logging.getLogger("matplotlib").level == level


def test_a_home_that_cannot_be_written_is_no_talk_and_no_screen_is_asked_for() -> None:
    code = (
        "from tests.fakes.reports import report_of\n"
        "from flowersort.services.report.build import report_files\n"
        "import sys; assert not {'matplotlib', 'jinja2'} & set(sys.modules)\n"
        "print(len(report_files(report_of([]))), 'matplotlib.pyplot' in sys.modules)"
    )
    done = python("-c", code, extra={"HOME": "/dev/null/x", "MPLCONFIGDIR": "/dev/null/y", "DISPLAY": None})
    assert (done.status, done.data, done.talk) == (0, "6 False\n", "")
