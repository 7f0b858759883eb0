"""Every call to the disk fails, and the process ends at every call: no photo is lost (STYLE.md, habit 16)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowersort.core.plan import Operation
from tests.fakes.sorting_disks import Ability, Fault
from tests.fakes.sorting_faults import Counts, all_points, end_at_every_call, fail_at, points_of, some
from tests.fakes.sorting_trials import Scene, Volumes, scenes, volumes
from tests.fakes.trees import needs_posix

pytestmark = [needs_posix, pytest.mark.timeout(600)]
_LONG = pytest.mark.timeout(3 * 3600)
_SEED = 11
_ALL = scenes(two_volumes=True)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Volumes]:
    with volumes(tmp_path) as both:
        yield both


def all_is_well(counts: Counts) -> None:
    sys.stdout.write(f"points {counts.points:,}, lost {counts.lost}, wrong {len(counts.wrong)}\n")
    assert counts.wrong == []
    assert counts.lost == 0


def test_whichever_call_fails_no_photo_is_lost(place: Volumes) -> None:
    counts = fail_at(place, some(all_points(place), count=700, seed=_SEED), sys.stdout.write)
    all_is_well(counts)
    assert counts.points > 600
    assert set(counts.by) == {fault.value for fault in Fault}


@_LONG
@pytest.mark.sweep
@pytest.mark.parametrize("scene", _ALL, ids=str)
def test_every_call_fails_in_every_way(scene: Scene, place: Volumes) -> None:
    if scene.across and not place.two:
        pytest.skip("this machine has no second volume that can be written to")
    all_is_well(fail_at(place, list(points_of(scene, place)), sys.stdout.write))


@pytest.mark.parametrize("ability", [Ability.ALL, Ability.NO_LINK])
def test_wherever_a_move_ends_it_can_be_recovered_each_way(ability: Ability, place: Volumes) -> None:
    all_is_well(end_at_every_call(place, Scene(Operation.MOVE, ability, batches=True), step=3))


@_LONG
@pytest.mark.sweep
@pytest.mark.parametrize("scene", _ALL, ids=str)
def test_wherever_any_sort_ends_it_can_be_recovered_each_way(scene: Scene, place: Volumes) -> None:
    if scene.across and not place.two:
        pytest.skip("this machine has no second volume that can be written to")
    all_is_well(end_at_every_call(place, scene))
