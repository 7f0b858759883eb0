"""What a manifest may say of its risk: over all photos, and for each class."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flowersort.core.errors import PackError
from flowersort.core.model import RiskPoint
from flowersort.services.inference.manifest import Manifest, parse_manifest
from tests.fakes.packs import MISSING, changed, manifest_of

POINT = {"threshold": 0.5, "kept": 1.0, "wrong": 0.1}


def parsed(**changes: Any) -> Manifest:
    return parse_manifest(json.dumps(changed(manifest_of(), **changes)).encode())


def by_class(value: object) -> dict[str, object]:
    return dict.fromkeys(manifest_of()["classes"], value)


def test_curves_and_counts_come_in_the_order_of_the_classes() -> None:
    curves = by_class([]) | {"roses": [POINT]}
    counts = by_class(7) | {"roses": 9}
    manifest = parsed(risk_photos=44, class_risk_curves=curves, class_risk_photos=counts)
    place = manifest.classes.index("roses")
    assert manifest.risk_photos == 44
    assert manifest.class_risk[place] == (RiskPoint(0.5, 1.0, 0.1),)
    assert [len(curve) for curve in manifest.class_risk] == [int(name == "roses") for name in manifest.classes]
    assert manifest.class_risk_photos == tuple(9 if name == "roses" else 7 for name in manifest.classes)


def test_a_pack_may_be_silent_on_all_of_it() -> None:
    content = manifest_of()
    silent = {key: MISSING for key in ("risk_photos", "class_risk_curves", "class_risk_photos") if key in content}
    manifest = parsed(**silent)
    assert (manifest.risk_photos, manifest.class_risk, manifest.class_risk_photos) == (None, (), ())


@pytest.mark.parametrize("key", ["class_risk_curves", "class_risk_photos"])
@pytest.mark.parametrize("value", [None, [], {"daisy": []}, {**by_class([]), "lilac": []}])
def test_other_classes_than_the_packs_are_refused(key: str, value: object) -> None:
    with pytest.raises(PackError, match=rf"`{key}` (must name exactly the classes|is missing or not an object)"):
        parsed(**{key: value})


@pytest.mark.parametrize(
    ("curve", "sentence"),
    [
        ("points", "is not a list of points"),
        ([POINT, POINT], "do not ascend"),
        ([POINT, {**POINT, "threshold": 0.6, "wrong": 0.2}], "`wrong` of `[a-z_]+` rises with the threshold"),
        ([{**POINT, "kept": 0.4}, {**POINT, "threshold": 0.6}], "`kept` of `[a-z_]+` rises with the threshold"),
        ([{**POINT, "kept": 1.5}], "`kept` is 1.5"),
        ([{**POINT, "wrong": float("nan")}], "`wrong` is nan"),
        ([{"threshold": 0.5, "kept": 1.0}], "`wrong` is missing"),
    ],
)
def test_a_classs_curve_is_checked_like_the_whole_one(curve: object, sentence: str) -> None:
    with pytest.raises(PackError, match=sentence):
        parsed(class_risk_curves=by_class([]) | {"tulips": curve})
    with pytest.raises(PackError, match=sentence):
        parsed(risk_curve=curve)


@pytest.mark.parametrize("count", [-1, 1.5, "many", True, 10**400, None])
def test_a_count_of_photos_is_a_whole_number(count: object) -> None:
    with pytest.raises(PackError, match="`risk_photos` "):
        parsed(risk_photos=count)
    with pytest.raises(PackError, match="`daisy` "):
        parsed(class_risk_photos=by_class(1) | {"daisy": count})
