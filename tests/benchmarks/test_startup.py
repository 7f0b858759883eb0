from __future__ import annotations

import pytest

from tests.benchmarks.processes import CAN_MEASURE
from tests.benchmarks.startup import STARTS, STARTUP_BAR, heavy_modules, startup

pytestmark = pytest.mark.skipif(not CAN_MEASURE, reason="this system has no os.wait4")


def test_starting_is_quick_and_imports_nothing_heavy() -> None:
    starts = startup(rounds=5, say=print)
    assert {start.name for start in starts} == set(STARTS)
    for start in starts:
        assert start.heavy == (), start.name
        assert start.cpu < STARTUP_BAR, start.name


def test_a_heavy_library_would_be_noticed() -> None:
    assert heavy_modules("import PIL") == ("PIL",)
