from __future__ import annotations

import os
import posixpath
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.csv_names import decode_name, decode_text, encode_name, encode_text, one_line

SIGNS = "=+-@\t\r\n＝＋－＠"
TRICKY = st.text(
    st.one_of(st.sampled_from("./\\'\"; ,=+-@\t\r\nxu0f\udcff\udc80\ud800\udfff"), st.characters()), max_size=12
)


@pytest.mark.parametrize(
    "name", ["a.jpg", "sub/a b.jpg", "Löwenzahn/菊🌷.jpg", "back\\slash.jpg", "\\xff.jpg", "it's.jpg"]
)
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    assert encode_name(name) == name
    assert decode_name(name) == name


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", '"', "'"])
def test_a_name_that_would_run_as_a_formula_is_the_same_path_without_running(sign: str, before: str) -> None:
    name = f"{before}{sign}cmd|' /C calc'!A0.jpg"
    assert encode_name(name) == f"./{name}"
    assert posixpath.normpath(encode_name(name)) == name


def test_bytes_that_are_no_text_are_written_as_marked_escapes() -> None:
    name = os.fsdecode(b"caf\xe9\\1.jpg")
    assert encode_name(name) == "./\\caf\\xe9\\\\1.jpg"


def test_a_name_that_looks_like_an_escape_is_another_one() -> None:
    undecodable, literal = "\udcff.jpg", "./\\\\xff.jpg"
    assert encode_name(undecodable) != encode_name(literal)
    assert decode_name(encode_name(literal)) == literal


@given(TRICKY)
def test_every_name_comes_back_from_valid_and_harmless_text(name: str) -> None:
    cell = encode_name(name)
    cell.encode("utf-8")
    assert not cell.lstrip(" '\"").startswith(tuple(SIGNS))
    assert decode_name(cell) == name


@given(TRICKY, TRICKY)
def test_two_names_never_share_a_cell(one: str, other: str) -> None:
    assert (encode_name(one) == encode_name(other)) == (one == other)


@given(st.binary(min_size=1, max_size=255))
def test_every_name_of_bytes_comes_back_as_the_same_bytes(name: bytes) -> None:
    text = name.decode("utf-8", "surrogateescape")
    assert decode_name(encode_name(text)).encode("utf-8", "surrogateescape") == name


@pytest.mark.parametrize("text", ["roses", "NA", "001", "1e5", "it's", "a;b", "a=b", "'quoted'"])
def test_an_ordinary_label_stays_as_it_is(text: str) -> None:
    assert encode_text(text) == text
    assert decode_text(text) == text


@pytest.mark.parametrize("sign", SIGNS)
def test_a_label_that_would_run_as_a_formula_is_marked_as_text(sign: str) -> None:
    assert encode_text(f"{sign}1") == f"'{sign}1"
    assert encode_text(f"roses; {sign}1") == f"roses; '{sign}1"


@given(st.text(st.one_of(st.sampled_from("'\"; =+-@\t\nx"), st.characters(exclude_categories=["Cs"])), max_size=12))
def test_every_label_comes_back_from_harmless_text(text: str) -> None:
    cell = encode_text(text)
    for part in re.split("[;\t\r\n]", cell):
        assert not re.match(f'[ "]*[{re.escape(SIGNS)}]', part)
    assert decode_text(cell) == text


def test_a_label_that_is_no_text_can_still_be_written() -> None:
    assert encode_text("ros\udce9s") == "ros\\udce9s"


def test_a_sentence_becomes_one_line() -> None:
    assert one_line(" It broke:\r\n\tat\x00 byte\u2028\udcff. ") == "It broke: at byte \\udcff."
