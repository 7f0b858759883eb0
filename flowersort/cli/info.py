"""`flowersort info`: versions, the model, and where things lie."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
from collections.abc import Iterator
from pathlib import Path

from flowersort.bootstrap import open_pack, pack_folder
from flowersort.cli.console import Console
from flowersort.cli.status import DONE
from flowersort.cli.thresholds import threshold_lines
from flowersort.core.csv_names import one_line
from flowersort.core.model import LearnedFrom
from flowersort.places import places
from flowersort.version import version

_LIBRARIES = (
    *("ai-edge-litert", "numpy", "pillow", "pandas", "PySide6-Essentials", "pillow-heif"),
    *("tensorflow", "tensorflow-cpu", "keras"),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print what there is, and return the exit status.

    Raises:
        PackError: the model can't be used.
    """
    if arguments.thresholds:
        lines = list(threshold_lines(open_pack(arguments.model).facts))
    else:
        lines = [*_versions(), "", *_model(arguments.model), "", *_places()]
    for line in lines:
        console.data.write(line + "\n")
    console.data.flush()
    return DONE


def _versions() -> Iterator[str]:
    yield f"flowersort {version()}"
    yield f"Python {platform.python_version()} on {platform.platform()} ({platform.machine()})"
    for name in _LIBRARIES:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            continue


def _model(name: str) -> Iterator[str]:
    pack = open_pack(name)
    facts, cuts = pack.facts, pack.facts.thresholds
    yield f"model {facts.title} ({facts.fingerprint})"
    yield f"  classes: {', '.join(facts.classes)}"
    yield f"  input: {pack.manifest.side} × {pack.manifest.side} pixels, file of {len(pack.model):,} bytes"
    yield f"  sure from {cuts.sure:.3f}, no flower from {cuts.no_flower:.3f}, other flower from {cuts.other_flower:.3f}"
    if facts.learned is not None:
        yield from _learned(facts.learned)
    yield f"  folder: {pack_folder(name)}"


def _learned(learned: LearnedFrom) -> Iterator[str]:
    taught = ", ".join(f"{one_line(name)} {count:,}" for name, count in learned.reviews)
    yield f"  learnt on {learned.base}, {learned.at}, from reviews: {taught}"
    if learned.held_out:
        yield (
            f"  of {learned.held_out:,} reviews of known classes held out {learned.right_before:,} were right before, "
            f"{learned.right_after:,} after"
        )


def _places() -> Iterator[str]:
    where = places(os.environ)
    if not where.store.is_absolute():
        yield "There is no home folder to keep things in; FLOWERSORT_HOME can name another place."
        return
    yield f"store: {where.store} ({_size(where.store)})"
    yield f"log: {where.log}"
    yield f"cache: {where.cache}"
    yield f"settings: {where.config}"


def _size(path: Path) -> str:
    try:
        return f"{path.stat().st_size:,} bytes"
    except FileNotFoundError:
        return "not made yet"
    except OSError as fault:
        return f"can't be read: {fault.strerror}"
