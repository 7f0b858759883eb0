from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.core.metrics import Interval
from flowersort.core.model import RiskPoint
from flowersort.core.novelty import NoveltyReference
from flowersort.core.state import Thresholds
from flowersort.core.training_request import TrainingRequest
from flowersort.training.card import CardFacts, model_card
from flowersort.training.outliers import Novelty, NoveltyFigures
from flowersort.training.reckoning import Quantised, Reckoning

CLASSES = ("aster", "rose")
CUTS = Thresholds(sure=0.9, no_flower=0.789086, other_flower=0.377636)
FIGURES = (
    NoveltyFigures("no_flower", "things", 30, 0.99, 0.95, 0.02),
    NoveltyFigures("no_flower", "document", 10, 0.95, 0.91, 0.06),
    NoveltyFigures("other_flower", "poppy", 20, 0.96, 0.9, 0.1917),
)


def evaluation(*, wrong: int) -> Evaluation:
    given = np.array([0, 1] * 10)
    chances = np.where(given[:, None] == np.arange(2), 0.9, 0.1)
    chances[:wrong] = chances[:wrong, ::-1]
    return evaluate(given, chances, CLASSES)


def reckoning(figures: Evaluation) -> Reckoning:
    return Reckoning(
        temperature=1.25,
        thresholds=CUTS,
        risk=(RiskPoint(0.5, 1.0, 0.05), RiskPoint(0.9, 0.8, 0.005)),
        class_risk=((), ()),
        confidences=np.full(20, 0.9),
        predicted=np.zeros(20, int),
        correct=np.ones(20, bool),
        evaluation=figures,
        source=evaluation(wrong=2),
        by_fold=(0.9, 1.0),
        surest=0.99,
        matrix=evaluation(wrong=3),
        quantised=Quantised(agreement=0.95, lost=-0.001, interval=Interval(-0.004, 0.002), chance=0.625),
        sure_known=0.82,
        sure_other=0.2,
        sure_none=None,
    )


def facts(*, wrong: int = 1, **request: object) -> CardFacts:
    reference = NoveltyReference(*(np.ones(shape, np.float32) for shape in ((4,), (4,), (4, 2), (2,))))
    nothing = np.empty((0, 2))
    return CardFacts(
        request=replace(TrainingRequest("flowers", "out", name="garden", version="3.1", side=96, epochs=7), **request),
        command="flowersort train flowers --out OUT --weights none",
        photos=20,
        pictures_of_one=4,
        folds=2,
        baseline=evaluation(wrong=5),
        teachers_right=18,
        reckoning=reckoning(evaluation(wrong=wrong)),
        novelty=Novelty(reference, CUTS.no_flower, CUTS.other_flower, nothing, nothing, FIGURES),
        mistakes=wrong,
        minutes=61.6,
        machine="2 cores of something",
        notes="",
    )


@pytest.mark.parametrize(
    "line",
    [
        "# garden 3.1",
        "| the recipe below, float (Keras) | 90.00 % | 18 of 20 | 69.90 %–97.21 % |",
        "| **the recipe below, int8, as the file that ships** | 95.00 % | 19 of 20 | 76.39 %–99.11 % |",
        "| rose | 90.91 % | 100.00 % | 95.24 % | 10 |",
        "| aster | 9 | 1 |",
        "| no_flower | all | 40 | 0.9800 | 0.9400 | 3.00 % |",
        "| no_flower | things | 30 | 0.9900 | 0.9500 | 2.00 % |",
        "| other_flower | poppy | 20 | 0.9600 | 0.9000 | 19.17 % |",
        "## Limits",
    ],
)
def test_the_card_says_what_was_measured(line: str) -> None:
    assert line in model_card(facts()).splitlines()


