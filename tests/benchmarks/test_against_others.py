"""Short versions with generous floors, for noisy machines with two cores; the bars themselves are in the sweeps.

A floor is on the best pair: other programs on the machine slow single runs down, but rarely every pair alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.benchmarks.against_others import (
    BARE_BAR,
    KERAS_BAR,
    KERAS_CAMERA_BAR,
    against_bare_loop,
    against_keras,
    against_keras_camera,
)
from tests.benchmarks.processes import CAN_MEASURE
from tests.benchmarks.race import Ratios

pytestmark = pytest.mark.skipif(not CAN_MEASURE, reason="this system has no os.wait4")
needs_tensorflow = pytest.mark.skipif(not find_spec("tensorflow"), reason="the plain script needs the extra `train`")


def _reach(bar: float, found: Sequence[Ratios]) -> bool:
    return min(ratios.median for ratios in found) >= bar


def _best_reaches(floor: float, found: Sequence[Ratios]) -> bool:
    return min(ratios.best for ratios in found) >= floor


def test_most_of_a_small_run_is_reading_decoding_and_invoking(tmp_path: Path) -> None:
    found = against_bare_loop(tmp_path, photos=300, rounds=3, say=print)
    # Losing one of two cores would cost half, doing everything twice, too.
    assert _best_reaches(BARE_BAR / 1.5, found)
    assert min(max(ratios.cpu) for ratios in found) >= BARE_BAR / 1.5


@pytest.mark.training
@needs_tensorflow
def test_a_plain_keras_script_is_far_slower_on_small_photos(tmp_path: Path) -> None:
    assert _best_reaches(KERAS_BAR / 4, against_keras(tmp_path, photos=60, rounds=1, say=print))


@pytest.mark.sweep
@pytest.mark.training
@needs_tensorflow
def test_a_plain_keras_script_is_slower_on_photos_of_12_megapixels(tmp_path: Path) -> None:
    assert _best_reaches(KERAS_CAMERA_BAR / 4, against_keras_camera(tmp_path, photos=12, rounds=1, say=print))


@pytest.mark.sweep
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("photos", [700, 10_000])
def test_at_least_85_percent_of_a_bare_loop(tmp_path: Path, photos: int) -> None:
    assert _reach(BARE_BAR, against_bare_loop(tmp_path, photos=photos, rounds=7 if photos < 1000 else 3, say=print))


@pytest.mark.sweep
@pytest.mark.training
@needs_tensorflow
@pytest.mark.timeout(3600)
def test_8_times_as_fast_as_plain_keras_on_700_small_photos(tmp_path: Path) -> None:
    assert _reach(KERAS_BAR, against_keras(tmp_path, photos=700, rounds=3, say=print))


@pytest.mark.sweep
@pytest.mark.training
@needs_tensorflow
@pytest.mark.timeout(3600)
def test_4_times_as_fast_as_plain_keras_on_60_photos_of_12_megapixels(tmp_path: Path) -> None:
    assert _reach(KERAS_CAMERA_BAR, against_keras_camera(tmp_path, photos=60, rounds=3, say=print))
