from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.errors import PackError
from flowersort.services.inference.manifest import Manifest, is_plain_name, parse_manifest
from tests.fakes.packs import MISSING, WITHOUT_CLASS_CURVES, changed, manifest_of


def parse(**changes: Any) -> Manifest:
    return parse_manifest(json.dumps(changed(manifest_of(), **changes)).encode())


def points(*thresholds: float) -> list[dict[str, float]]:
    return [{"threshold": threshold, "kept": 0.5, "wrong": 0.1} for threshold in thresholds]


def test_the_bundled_manifest_is_read_as_values() -> None:
    manifest = parse()
    assert manifest.classes == ("daisy", "dandelion", "roses", "sunflowers", "tulips")
    assert (manifest.name, manifest.side, manifest.input_type, manifest.embedding) == ("flowers", 224, "uint8", 1856)
    assert 0 < manifest.thresholds.sure < 1
    assert 0.5 < manifest.risk[0].kept <= 1.0
    assert manifest.thresholds.sure in {point.threshold for point in manifest.risk}
    assert len(manifest.class_risk) == len(manifest.class_risk_photos) == 5
    assert sum(manifest.class_risk_photos) == manifest.risk_photos


@pytest.mark.parametrize("schema", [MISSING, None, True, "1", 1.5, [1], {}])
def test_a_schema_that_is_no_whole_number_is_refused(schema: object) -> None:
    with pytest.raises(PackError, match="`schema` is missing or not a whole number"):
        parse(schema=schema)


@pytest.mark.parametrize("schema", [0, 3, -1, 10**400])
def test_an_unknown_schema_is_refused_with_the_one_that_is_read(schema: int) -> None:
    with pytest.raises(PackError, match=r"reads schemas 1 and 2\. A newer one may read it") as caught:
        parse(schema=schema)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("text", [b"[]", b"1", b"null", b'"manifest"', b"NaN"])
def test_json_that_is_no_object_is_refused(text: bytes) -> None:
    with pytest.raises(PackError, match="does not hold an object"):
        parse_manifest(text)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"\xff\xfe\x00", b"\x00", b'{"a": ' * 100_000, b"[" * 100_000, b'{"schema": ' + b"9" * 5000 + b"}"],
    ids=["empty", "cut", "no text", "zero", "deep objects", "deep lists", "number of 5000 digits"],
)
def test_what_is_no_json_is_refused(text: bytes) -> None:
    with pytest.raises(PackError, match="is not valid JSON"):
        parse_manifest(text)


@pytest.mark.parametrize(
    "classes",
    [
        MISSING,
        None,
        "daisy",
        {"daisy": 1, "rose": 2},
        ["daisy", 3],
        ["daisy", None],
        ["daisy", ["rose"]],
        [],
        ["daisy"],
        ["daisy", ""],
        ["daisy", "../x"],
        ["daisy", "a/b"],
        ["daisy", "a\\b"],
        ["daisy", ".."],
        ["daisy", "CON"],
        ["daisy", "con.txt"],
        ["daisy", "Daisy"],
        ["caf\u00e9", "cafe\u0301"],
        ["daisy", "=SUM(A1)"],
        ["daisy", "a\nb"],
        ["daisy", "a\x00b"],
        ["daisy", "\ud800"],
        ["daisy", "x" * 1_000_000],
        [f"kind{number}" for number in range(1001)],
    ],
    ids=lambda value: repr(value)[:40],
)
def test_class_names_that_can_do_harm_are_refused(classes: object) -> None:
    with pytest.raises(PackError, match=r"^manifest\.json: .+") as caught:
        parse(classes=classes)
    assert len(str(caught.value)) < 400


def test_a_thousand_classes_are_possible() -> None:
    assert len(parse(classes=[f"kind{number}" for number in range(1000)], **WITHOUT_CLASS_CURVES).classes) == 1000


OUT_OF_RANGE = [
    *(("input__side", value) for value in (0, 15, 1025, 10**400, -224, 224.5)),
    *(("embedding", value) for value in (1, 0, 65_537, -5, 10.5)),
    *(("temperature", value) for value in (0, -1, 0.001, 101, float("inf"), 10**400)),
    *((f"thresholds__{name}", value) for name in ("sure", "no_flower", "other_flower") for value in (-0.01, 1.01)),
]
NO_NUMBERS = (MISSING, None, True, "224", [], {}, float("nan"))


