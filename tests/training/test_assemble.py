from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.evaluation import evaluate
from flowersort.core.training_request import TrainingRequest
from flowersort.training.assemble import Measured, Trained, assemble, figures_of, measure, write_verdicts
from flowersort.training.baseline import Baseline
from flowersort.training.pack_writer import PackContent
from tests.training.made import CLASSES, made_folds, made_judge, made_photos, made_pictures

FOLDER, OUT = "/photos/of/me/garden", "/photos/of/me/out"


def trained(
    *, classes: tuple[str, ...] = CLASSES, photos: int = 400, judges: int = 2, right: float = 0.9, **asked: object
) -> Trained:
    """Return a training whose networks are right on a share of the photos, surer where they are right."""
    known = made_photos(photos, classes)
    folds, pictures = made_folds(known), made_pictures(known, things=40, kinds=("poppy", "gentian"))
    chances = np.full((photos, len(classes)), 1 / len(classes))
    return Trained(
        request=replace(TrainingRequest(FOLDER, OUT, weights="none", folds=2), **asked),
        photos=known,
        pictures=pictures,
        folds=folds,
        baseline=Baseline(evaluate(known.targets, chances, classes), chances),
        teachers_right=380,
        judges=tuple(
            made_judge(pictures, known, folds.held_out(fold), seed=fold, right=right) for fold in range(judges)
        ),
        shipped=made_judge(pictures, known, np.arange(3), seed=9),
        minutes=12.4,
        machine="2 cores of something",
        notes="",
    )


def assembled(one: Trained) -> PackContent:
    return assemble(one, measure(one))


def test_a_pack_is_put_together_of_what_was_measured() -> None:
    one = trained()
    measured: Measured = measure(one)
    content, reckoning = assemble(one, measured), measured.reckoning
    assert (content.classes, content.model) == (CLASSES, b"network")
    assert (content.temperature, content.thresholds) == (reckoning.temperature, reckoning.thresholds)
    assert content.reference is measured.novelty.reference
    assert content.risk == reckoning.risk
    assert content.risk_photos == sum(content.class_risk_photos) == 400
    assert len(content.class_risk) == 2
    json.dumps([content.training, content.metrics], allow_nan=False)


def test_metrics_name_networks_beside_each_other() -> None:
    metrics = assembled(trained()).metrics
    for name in ("out_of_fold", "float_out_of_fold", "baseline_out_of_fold"):
        figures = metrics[name]
        assert isinstance(figures, dict)
        assert figures["photos"] == 400
    assert metrics["agreement_with_float"] == 1.0
    assert metrics["lost_by_int8"] == 0.0
    assert len(metrics["accuracy_by_fold"]) == 2


def test_where_one_of_two_folds_was_judged_its_photos_count() -> None:
    one = trained(judges=1, confirm=1)
    content = assembled(one)
    assert content.risk_photos == 200
    assert "(here 1 of the 2 folds)" in content.card
    assert "--folds 2 --confirm 1 --seed 20" in str(content.training["command"])


def test_the_command_names_folders_by_their_last_name_only(tmp_path: Path) -> None:
    one = trained(
        folder="/photos/of/me/my garden",
        weights="/photos/of/me/w.weights.h5",
        not_flowers="/photos/of/me/things/",
        other_flowers="/photos/of/me/others",
        photos_licence="CC BY 2.0",
        notes="/photos/of/me/notes.md",
    )
    content = assembled(one)
    command = (
        "flowersort train 'my garden' --out OUT --weights w.weights.h5 --not-flowers things --other-flowers others "
        "--photos-licence 'CC BY 2.0' --side 224 --epochs 12 --folds 2 --notes notes.md --seed 20"
    )
    assert content.metrics["command"] == content.training["command"] == command
    assert "/photos" not in content.card + json.dumps([content.training, content.metrics])


def test_a_folder_whose_name_is_no_text_makes_a_pack_all_the_same() -> None:
    content = assembled(trained(folder="/photos/of/me/caf\udce9", not_flowers="/th\udce9ngs"))
    content.card.encode()
    assert "caf\\udce9" in str(content.training["command"])


def test_photos_and_weights_are_told_by_hash(tmp_path: Path) -> None:
    (tmp_path / "w.weights.h5").write_bytes(b"weights")
    known = assembled(trained(weights=str(tmp_path / "w.weights.h5"))).training
    assert known["weights_sha256"] == hashlib.sha256(b"weights").hexdigest()
    assert assembled(trained()).training["weights_sha256"] is None
    assert (known["photos"], known["minutes"], known["machine"]) == (400, 12, "2 cores of something")
    assert len(str(known["photos_sha256"])) == 64


def test_200_classes_fit_in_card_and_manifest() -> None:
    names = tuple(f"kind {number}" for number in range(200))
    content = assembled(trained(classes=names, photos=800, right=0.7))
    assert len(content.class_risk) == len(content.class_risk_photos) == 200
    assert all(f"\n| {name} |" in content.card for name in names)
    json.dumps([content.training, content.metrics], allow_nan=False)


def test_figures_are_plain_types() -> None:
    figures = figures_of(evaluate(np.array([0, 1]), np.array([[0.9, 0.1], [0.8, 0.2]]), CLASSES))
    assert json.loads(json.dumps(figures)) == figures
    assert figures["confusion"] == [[1, 0], [1, 0]]
    assert figures["accuracy"] == 0.5


def test_verdicts_are_a_table_with_the_likeliest_mistakes_first(tmp_path: Path) -> None:
    one = trained()
    measured = measure(one)
    write_verdicts(tmp_path / "verdicts.csv", one, measured)
    with (tmp_path / "verdicts.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 400
    assert [float(row["p_given"]) for row in rows] == sorted(float(row["p_given"]) for row in rows)
    wrong = int((~measured.reckoning.correct).sum())
    assert wrong > 10
    assert all(row["given"] != row["predicted"] for row in rows[:wrong])
    assert all(row["given"] == row["predicted"] for row in rows[wrong:])
    one_row = next(row for row in rows if row["photo"] == "5.jpg")
    assert (one_row["given"], one_row["fold"]) == ("rose", str(one.folds.of[5]))


def test_a_photo_whose_name_is_no_text_has_its_row(tmp_path: Path) -> None:
    one = trained()
    photos = (replace(one.photos.photos[0], path=Path("caf\udce9.jpg")), *one.photos.photos[1:])
    odd = replace(one, photos=replace(one.photos, photos=photos))
    write_verdicts(tmp_path / "verdicts.csv", odd, measure(odd))
    assert "caf?.jpg" in (tmp_path / "verdicts.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("right", [0.0, 1.0])
def test_networks_that_are_always_right_or_never_make_a_pack(right: float) -> None:
    content = assembled(trained(right=right))
    assert content.temperature > 0.0
    assert content.card.startswith("# flowers 1.0.0\n")
