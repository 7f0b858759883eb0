"""What starting costs before there is anything to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.processes import machine, measured, python

# Issue 8, seconds of CPU.
STARTUP_BAR = 0.3
HEAVY = ("pandas", "PySide6", "PIL", "ai_edge_litert", "tensorflow", "keras")

_IMPORT = "import flowersort"
_HELP = "import sys; from flowersort.__main__ import main; sys.exit(main(['--help']))"
_TELL = "import atexit, json, sys; atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr)); "
STARTS = {"import flowersort": _IMPORT, "flowersort --help": _HELP}


@dataclass(frozen=True, slots=True)
class Start:
    """One way to start.

    Attributes:
        cpu: seconds of CPU, the least of several tries.
        heavy: heavy libraries that were imported.
    """

    name: str
    cpu: float
    heavy: tuple[str, ...]


def startup(*, rounds: int, say: Callable[[str], None]) -> list[Start]:
    """Measure both ways to start; the bar is on CPU seconds, the list of heavy libraries must be empty."""
    say(machine())
    starts = [_start(name, program, rounds) for name, program in STARTS.items()]
    for start in starts:
        say(f"{start.name}: {start.cpu:.3f} s of CPU, heavy libraries: {', '.join(start.heavy) or 'none'}")
    return starts


def heavy_modules(program: str) -> tuple[str, ...]:
    """Return the heavy libraries that are imported when `program` has run."""
    modules = json.loads(measured(python("-c", _TELL + program)).talk)
    return tuple(name for name in HEAVY if name in modules)


def _start(name: str, program: str, rounds: int) -> Start:
    heavy = heavy_modules(program)
    return Start(name, min(measured(python("-c", program)).cpu for _ in range(rounds)), heavy)
