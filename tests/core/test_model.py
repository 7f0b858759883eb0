from __future__ import annotations

from dataclasses import replace

from flowersort.core.model import ModelFacts, RiskPoint
from flowersort.core.state import Thresholds

FACTS = ModelFacts(
    name="flowers",
    version="1.2.0",
    fingerprint="a" * 32,
    classes=("daisy", "roses"),
    temperature=1.3,
    thresholds=Thresholds(sure=0.8, no_flower=0.5, other_flower=0.5),
    risk=(RiskPoint(threshold=0.4, kept=1.0, wrong=0.05),),
)


def test_the_title_is_name_and_version() -> None:
    assert FACTS.title == "flowers 1.2.0"


def test_facts_are_values() -> None:
    assert replace(FACTS) == FACTS
    assert replace(FACTS, fingerprint="b" * 32) != FACTS
    assert len({FACTS, replace(FACTS)}) == 1
