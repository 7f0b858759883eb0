"""Two or more programs over the same photos, in turns: A B A B …; only their ratios are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.processes import Took, measured


@dataclass(frozen=True, slots=True)
class Runner:
    """One program: a name to print, and its command line for a folder of photos."""

    name: str
    command: Callable[[Path], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Ratios:
    """How many times as fast as the reference a program is, pair by pair.

    Attributes:
        wall: by seconds from start to finish.
        cpu: by CPU seconds, which other programs on the machine disturb less.
    """

    name: str
    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one by seconds: what a bar is about."""
        return median(self.wall)

    @property
    def best(self) -> float:
        """The best one by seconds: what a floor in CI is about, since noise mostly slows down."""
        return max(self.wall)

    def lines(self) -> Iterator[str]:
        """Yield the figures as text."""
        yield f"{self.name}: {self.median:.2f} × as fast (median; pairs {_listed(self.wall)})"
        yield f"{' ' * len(self.name)}  {median(self.cpu):.2f} × by CPU time (pairs {_listed(self.cpu)})"


def race(
    reference: Runner, others: Sequence[Runner], *, photos: Path, warm: Path, rounds: int, say: Callable[[str], None]
) -> list[Ratios]:
    """Run everything in turns and return the ratios to the reference.

    Args:
        warm: a few photos; each program labels them once beforehand, so that none pays for cold files.
        say: told how each run went.
    """
    runners = [reference, *others]
    for runner in runners:
        measured(runner.command(warm))
    took: dict[str, list[Took]] = {runner.name: [] for runner in runners}
    for number in range(1, rounds + 1):
        for runner in runners:
            took[runner.name].append(measured(runner.command(photos)))
        say(f"round {number}: " + ", ".join(f"{runner.name} {_brief(took[runner.name][-1])}" for runner in runners))
    return [_ratios(runner.name, took[reference.name], took[runner.name]) for runner in others]


def _ratios(name: str, reference: Sequence[Took], ours: Sequence[Took]) -> Ratios:
    pairs = list(zip(reference, ours, strict=True))
    return Ratios(
        name,
        wall=tuple(theirs.seconds / mine.seconds for theirs, mine in pairs),
        cpu=tuple(theirs.cpu / mine.cpu for theirs, mine in pairs),
    )


def _brief(took: Took) -> str:
    return f"{took.seconds:.2f} s ({took.cpu:.2f} s CPU)"


def _listed(values: Sequence[float]) -> str:
    return " ".join(f"{value:.2f}" for value in values)