@pytest.mark.parametrize(("key", "value"), OUT_OF_RANGE, ids=lambda value: str(value)[:30])
def test_a_number_out_of_range_is_refused_and_named(key: str, value: object) -> None:
    with pytest.raises(PackError, match=f"`{key.rpartition('__')[2]}`") as caught:
        parse(**{key: value})
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("key", sorted({key for key, _ in OUT_OF_RANGE}))
@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: str(value)[:12])
def test_what_is_no_number_is_refused_and_named(key: str, value: object) -> None:
    with pytest.raises(PackError, match=f"`{key.rpartition('__')[2]}`"):
        parse(**{key: value})


@pytest.mark.parametrize("key", ["input", "thresholds", "files"])
@pytest.mark.parametrize("value", [MISSING, None, [], 1, "x"], ids=lambda value: str(value)[:12])
def test_what_must_be_an_object_is_refused_otherwise(key: str, value: object) -> None:
    with pytest.raises(PackError, match=f"`{key}` is missing or not an object"):
        parse(**{key: value})


@pytest.mark.parametrize(
    "curve",
    [
        MISSING,
        None,
        {},
        [1, 2],
        [[0.1, 0.2, 0.3]],
        points(0.5, 0.4),
        points(0.5, 0.5),
        points(-0.1, 0.5),
        points(0.5, 1.5),
        [{"threshold": 0.5, "kept": 0.5}],
        [{"threshold": 0.5, "kept": 0.5, "wrong": float("nan")}],
        points(*(number / 20_000 for number in range(10_001))),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_risk_curve_that_is_none_is_refused(curve: object) -> None:
    with pytest.raises(PackError, match=r"^manifest\.json: (the thresholds of )?`(risk_curve|threshold|kept|wrong)`"):
        parse(risk_curve=curve)


def test_an_empty_risk_curve_is_possible() -> None:
    assert parse(risk_curve=[]).risk == ()


@pytest.mark.parametrize("key", ["name", "version"])
@pytest.mark.parametrize("text", ["", "a b", "a/b", "a\nb", "=1", "x" * 81, "\ud800", 1, None])
def test_a_name_that_is_not_plain_is_refused(key: str, text: object) -> None:
    with pytest.raises(PackError, match=f"`{key}`"):
        parse(**{key: text})


@pytest.mark.parametrize(
    ("text", "plain"), [("flowers", True), ("Blüten-2.0_b", True), ("x" * 80, True), ("", False), ("a b", False)]
)
def test_a_plain_name_is_letters_digits_and_three_signs(text: str, plain: bool) -> None:
    assert is_plain_name(text) is plain


@pytest.mark.parametrize("kind", ["int8", "UINT8", "", None, ["uint8"], "x" * 1000])
def test_an_unknown_input_type_is_refused(kind: object) -> None:
    with pytest.raises(PackError, match=r"`type`|input type") as caught:
        parse(input__type=kind)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("files", [{}, {"model.tflite": "a"}, {"../evil": "a"}])
def test_hashes_for_other_files_than_the_three_are_refused(files: dict[str, str]) -> None:
    with pytest.raises(PackError, match="must name exactly"):
        parse(files=files)


def test_hashes_beside_the_three_are_refused() -> None:
    with pytest.raises(PackError, match="must name exactly"):
        parse(files={**manifest_of()["files"], "run.py": "a"})


def outcome(text: bytes) -> type:
    """Parse; anything but a Manifest or a PackError comes through and fails the test."""
    try:
        return type(parse_manifest(text))
    except PackError:
        return PackError


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just(10**400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
keys = st.sampled_from(
    [
        *manifest_of(),
        *(f"{outer}__{key}" for outer in ("input", "thresholds", "files") for key in manifest_of()[outer]),
    ]
)


@given(st.dictionaries(keys, json_values, max_size=3))
@settings(max_examples=200, deadline=None)
def test_any_values_end_in_a_manifest_or_a_pack_error(changes: dict[str, Any]) -> None:
    content = manifest_of()
    for key, value in sorted(changes.items(), key=lambda change: "__" not in change[0]):
        content = changed(content, **{key: value})
    assert outcome(json.dumps(content).encode()) in (Manifest, PackError)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_end_in_a_pack_error(text: bytes) -> None:
    assert outcome(text) is PackError


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_damage_to_a_manifest_ends_in_a_manifest_or_a_pack_error(data: st.DataObject) -> None:
    text = bytearray(json.dumps(changed(manifest_of(), risk_curve=points(0.2, 0.6))).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert outcome(bytes(text)) in (Manifest, PackError)
