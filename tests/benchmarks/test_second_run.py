from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.processes import CAN_MEASURE
from tests.benchmarks.second_run import second_runs

pytestmark = pytest.mark.skipif(not CAN_MEASURE, reason="this system has no os.wait4")


def test_a_second_run_knows_every_photo_even_after_a_rename(tmp_path: Path) -> None:
    for run in second_runs(tmp_path, photos=300, say=print):
        assert run.known == 300, run.name
        assert run.cpu > 2.0, run.name


@pytest.mark.sweep
@pytest.mark.timeout(3600)
def test_a_second_run_over_many_photos_is_many_times_as_fast(tmp_path: Path) -> None:
    for run in second_runs(tmp_path, photos=5_000, say=print):
        assert run.known == 5_000, run.name
        assert run.cpu > 8.0, run.name
