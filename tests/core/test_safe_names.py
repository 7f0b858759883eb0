from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.naming import byte_length, safe_name, split_suffix


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.jpg", "a.jpg"),
        ("a:b?.jpg", "a_b_.jpg"),
        ("a\n.jpg", "a_.jpg"),
        ("CON", "CON_"),
        ("con.tar.jpg", "con_.tar.jpg"),
        ("a. .", "a___"),
        ("", "_"),
        (".", "_"),
        ("..", "__"),
        (".flowersort", "_flowersort"),
        ("caf\udce9.jpg", "caf\udce9.jpg"),
    ],
)
def test_a_name_is_changed_only_where_some_system_would_not_take_it(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_suffix() -> None:
    safe = safe_name("ä" * 200 + ".jpg")
    assert (byte_length(safe), split_suffix(safe)[1]) in [(254, ".jpg"), (255, ".jpg")]


@given(st.text(max_size=300))
def test_a_safe_name_is_one_part_of_a_path_and_stays_as_it_is(name: str) -> None:
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert safe
    assert safe[0] != "."
    assert safe[-1] not in ". "
    assert "/" not in safe
    assert byte_length(safe) <= 255