@pytest.mark.parametrize(
    "words",
    [
        "An int8 MobileNetV2 (96 × 96 pixels) that tells aster, rose apart.",
        "Made with `flowersort train flowers --out OUT --weights none` in 62 minutes on 2 cores of something.",
        "By 2-fold cross-validation, stratified by class; 4 copies and near-duplicates",
        "By fold: 90.00 %, 100.00 %.",
        "they lose -0.10 points (95 % interval -0.40 to +0.20; McNemar's exact test: p = 0.62)",
        "Logits are divided by a temperature of 1.250",
        "At the default threshold of 0.900, 80.00 % of the photos",
        "Of the surest 85 %, 99.00 % are labelled as published.",
        "No flower is flagged from 0.789, another flower from 0.378.",
        "82.00 % of known flowers come out `sure`, 20.00 % of flowers of kinds never seen, – of pictures without",
        "18 of 20 photos as given, their views averaged.",
        "Out of fold, 1 photos are named otherwise than published.",
    ],
)
def test_the_card_says_in_words(words: str) -> None:
    assert words in " ".join(model_card(facts()).split())


def test_the_baseline_stands_beside_the_published_figure() -> None:
    (line,) = (line for line in model_card(facts()).splitlines() if line.startswith("| frozen MobileNetV2"))
    assert "published: 89.18 %, 478 of 536" in line
    assert "| 75.00 % | 15 of 20 |" in line


def test_where_not_all_folds_were_judged_the_card_says_so() -> None:
    one = facts()
    assert "(here" not in model_card(one)
    fewer = replace(one, folds=5)
    assert "(here 2 of the 5 folds)" in model_card(fewer)


def test_a_score_without_outliers_says_that_there_is_none() -> None:
    one = facts()
    without = replace(
        one,
        reckoning=replace(one.reckoning, thresholds=Thresholds(0.9, 1.0, 1.0)),
        novelty=replace(one.novelty, figures=(), no_flower_cut=1.0, other_flower_cut=1.0),
    )
    card = " ".join(model_card(without).split())
    assert "No flower is flagged from no score (nothing to learn it from)" in card
    assert "| no_flower |" not in card


def test_a_threshold_that_keeps_nothing_says_so() -> None:
    one = facts()
    never = replace(one, reckoning=replace(one.reckoning, thresholds=Thresholds(1.0, 0.5, 0.5)))
    assert "At the default threshold of 1.000, 0.00 % of the photos" in " ".join(model_card(never).split())


def test_a_class_that_was_never_predicted_has_no_precision() -> None:
    never = evaluate(np.array([0, 1]), np.array([[0.9, 0.1], [0.8, 0.2]]), CLASSES)
    card = model_card(replace(facts(), reckoning=reckoning(never)))
    assert "| rose | – | 0.00 % | 0.00 % | 1 |" in card.splitlines()


def test_outliers_weights_and_licences_are_named() -> None:
    card = model_card(
        facts(
            weights="/here/mine/backbone.weights.h5",
            not_flowers="/here/mine/things",
            other_flowers="/here/mine/others",
            photos_licence="CC BY 2.0",
            weights_licence="Apache-2.0",
        )
    )
    assert "`backbone.weights.h5`" in card
    assert "`things` and `others`, and painted pages, screens" in card
    assert "- **Photos**: CC BY 2.0. Labels as given" in card
    assert "- **Weights to start from**: Apache-2.0." in card
    assert "/home/me" not in card


def test_notes_by_people_come_last() -> None:
    card = model_card(replace(facts(), notes="\n## What was tried\n\n| a | b |\n|---|---|\n\n"))
    assert card.endswith("otherwise than published.\n\n## What was tried\n\n| a | b |\n|---|---|\n")
    assert model_card(facts()).endswith("otherwise than published.\n")


def test_every_table_has_as_many_cells_in_each_row() -> None:
    cells = 0
    for line in model_card(facts()).splitlines():
        count = line.count("|") if line.startswith("|") else 0
        assert count in (0, cells) or cells == 0, line
        cells = count
