"""Pictures of a training: confusion matrix and grids of photos with their labels, as PNG files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from flowersort.training.data import TrainingPhoto, load_rgb

_COLUMNS, _ROWS = 6, 4
# In inches; so many classes that it takes more are drawn smaller, and without numbers.
_LARGEST, _MOST_NUMBERED = 40.0, 50
_RIGHT, _WRONG = "#2F6B4F", "#A3282B"


def draw_confusion(confusion: np.ndarray, classes: Sequence[str], title: str, path: Path) -> None:
    """Draw counts by given (rows) and predicted (columns) class; `confusion` has shape (classes, classes)."""
    size = min(_LARGEST, max(4.0, 0.9 * len(classes) + 2.0))
    figure = Figure(figsize=(size, size), layout="constrained")
    axes = figure.add_subplot()
    shares = confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Greens", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(confusion if len(classes) <= _MOST_NUMBERED else confusion[:0]):
        axes.text(
            column, row, str(count), ha="center", va="center", color="white" if shares[row, column] > 0.5 else "black"
        )
    # Names are no formulas, whatever dollar signs they hold.
    axes.set_xticks(range(len(classes)), classes, rotation=45, ha="right", parse_math=False)
    axes.set_yticks(range(len(classes)), classes, parse_math=False)
    axes.set(xlabel="predicted", ylabel="actual", title=title)
    _save(figure, path)


def draw_grid(
    photos: Sequence[TrainingPhoto], classes: Sequence[str], path: Path, *, predicted: Sequence[int] | None = None
) -> None:
    """Draw the first photos with their actual label, and with the predicted one where it is given."""
    figure = Figure(figsize=(_COLUMNS * 2.0, _ROWS * 2.3), layout="constrained")
    for place, photo in enumerate(photos[: _COLUMNS * _ROWS]):
        axes = figure.add_subplot(_ROWS, _COLUMNS, place + 1)
        axes.imshow(np.asarray(load_rgb(photo.path)))
        axes.axis("off")
        actual = classes[photo.target]
        if predicted is None:
            axes.set_title(actual, fontsize=9, parse_math=False)
        else:
            right = predicted[place] == photo.target
            text = actual if right else f"{actual}, predicted {classes[predicted[place]]}"
            axes.set_title(text, fontsize=9, color=_RIGHT if right else _WRONG, parse_math=False)
    _save(figure, path)


def _save(figure: Figure, path: Path) -> None:
    # The Agg canvas by itself: pyplot would look for a screen.
    FigureCanvasAgg(figure).print_png(str(path))
