from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.memory import MEMORY_BAR, peak_memory
from tests.benchmarks.processes import CAN_MEASURE

pytestmark = pytest.mark.skipif(not CAN_MEASURE, reason="this system has no os.wait4")


def test_a_thousand_photos_take_little_memory(tmp_path: Path) -> None:
    assert peak_memory(tmp_path, photos=1_000, say=print) < MEMORY_BAR / 2


@pytest.mark.sweep
@pytest.mark.timeout(3600)
def test_20_000_photos_stay_under_the_bar(tmp_path: Path) -> None:
    assert peak_memory(tmp_path, photos=20_000, say=print) < MEMORY_BAR
