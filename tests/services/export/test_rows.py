from __future__ import annotations

import os
from pathlib import Path

import pytest

from flowersort.services.export.rows import finite, in_order, relative_name
from tests.fakes.labelled import sure

BASE = os.path.join(os.sep, "garden")  # noqa: PTH118 - as a folder walk gives it


def at(*parts: str) -> str:
    return str(Path(BASE, *parts))


def test_photos_come_in_natural_order_of_each_component() -> None:
    names = ["b10/1.jpg", "b2/10.jpg", "b2/9.jpg", "a.jpg", "B1/z.jpg", "2.jpg", "10.jpg"]
    rows = [sure(at(*name.split("/"))) for name in names]
    ordered = ["2.jpg", "10.jpg", "a.jpg", "B1/z.jpg", "b2/9.jpg", "b2/10.jpg", "b10/1.jpg"]
    assert [name for name, _ in in_order(rows, base=BASE)] == ordered
    assert [name for name, _ in in_order(rows[::-1], base=BASE)] == ordered


def test_each_name_goes_with_its_photo() -> None:
    rows = [sure(at("b.jpg")), sure(at("a.jpg"))]
    assert [(name, row.file.path) for name, row in in_order(rows, base=BASE)] == [
        ("a.jpg", at("a.jpg")),
        ("b.jpg", at("b.jpg")),
    ]


@pytest.mark.parametrize("end", ["", os.sep])
def test_a_name_is_relative_to_the_folder_with_slashes(end: str) -> None:
    assert relative_name(at("sub", "1.jpg"), base=BASE + end) == "sub/1.jpg"


def test_the_root_folder_is_a_base_too() -> None:
    assert relative_name(at("1.jpg"), base=os.sep) == "garden/1.jpg"


def test_a_folder_that_only_begins_alike_is_not_the_base() -> None:
    assert relative_name(BASE + "2" + os.sep + "1.jpg", base=BASE) == "../garden2/1.jpg"


def test_numbers_that_are_none_are_left_out() -> None:
    assert finite(0.12345678949) == 0.123456789
    assert [finite(float(text)) for text in ("nan", "inf", "-inf")] == [None, None, None]
