"""A report's files: the page and the plots. Matplotlib and Jinja are loaded when the first one is made."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flowersort.services.report.content import Report
from flowersort.services.report.folder import PAGE

# About as fine as the thumbnails that the grids are made of.
_GRID_DOTS = 110


def report_files(report: Report) -> dict[str, bytes]:
    """Return page and plots by the name of their file."""
    with _silent_matplotlib():
        return _files(report)


def _files(report: Report) -> dict[str, bytes]:
    from flowersort.services.report.drawings import confusion_figure, coverage_figure, grid_figure, reliability_figure
    from flowersort.services.report.page import Plots, render
    from flowersort.services.report.style import own_style, png, svg

    figures = report.figures
    with own_style():
        confusion = png(confusion_figure(figures.confusion, figures.classes))
        plots = Plots(
            reliability=svg(reliability_figure(figures.bins), name="reliability"),
            coverage=svg(coverage_figure(figures.coverage), name="coverage"),
            confusion=confusion,
        )
        return {
            PAGE: render(report, plots).encode("utf-8"),
            "confusion.png": confusion,
            "reliability.png": png(reliability_figure(figures.bins, title="Right labels by confidence")),
            "coverage.png": png(coverage_figure(figures.coverage, title="Right labels among the surest photos")),
            "actual.png": png(grid_figure(report.tiles, predicted=False), dots_per_inch=_GRID_DOTS),
            "actual_and_predicted.png": png(grid_figure(report.tiles, predicted=True), dots_per_inch=_GRID_DOTS),
        }


@contextmanager
def _silent_matplotlib() -> Iterator[None]:
    """Keep from the terminal what Matplotlib says of its caches and fonts, while it is loaded and after."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
