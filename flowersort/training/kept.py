"""What finished steps keep in the output folder: whole or not at all, and a sentence where it is damaged."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np

from flowersort.core.errors import TrainingError


def keep_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    beside = unfinished(path)
    beside.write_bytes(data)
    beside.replace(path)


def keep_array(path: Path, array: np.ndarray) -> None:
    """Write an array as `.npy`, whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    # Through memory: NumPy's own writing to a file takes what a full disk cuts off for written.
    whole = io.BytesIO()
    np.save(whole, array)
    keep_bytes(path, whole.getvalue())


def kept_array(path: Path, *, shape: tuple[int, ...], mapped: bool = False) -> np.ndarray:
    """Read what `keep_array` wrote.

    Args:
        mapped: leave it on the disk until it is asked for.

    Raises:
        TrainingError: the file is damaged, or its shape is not `shape`.
    """
    try:
        array: np.ndarray = np.load(path, mmap_mode="r" if mapped else None)
    except (OSError, ValueError, EOFError) as fault:
        raise damaged(path, fault) from fault
    if array.shape != shape:
        raise TrainingError(f"{path} is of another training. Delete it to make it again.")
    return array


def damaged(path: Path, fault: Exception) -> TrainingError:
    """Return the error that says so, with the way out."""
    return TrainingError(f"{path} is damaged ({fault}). Delete it to make it again.")


def unfinished(path: Path) -> Path:
    """Return the name under which a file is written before it is renamed; its ending stays, since libraries read it."""
    return path.with_name("unfinished_" + path.name)
