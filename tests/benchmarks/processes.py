"""Whole processes, measured from start to finish."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAN_MEASURE = hasattr(os, "wait4")


@dataclass(frozen=True, slots=True)
class Took:
    """What one process took.

    Attributes:
        seconds: from its start to its end.
        cpu: seconds of CPU, over all its threads.
        peak_bytes: largest resident memory.
        output, talk: what it wrote to standard output and standard error.
    """

    seconds: float
    cpu: float
    peak_bytes: int
    output: str
    talk: str


def measured(command: Sequence[str], *, home: Path | None = None) -> Took:
    """Run a command in the repository's root, with an empty `FLOWERSORT_HOME` unless one is given, and off screen.

    Raises:
        RuntimeError: the command failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "took.json")
        launcher = [sys.executable, "-S", "-E", str(Path(__file__).with_name("launch.py")), str(result)]
        done = subprocess.run(
            [*launcher, *command],
            env=_environment(home or Path(folder, "home")),
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
        took = json.loads(result.read_text())
    return Took(**took, output=done.stdout, talk=done.stderr)


def python(*arguments: str) -> list[str]:
    """Return the command that runs this Python with these arguments."""
    return [sys.executable, *arguments]


def classify_command(folder: Path, *, csv: Path, store: bool) -> list[str]:
    """Return the command line of `flowersort classify`, by the module that its script calls."""
    words = python("-m", "flowersort", "classify", str(folder), "--csv", str(csv))
    return words if store else [*words, "--no-store"]


def machine() -> str:
    """Say what the figures were measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{cores} cores, Python {sys.version.split()[0]}, {sys.platform}{load}"


def _environment(home: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # An installed program has its bytecode; without, every start would compile a hundred modules anew.
    return {**kept, "FLOWERSORT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
