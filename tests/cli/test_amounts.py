"""Numbers in words."""

from __future__ import annotations

import re

import pytest

from flowersort.cli.amounts import byte_count, companion_count, local_time, photo_count


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (3_400_000, "3.4 MB"),
        (10**12, "1.0 TB"),
        (5 * 10**18, "5,000.0 PB"),
    ],
)
def test_bytes_are_said_in_the_largest_unit_that_fits(count: int, words: str) -> None:
    assert byte_count(count) == words


def test_one_is_not_many() -> None:
    assert (photo_count(1), photo_count(0), photo_count(1234)) == ("1 photo", "0 photos", "1,234 photos")
    assert (companion_count(1), companion_count(2)) == ("1 companion", "2 companions")


def test_a_moment_is_told_by_the_local_clock() -> None:
    assert re.fullmatch(r"2026-09-2\d \d\d:\d\d", local_time(1_790_000_000.0))


@pytest.mark.parametrize("at", [float("nan"), float("inf"), 1e300])
def test_a_number_that_is_no_moment_is_no_fault(at: float) -> None:
    assert local_time(at) == "at an unknown time"
