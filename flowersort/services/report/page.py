"""The page: one HTML file that needs no network and no script."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from jinja2 import DictLoader, Environment, StrictUndefined
from numpy.typing import NDArray

from flowersort.core.evaluation import Evaluation
from flowersort.core.metrics import Interval
from flowersort.core.state import State
from flowersort.services.report.content import Picture, Report
from flowersort.services.report.folder import MARK
from flowersort.services.report.shades import shades

TEMPLATES = (
    "page.html.jinja",
    "figures.html.jinja",
    "photos.html.jinja",
    "audit.html.jinja",
    "check.html.jinja",
    "page.css",
)

# So many classes that a matrix of numbers still fits a page; with more of them there is a picture.
_MOST_IN_MATRIX = 25
_MOST_MISTAKES, _MOST_LEFT_OUT = 12, 200
_STATES = {
    State.SURE: "sure",
    State.UNSURE: "unsure",
    State.OTHER_FLOWER: "other flower",
    State.NO_FLOWER: "no flower",
    State.REVIEWED: "reviewed",
}


@dataclass(frozen=True, slots=True)
class Plots:
    """The plots that the page shows.

    Attributes:
        reliability, coverage: SVG elements.
        confusion: a PNG file, shown where there are too many classes for a table.
    """

    reliability: str
    coverage: str
    confusion: bytes


@dataclass(frozen=True, slots=True)
class _Cell:
    count: int
    share: float
    strength: float


@dataclass(frozen=True, slots=True)
class _Mistake:
    given: str
    predicted: str
    count: int
    share: float


def render(report: Report, plots: Plots) -> str:
    """Return the page as HTML text."""
    template = environment().get_template("page.html.jinja")
    figures = report.figures
    return template.render(
        report=report,
        figures=figures,
        mark=MARK,
        matrix=matrix_cells(figures.confusion, figures.classes) if len(figures.classes) <= _MOST_IN_MATRIX else None,
        mistakes=_mistakes(figures),
        states=[(_STATES[each.state], each) for each in report.states],
        left_out=report.left_out[:_MOST_LEFT_OUT],
        more_left_out=len(report.left_out[_MOST_LEFT_OUT:]),
        reliability=plots.reliability,
        coverage=plots.coverage,
        confusion=_png_uri(plots.confusion),
    )


def environment() -> Environment:
    """Return what turns the templates into pages."""
    made = Environment(
        loader=DictLoader({name: _resource(name) for name in TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(percent=_percent, between=_between, number=_number, data_uri=_data_uri)
    return made


def _resource(name: str) -> str:
    return files(__package__).joinpath("template", name).read_text(encoding="utf-8")


def matrix_cells(confusion: NDArray[np.integer], classes: Sequence[str]) -> list[tuple[str, list[_Cell]]]:
    """Return the rows of a confusion matrix, shape (classes, classes), as the page shows them."""
    shares, strengths = shades(confusion)
    rows = zip(confusion.tolist(), shares.tolist(), strengths.tolist(), strict=True)
    cells = [[_Cell(*cell) for cell in zip(*row, strict=True)] for row in rows]
    return list(zip(classes, cells, strict=True))


def _mistakes(figures: Evaluation) -> list[_Mistake]:
    """Return the most frequent confusions, the most frequent first."""
    counts = figures.confusion.copy()
    np.fill_diagonal(counts, 0)
    given = figures.confusion.sum(axis=1)
    order = np.argsort(-counts, axis=None, kind="stable")[:_MOST_MISTAKES]
    places = [(int(place) // len(counts), int(place) % len(counts)) for place in order]
    return [
        _Mistake(
            figures.classes[row], figures.classes[column], int(counts[row, column]), counts[row, column] / given[row]
        )
        for row, column in places
        if counts[row, column]
    ]


def _percent(share: float | None, digits: int = 1) -> str:
    return "–" if share is None else f"{100.0 * share:.{digits}f}\u00a0%"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _between(interval: Interval | None, unit: str = "%") -> str:
    if interval is None:
        return "–"
    if unit:
        return f"{100.0 * interval.low:.1f}–{100.0 * interval.high:.1f}\u00a0%"
    return f"{interval.low:.3f}–{interval.high:.3f}"


def _data_uri(picture: Picture) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(picture.jpeg).decode("ascii")


def _png_uri(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode("ascii")
