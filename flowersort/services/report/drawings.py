"""The plots of a report. Each function gives a figure; draw within `own_style`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from numpy.typing import NDArray

from flowersort.core.metrics import wilson_interval
from flowersort.core.reliability import ReliabilityBin
from flowersort.core.risk import CoveragePoint
from flowersort.services.report.content import Tile
from flowersort.services.report.shades import shades
from flowersort.services.report.style import ACCENT, LINE, MUTED, SOFT, SURFACE, TEXT, WRONG

# So many classes that their names and numbers can still be told apart.
_MOST_NUMBERED, _MOST_NAMED = 25, 60
# Beyond that, classes go by their number in the table.
_UNNAMED_SIZE, _UNNAMED_STEP = 10.0, 20
_LONGEST_NAME = 22
_COLUMNS = 6


def confusion_figure(confusion: NDArray[np.integer], classes: Sequence[str]) -> Figure:
    """Draw counts and rates by given (rows) and predicted (columns) class.

    Args:
        confusion: counts, shape (classes, classes).
        classes: the names.
    """
    count = len(classes)
    numbered = count <= _MOST_NUMBERED
    named = count <= _MOST_NAMED
    size = min(16.0, max(5.4, (0.95 if numbered else 0.2) * count + 2.2)) if named else _UNNAMED_SIZE
    figure = Figure(figsize=(size, size), layout="constrained")
    axes = figure.add_subplot(title="Given and predicted")
    shares, strengths = shades(confusion)
    axes.imshow(_coloured(strengths), interpolation="nearest")
    if numbered:
        _number_cells(axes, confusion, shares, strengths)
    places = range(0, count, 1 if named else _UNNAMED_STEP)
    told = [_shortened(name) for name in classes] if named else [str(place + 1) for place in places]
    turned: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"} if named else {}
    axes.set_xticks(places, told, color=TEXT, **turned)
    axes.set_yticks(places, told, color=TEXT)
    if numbered:
        axes.set_xticks(np.arange(count + 1) - 0.5, minor=True)
        axes.set_yticks(np.arange(count + 1) - 0.5, minor=True)
        axes.grid(which="minor", color=SURFACE, linewidth=2.5)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)
    axes.set(xlabel="predicted", ylabel="given")
    return figure


def reliability_figure(bins: Sequence[ReliabilityBin], *, title: str = "") -> Figure:
    """Draw the share of right labels by confidence, with 95 % Wilson intervals, above a histogram of confidence."""
    figure = Figure(figsize=(5.6, 4.8), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(5, 1))
    filled = [one for one in bins if one.confidence is not None and one.accuracy is not None]
    upper.plot((0, 1), (0, 1), color=MUTED, linewidth=1.2, linestyle=(0, (4, 4)))
    for one in filled:
        right = round((one.accuracy or 0.0) * one.photos)
        reach = wilson_interval(right, one.photos)
        upper.bar(one.low, one.accuracy, one.high - one.low, align="edge", color=SOFT, edgecolor=SURFACE, linewidth=1)
        upper.plot((one.confidence, one.confidence), (reach.low, reach.high), color=ACCENT, linewidth=1.4)
        upper.plot(one.confidence, one.accuracy, "o", color=ACCENT, markersize=5.5, clip_on=False)
        lower.bar(one.low, one.photos, one.high - one.low, align="edge", color=MUTED, edgecolor=SURFACE, linewidth=1)
    _percent_axis(upper, "y")
    _percent_axis(lower, "x")
    upper.grid(axis="y")
    upper.set(xlim=(0, 1), ylim=(0, 1.03), ylabel="right", title=title)
    upper.text(0.03, 0.07, "as told", color=MUTED, rotation=40, fontsize=9)
    lower.set(xlabel="confidence", ylabel="photos", yticks=[])
    lower.spines["left"].set_visible(False)
    if not filled:
        _say_nothing(upper)
    return figure


def coverage_figure(points: Sequence[CoveragePoint], *, title: str = "") -> Figure:
    """Draw how many labels are right among the surest photos, by the share kept, with 95 % Wilson intervals."""
    figure = Figure(figsize=(5.6, 4.8), layout="constrained")
    axes = figure.add_subplot()
    kept = [point.kept for point in points]
    right = [1.0 - point.wrong for point in points]
    reach = [wilson_interval(point.photos_kept - point.photos_wrong, point.photos_kept) for point in points]
    axes.fill_between(kept, [each.low for each in reach], [each.high for each in reach], color=SOFT, linewidth=0)
    axes.plot(kept, right, color=ACCENT, linewidth=2.2, solid_capstyle="round")
    floor = 0.0
    if points:
        axes.plot(kept[0], right[0], "o", color=ACCENT, markersize=6.5, clip_on=False)
        # The few surest photos alone have intervals so wide that they would flatten everything else.
        floor = max(0.0, min(right) - max(0.02, 1.5 * (right[0] - reach[0].low)))
    else:
        _say_nothing(axes)
    _percent_axis(axes, "x")
    _percent_axis(axes, "y")
    axes.grid(axis="y")
    axes.set(xlim=(0, 1), ylim=(floor, 1.0 + (1.0 - floor) * 0.03))
    axes.set(xlabel="photos kept, the surest first", ylabel="right among them", title=title)
    return figure


def grid_figure(tiles: Sequence[Tile], *, predicted: bool) -> Figure:
    """Draw photos with the label that they were given, and with the predicted one where asked for."""
    rows = max(1, -(-len(tiles) // _COLUMNS))
    figure = Figure(figsize=(_COLUMNS * 1.9, rows * 2.25 + 0.5), layout="constrained")
    figure.suptitle(
        "Given and predicted labels" if predicted else "Given labels", fontweight="bold", x=0.012, ha="left"
    )
    for place, tile in enumerate(tiles):
        axes = figure.add_subplot(rows, _COLUMNS, place + 1)
        if tile.picture is None:
            axes.text(0.5, 0.5, "could not be\nread again", ha="center", va="center", color=MUTED, fontsize=8)
            axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
        else:
            axes.imshow(_square(tile.picture.pixels))
        axes.set(xticks=[], yticks=[])
        _caption(axes, tile, predicted=predicted)
    return figure


def _caption(axes: Axes, tile: Tile, *, predicted: bool) -> None:
    wrong = predicted and not tile.right
    axes.spines[:].set(
        visible=wrong or tile.picture is None, color=WRONG if wrong else LINE, linewidth=4 if wrong else 1
    )
    lines = [_shortened(tile.given)]
    if predicted:
        lines.append(f"{'✕' if wrong else '✓'} {_shortened(tile.predicted)}")
    colour = WRONG if wrong else ACCENT if predicted else TEXT
    axes.set_xlabel("\n".join(lines), fontsize=8.5, color=colour, fontweight="bold" if wrong else "normal")


def _number_cells(
    axes: Axes, confusion: NDArray[np.integer], shares: NDArray[np.float64], strengths: NDArray[np.float64]
) -> None:
    for (row, column), number in np.ndenumerate(confusion):
        if number:
            colour = SURFACE if strengths[row, column] > 0.5 else TEXT
            where: dict[str, Any] = {"ha": "center", "color": colour}
            axes.text(column, row, f"{number:,}", va="bottom", fontsize=11, fontweight="bold", **where)
            axes.text(column, row + 0.06, f"{100 * shares[row, column]:.1f} %", va="top", fontsize=8, **where)


def _coloured(strengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return colours of shape (classes, classes, 3): green on the diagonal, red beside it, by strength on white."""
    full = np.where(np.eye(len(strengths), dtype=bool)[..., np.newaxis], to_rgb(ACCENT), to_rgb(WRONG))
    strength = strengths[..., np.newaxis]
    return np.asarray(strength * full + (1.0 - strength) * np.array(to_rgb(SURFACE)))


def _percent_axis(axes: Axes, which: str) -> None:
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_formatter(lambda share, _place: f"{100 * share:.3g} %")


def _say_nothing(axes: Axes) -> None:
    axes.text(0.5, 0.85, "no photo could be read", ha="center", color=MUTED, transform=axes.transAxes)


def _square(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return pixels[top : top + side, left : left + side]


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
