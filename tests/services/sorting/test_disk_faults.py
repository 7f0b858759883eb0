"""Every call to the disk fails, and the process ends at every call: no photo is lost (STYLE.md, habit 16)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flowersort.core.plan import Operation
from tests.fakes.sorting_disks import Ability, Fault
from tests.fakes.sorting_faults import Counts, all_points, end_at_every_call, evenly, fail_at, some
from tests.fakes.sorting_trials import Scene, Volumes, scenes, volumes
from tests.fakes.trees import needs_posix

pytestmark = [needs_posix, pytest.mark.timeout(600)]
_LONG = pytest.mark.timeout(3 * 3600)
_SEED = 11
_SWEEP = 20_000
_ALL = scenes(two_volumes=True)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Volumes]:
    with volumes(tmp_path) as both:
        yield both


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Return what says something also where pytest keeps the output of tests that pass."""

    def tell(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{text}\n")

    return tell


def all_is_well(counts: Counts, tell: Callable[[str], None]) -> None:
    tell(f"points {counts.points:,}, lost {counts.lost}, wrong {len(counts.wrong)}")
    assert counts.wrong == []
    assert counts.lost == 0


def test_whichever_call_fails_no_photo_is_lost(place: Volumes, tell: Callable[[str], None]) -> None:
    counts = fail_at(place, some(all_points(place), count=500, seed=_SEED), tell)
    all_is_well(counts, tell)
    assert counts.points > 450
    assert set(counts.by) == {fault.value for fault in Fault}


@_LONG
@pytest.mark.sweep
def test_calls_fail_in_every_way(place: Volumes, tell: Callable[[str], None]) -> None:
    """All of some 300,000 points would take hours, so it is 20,000, as many of each kind."""
    points = all_points(place)
    tell(f"{len(points):,} points in all")
    all_is_well(fail_at(place, evenly(points, count=_SWEEP, seed=_SEED), tell), tell)


@pytest.mark.parametrize("ability", [Ability.ALL, Ability.NO_LINK])
def test_wherever_a_move_ends_it_can_be_recovered_each_way(
    ability: Ability, place: Volumes, tell: Callable[[str], None]
) -> None:
    all_is_well(end_at_every_call(place, Scene(Operation.MOVE, ability, batches=True), step=5), tell)


@_LONG
@pytest.mark.sweep
@pytest.mark.parametrize("scene", _ALL, ids=str)
def test_wherever_any_sort_ends_it_can_be_recovered_each_way(
    scene: Scene, place: Volumes, tell: Callable[[str], None]
) -> None:
    if scene.across and not place.two:
        pytest.skip("this machine has no second volume that can be written to")
    all_is_well(end_at_every_call(place, scene), tell)
