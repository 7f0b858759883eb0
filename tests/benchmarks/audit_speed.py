"""What an audit takes beside labelling the same photos, in turn, each in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from tests.benchmarks.audit_labels import SHARED
from tests.benchmarks.photos import FLOWERS, make_photos

Say = Callable[[str], None]
RATIO = 1.15


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds that a process took: by the clock, and of the processor's work."""

    wall: float
    work: float


_CLASSES = ("daisy", "dandelion", "roses", "sunflowers", "tulips")


def audit_speed(work: Path, *, photos: int, rounds: int, say: Say) -> float:
    """Print and return the ratio of both times: the median over interleaved rounds, without a store."""
    folder = sorted_photos(work / "sorted", photos)
    ratios = []
    for round_number in range(rounds):
        labelled = _seconds("classify", str(folder), "--csv", str(work / "labels.csv"))
        audited = _seconds("audit", str(folder), "--csv", str(work / "audit.csv"))
        ratios.append(audited.wall / labelled.wall)
        say(
            f"round {round_number + 1}: classify {labelled.wall:.1f} s ({labelled.work:.1f} s of work), audit "
            f"{audited.wall:.1f} s ({audited.work:.1f} s of work), {ratios[-1]:.3f} times "
            f"({audited.work / labelled.work:.3f} times the work)"
        )
    ratio = statistics.median(ratios)
    say(f"{photos:,} photos: audit takes {ratio:.3f} times as long (bar {RATIO})")
    return ratio


def sorted_photos(folder: Path, count: int) -> Path:
    """Write a folder of class subfolders: crops of real photos, so that none is recognised, or generated photos."""
    sources = sorted((SHARED / "flower_photos").glob("*/*.jpg"))
    if not sources:
        made = make_photos(folder / "made", FLOWERS, count)
        for number, path in enumerate(sorted(made.rglob("*.jpg"))):
            target = folder / _CLASSES[number % len(_CLASSES)]
            target.mkdir(exist_ok=True)
            path.rename(target / path.name)
        return folder
    random = np.random.default_rng(0)
    for number in range(count):
        source = sources[number % len(sources)]
        target = folder / source.parent.name / f"{number}-{source.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(source) as photo:
            width, height = (round(0.7 * length) for length in photo.size)
            left, top = random.integers(0, photo.width - width), random.integers(0, photo.height - height)
            crop = photo.convert("RGB").crop((left, top, left + width, top + height))
        crop.resize((500, 333)).save(target, quality=88)
    return folder


def _seconds(command: str, *words: str) -> Time:
    began, worked = time.perf_counter(), _work()
    subprocess.run([sys.executable, "-m", "flowersort", command, *words, "--no-store"], check=True, capture_output=True)
    return Time(time.perf_counter() - began, _work() - worked)


def _work() -> float:
    """Return the processor's seconds of all processes that were waited for; a busy machine hardly changes them."""
    times = os.times()
    return times.children_user + times.children_system
