"""Everything that was trained and measured → the content of a pack."""

from __future__ import annotations

import csv
import hashlib
import shlex
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from flowersort.core.calibration import probabilities
from flowersort.core.csv_names import readable
from flowersort.core.evaluation import Evaluation
from flowersort.core.statistics import ClassStatistics
from flowersort.core.trained import TrainedPhotos
from flowersort.core.training_request import TrainingRequest
from flowersort.training.answers import Answers
from flowersort.training.baseline import Baseline
from flowersort.training.card import CardFacts, model_card
from flowersort.training.crossvalidate import Judge, Verdicts, verdicts
from flowersort.training.data import TrainingSet
from flowersort.training.folds import Folds
from flowersort.training.frozen import audit_card
from flowersort.training.outliers import Novelty, fit_novelty
from flowersort.training.pack_writer import PackContent
from flowersort.training.pictures import Pictures
from flowersort.training.reckoning import Outliers, Reckoning, reckon
from flowersort.training.statistics import chosen, learning_card, statistics_of, targets_of


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """One finished training.

    Attributes:
        judges: the quantised networks of the folds, in the order of the folds; not all need to be there.
        teachers_right: how many photos the teachers name as given, their views averaged, none seen in training.
        minutes: how long it all took.
        machine: what it ran on.
        notes: Markdown for the card, from people.
        features: the network before any training, as `.tflite`, for audits; None where the weights were random.
        recognised: what the photos are recognised by, for audits.
    """

    request: TrainingRequest
    photos: TrainingSet
    pictures: Pictures
    folds: Folds
    baseline: Baseline
    teachers_right: int
    judges: tuple[Judge, ...]
    shipped: Judge
    minutes: float
    machine: str
    notes: str
    features: bytes | None = None
    recognised: TrainedPhotos | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What cross-validation says of the recipe, from the verdicts on."""

    judged: Verdicts
    novelty: Novelty
    reckoning: Reckoning


def measure(trained: Trained) -> Measured:
    """Fit temperature, thresholds and novelty scores, and measure all of them out of fold."""
    pictures, judges = trained.pictures, trained.judges
    judged = verdicts(trained.folds, judges)
    novelty = fit_novelty(pictures, trained.folds, judges, trained.shipped, seed=trained.request.seed)
    outliers = Outliers(pictures, np.stack([judge.answers.logits for judge in judges]))
    given = trained.photos.targets[judged.photos]
    reckoning = reckon(judged, given, classes=trained.photos.classes, novelty=novelty, outliers=outliers)
    return Measured(judged, novelty, reckoning)


def write_verdicts(path: Path, trained: Trained, measured: Measured) -> None:
    """Write a table of all judged photos, the likeliest mistakes of the set first, for people to look at.

    Raises:
        OSError: it can't be written.
    """
    photos, classes, reckoning = trained.photos, trained.photos.classes, measured.reckoning
    calibrated = probabilities(measured.judged.logits, reckoning.temperature)
    given = photos.targets[measured.judged.photos]
    self_confidence = calibrated[np.arange(len(given)), given]
    with path.open("w", newline="", encoding="utf-8", errors="replace") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["photo", "given", "predicted", "confidence", "p_given", "no_flower", "other_flower", "fold"])
        for row in np.argsort(self_confidence, kind="stable").tolist():
            photo = photos.photos[measured.judged.photos[row]]
            numbers = (reckoning.confidences[row], self_confidence[row], *measured.novelty.scores[row])
            words = (photo.path.name, classes[photo.target], classes[reckoning.predicted[row]])
            writer.writerow([*words, *(f"{number:.4f}" for number in numbers), int(measured.judged.folds[row])])


def assemble(trained: Trained, measured: Measured) -> PackContent:
    """Put the pack together, card and all."""
    request, reckoning, novelty = trained.request, measured.reckoning, measured.novelty
    classes, facts, statistics = trained.photos.classes, _facts(trained, measured), _statistics(trained)
    return PackContent(
        name=request.name,
        version=request.version,
        classes=classes,
        side=request.side,
        temperature=reckoning.temperature,
        thresholds=reckoning.thresholds,
        risk=reckoning.risk,
        risk_photos=len(reckoning.predicted),
        class_risk=reckoning.class_risk,
        class_risk_photos=tuple(np.bincount(reckoning.predicted, minlength=len(classes)).tolist()),
        reference=novelty.reference,
        model=trained.shipped.model,
        card=f"{_card(trained, facts)}\n{learning_card(statistics)}\n",
        features=trained.features,
        trained=trained.recognised,
        statistics=statistics,
        training=_provenance(trained),
        metrics=_metrics(facts),
    )


def _statistics(trained: Trained) -> ClassStatistics:
    targets = targets_of(trained.pictures, trained.photos.targets)
    rows = chosen(targets, seed=trained.request.seed)
    answers = trained.shipped.answers
    return statistics_of(Answers(answers.logits[rows], answers.embeddings[rows]), targets[rows])


def _card(trained: Trained, facts: CardFacts) -> str:
    card = model_card(facts)
    if trained.features is None:
        return card
    return f"{card}\n{audit_card(facts.photos, weights=readable(Path(trained.request.weights).name))}\n"


def figures_of(figures: Evaluation) -> dict[str, object]:
    """Return the figures that a manifest or a JSON file names, in plain types."""
    interval = figures.accuracy_interval
    return {
        "photos": figures.photos,
        "correct": figures.correct,
        "accuracy": figures.accuracy,
        "accuracy_95": [interval.low, interval.high],
        "calibration_error": figures.calibration_error,
        "brier": figures.brier,
        "confusion": figures.confusion.tolist(),
    }


def _facts(trained: Trained, measured: Measured) -> CardFacts:
    photos, reckoning = trained.photos, measured.reckoning
    return CardFacts(
        request=trained.request,
        command=_command(trained.request),
        photos=len(photos.photos),
        pictures_of_one=len(photos.photos) - len(np.unique(trained.folds.groups)),
        folds=trained.folds.count,
        baseline=trained.baseline.evaluation,
        teachers_right=trained.teachers_right,
        reckoning=reckoning,
        novelty=measured.novelty,
        mistakes=int((~reckoning.correct).sum()),
        minutes=trained.minutes,
        machine=trained.machine,
        notes=trained.notes,
    )


def _provenance(trained: Trained) -> dict[str, object]:
    contents = sorted(photo.content for photo in trained.photos.photos)
    weights = Path(trained.request.weights)
    return {
        "photos": len(contents),
        "photos_sha256": hashlib.sha256("\n".join(contents).encode()).hexdigest(),
        "photos_licence": readable(trained.request.photos_licence),
        "weights": readable(weights.name),
        "weights_sha256": hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else None,
        "weights_licence": readable(trained.request.weights_licence),
        "command": _command(trained.request),
        "minutes": round(trained.minutes),
        "machine": trained.machine,
    }


def _metrics(facts: CardFacts) -> dict[str, object]:
    reckoning = facts.reckoning
    return {
        "command": facts.command,
        "out_of_fold": figures_of(reckoning.evaluation),
        "float_out_of_fold": figures_of(reckoning.source),
        "baseline_out_of_fold": figures_of(facts.baseline),
        "accuracy_by_fold": list(reckoning.by_fold),
        "accuracy_of_surest_85_percent": reckoning.surest,
        "agreement_with_float": reckoning.quantised.agreement,
        "lost_by_int8": reckoning.quantised.lost,
        "sure_among_known": reckoning.sure_known,
        "sure_among_other_flowers": reckoning.sure_other,
        "sure_among_no_flower": reckoning.sure_none,
        "novelty": [asdict(each) for each in facts.novelty.figures],
    }


def _command(request: TrainingRequest) -> str:
    """Return the command that makes this pack again, folders by their last name only."""
    words = ["flowersort", "train", Path(request.folder).name, "--out", "OUT"]
    words += ["--weights", Path(request.weights).name]
    for option, folder in (("--not-flowers", request.not_flowers), ("--other-flowers", request.other_flowers)):
        if folder is not None:
            words += [option, Path(folder).name]
    for option, text in (("--photos-licence", request.photos_licence), ("--weights-licence", request.weights_licence)):
        if text != "not stated":
            words += [option, text]
    words += ["--side", str(request.side), "--epochs", str(request.epochs), "--folds", str(request.folds)]
    words += [] if request.confirm is None else ["--confirm", str(request.confirm)]
    words += [] if request.notes is None else ["--notes", Path(request.notes).name]
    words += ["--seed", str(request.seed)]
    # A folder's name may hold bytes that are no text, and a manifest can't.
    return readable(shlex.join(words))
