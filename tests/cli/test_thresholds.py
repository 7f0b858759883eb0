"""`info --thresholds`: a threshold's meaning in words and numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.__main__ import main
from flowersort.cli.thresholds import threshold_lines
from flowersort.core.model import ModelFacts, RiskPoint
from flowersort.core.state import Thresholds

CURVE = (RiskPoint(0.3, 1.0, 0.06), RiskPoint(0.6, 0.9, 0.02), RiskPoint(0.9, 0.8, 0.01), RiskPoint(0.99, 0.5, 0.0))
FACTS = ModelFacts(
    name="garden",
    version="1.0.0",
    fingerprint="0",
    classes=("aster", "rose"),
    temperature=1.0,
    thresholds=Thresholds(0.9, 0.5, 0.5),
    risk=CURVE,
    risk_photos=1000,
    class_risk=(CURVE, (RiskPoint(0.4, 1.0, 0.1),)),
    class_risk_photos=(600, 400),
)


def text(**changes: object) -> str:
    return "\n".join(threshold_lines(replace(FACTS, **changes)))


def test_the_default_is_told_in_a_sentence() -> None:
    assert (
        "By default a label is sure from 0.900: that keeps 80.00% of photos, and 1.00% of the kept labels are expected "
        "wrong (95 % interval 0.51% to 1.96%). Measured on 1,000 photos that it had not seen."
    ) in text()


def test_each_target_has_the_threshold_that_keeps_most_with_its_interval() -> None:
    rows = {line.split()[0]: line.split() for line in text().splitlines() if line.lstrip()[:1].isdigit()}
    assert rows["2.00%"][1:4] == ["0.600", "90.00%", "2.00%"]
    # 8 wrong of 800 kept, by Wilson's interval.
    assert rows["1.00%"][1:] == ["0.900", "80.00%", "1.00%", "0.51%", "to", "1.96%"]
    assert rows["0.20%"][1:4] == ["0.990", "50.00%", "0.00%"]


def test_a_class_that_no_threshold_makes_sure_is_said() -> None:
    lines = text().splitlines()
    assert any(line.startswith("aster ") and " 0.900 " in line for line in lines)
    assert any(line.startswith("rose ") and line.endswith("no threshold reaches it") for line in lines)


def test_an_older_pack_has_no_counts_and_no_classes() -> None:
    old = text(risk_photos=None, class_risk=(), class_risk_photos=())
    assert "The model has no risk curves by class." in old
    assert "Measured on" not in old
    assert "0.900   80.00%           1.00%  –" in old


def test_curves_without_counts_have_no_intervals() -> None:
    assert "–" in next(line for line in text(class_risk_photos=()).splitlines() if line.startswith("aster"))


def test_a_threshold_beyond_the_curve_keeps_nothing() -> None:
    assert "From 1.000, no photo was kept." in text(thresholds=Thresholds(1.0, 0.5, 0.5))


def test_a_model_without_a_curve_says_so() -> None:
    assert text(risk=()).endswith("nobody measured what its thresholds mean.")


def test_the_bundled_model_prints_its_table(home: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", "--thresholds"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("thresholds of flowers ")
    assert "By default a label is sure from " in out
