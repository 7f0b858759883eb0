from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.evaluation import evaluate
from flowersort.core.novelty import NoveltyReference
from flowersort.core.state import Thresholds
from flowersort.core.training_request import TrainingRequest
from flowersort.training.card import CardFacts, model_card
from flowersort.training.outliers import Novelty, NoveltyFigures

CLASSES = ("aster", "rose")


def evaluation(*, wrong: int) -> object:
    given = np.array([0, 1] * 10)
    chances = np.where(given[:, None] == np.arange(2), 0.9, 0.1)
    chances[:wrong] = chances[:wrong, ::-1]
    return evaluate(given, chances, CLASSES)


def facts() -> CardFacts:
    reference = NoveltyReference(*(np.ones(shape, np.float32) for shape in ((4,), (4,), (4, 2), (2,))))
    return CardFacts(
        request=TrainingRequest("flowers", "out", name="garden", version="3.1", side=96, epochs=7),
        command="flowersort train flowers --out OUT --weights none",
        trained=123,
        tested=20,
        baseline=evaluation(wrong=5),
        source=evaluation(wrong=2),
        quantised=evaluation(wrong=1),
        agreement=0.95,
        temperature=1.25,
        thresholds=Thresholds(sure=0.9, no_flower=0.789086, other_flower=0.377636),
        novelty=Novelty(reference, 0.789086, 0.377636, NoveltyFigures(0.9917, 0.0174), NoveltyFigures(0.96, 0.1917)),
        kept=0.8,
        wrong=0.005,
    )


@pytest.mark.parametrize(
    "line",
    [
        "# garden 3.1",
        "An int8 MobileNetV2 (96 × 96 pixels) that tells aster, rose apart. It gives logits and an",
        "offline. Made with `flowersort train flowers --out OUT --weights none`.",
        "On 20 photos held back from training, stratified by class, copies of one picture never on both sides:",
        "| fine-tuned, float (Keras) | 90.00 % | 18 of 20 | 69.90 %–97.21 % |",
        "| **fine-tuned, int8: the file that ships** | 95.00 % | 19 of 20 | 76.39 %–99.11 % |",
        "The int8 file names the same class as its float source on 95.00 % of them.",
        "| rose | 90.91 % | 100.00 % | 95.24 % | 10 |",
        "| aster | 9 | 1 |",
        "| no flower (halves of the outliers held back in turn) | 0.9917 | 1.74 % | 0.789 |",
        "| other flower (whole kinds held back in turn) | 0.9600 | 19.17 % | 0.378 |",
        "## Limits",
    ],
)
def test_the_card_says_what_was_measured(line: str) -> None:
    assert line in model_card(facts()).splitlines()


def test_the_baseline_stands_beside_the_published_figure() -> None:
    (line,) = (line for line in model_card(facts()).splitlines() if line.startswith("| frozen MobileNetV2"))
    assert "published: 89.18 %, 478 of 536" in line
    assert "| 75.00 % | 15 of 20 |" in line


def test_a_score_without_outliers_is_never_flagged() -> None:
    one = facts()
    card = model_card(
        replace(
            one,
            thresholds=Thresholds(0.9, 1.0, 1.0),
            novelty=replace(one.novelty, no_flower=None, other_flower=None, no_flower_cut=1.0, other_flower_cut=1.0),
        )
    )
    assert "| no flower (halves of the outliers held back in turn) | not measured | – | never |" in card.splitlines()


def test_a_score_that_was_fitted_but_not_measured_says_from_where_it_flags() -> None:
    one = facts()
    card = model_card(replace(one, novelty=replace(one.novelty, other_flower=None)))
    assert "| other flower (whole kinds held back in turn) | not measured | – | 0.378 |" in card.splitlines()


def test_a_class_that_was_never_predicted_has_no_precision() -> None:
    given = np.array([0, 1])
    never = evaluate(given, np.array([[0.9, 0.1], [0.8, 0.2]]), CLASSES)
    assert "| rose | – | 0.00 % | 0.00 % | 1 |" in model_card(replace(facts(), quantised=never)).splitlines()


def test_every_table_has_as_many_cells_in_each_row() -> None:
    cells = 0
    for line in model_card(facts()).splitlines():
        count = line.count("|") if line.startswith("|") else 0
        assert count in (0, cells) or cells == 0, line
        cells = count
