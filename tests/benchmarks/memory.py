"""How much memory a long run takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.photos import CAMERA, SMALL, described, make_photos
from tests.benchmarks.processes import classify_command, machine, measured

# Issue 8, bytes of resident memory at 20,000 photos.
MEMORY_BAR = 400 * 1024**2
_LARGE = 8


def peak_memory(work: Path, *, photos: int, say: Callable[[str], None]) -> int:
    """Return the largest resident memory of one run over many small photos and a few of 12 megapixels, in bytes."""
    small = make_photos(work / "photos" / "small", SMALL, photos - _LARGE)
    large = make_photos(work / "photos" / "large", CAMERA, _LARGE)
    peak = measured(classify_command(work / "photos", csv=work / "predictions.csv", store=True)).peak_bytes
    say(f"{described(small, SMALL)}, and {described(large, CAMERA)}; new store; {machine()}")
    say(f"peak memory {peak / 1024**2:,.0f} MB (bar {MEMORY_BAR / 1024**2:,.0f} MB)")
    return peak
