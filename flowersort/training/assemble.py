"""Everything that was trained and measured → the content of a pack."""

from __future__ import annotations

import hashlib
import shlex
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.core.csv_names import readable
from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.core.model import RiskPoint
from flowersort.core.risk import risk_curve, threshold_for_risk
from flowersort.core.state import Thresholds
from flowersort.core.training_request import TrainingRequest
from flowersort.training.baseline import Baseline
from flowersort.training.card import CardFacts, model_card
from flowersort.training.data import TrainingSet
from flowersort.training.measure import Outputs, cross_fitted
from flowersort.training.outliers import Embeddings, Novelty, fit_novelty
from flowersort.training.pack_writer import PackContent
from flowersort.training.split import Split

# By default at most this share of the kept labels is expected to be wrong.
_MOST_WRONG = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Outputs of the quantised network over the photos of one training.

    Attributes:
        test, known: photos of the classes, held back and trained on.
        kinds: shape (other_flower photos,), the kind of each.
    """

    test: Outputs
    known: Outputs
    no_flower: Outputs
    other_flower: Outputs
    kinds: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """One finished training.

    Attributes:
        source: logits of the float network on the test photos, shape (test photos, classes).
        model: the bytes of the quantised network.
    """

    request: TrainingRequest
    photos: TrainingSet
    parts: Split
    baseline: Baseline
    source: np.ndarray
    measured: Measured
    model: bytes


def assemble(trained: Trained) -> PackContent:
    """Fit temperature, thresholds and novelty scores, and write the card."""
    request, measured = trained.request, trained.measured
    targets = trained.photos.targets[trained.parts.test]
    novelty = _novelty(measured, seed=request.seed)
    temperature = fit_temperature(measured.test.logits, targets)
    calibrated = probabilities(measured.test.logits, temperature)
    curve = risk_curve(calibrated.max(axis=1), calibrated.argmax(axis=1) == targets)
    chosen = _default_point(curve)
    facts = CardFacts(
        request=request,
        command=_command(request),
        trained=len(trained.parts.train) + len(trained.parts.validation),
        tested=len(targets),
        baseline=trained.baseline.evaluation,
        source=evaluate(targets, probabilities(trained.source, 1.0), trained.photos.classes),
        quantised=cross_fitted(measured.test.logits, targets, trained.photos.classes, seed=request.seed),
        agreement=float((trained.source.argmax(axis=1) == measured.test.logits.argmax(axis=1)).mean()),
        temperature=temperature,
        thresholds=Thresholds(chosen.threshold, novelty.no_flower_cut, novelty.other_flower_cut),
        novelty=novelty,
        kept=chosen.kept,
        wrong=chosen.wrong,
    )
    return PackContent(
        name=request.name,
        version=request.version,
        classes=trained.photos.classes,
        side=request.side,
        temperature=temperature,
        thresholds=facts.thresholds,
        risk=curve,
        reference=novelty.reference,
        model=trained.model,
        card=model_card(facts),
        training=_provenance(trained),
        metrics=_metrics(facts),
    )


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


def _novelty(measured: Measured, *, seed: int) -> Novelty:
    embeddings = Embeddings(
        known=measured.known.embeddings,
        held_out=measured.test.embeddings,
        no_flower=measured.no_flower.embeddings,
        other_flower=measured.other_flower.embeddings,
        kinds=measured.kinds,
    )
    return fit_novelty(embeddings, seed=seed)


def _default_point(curve: tuple[RiskPoint, ...]) -> RiskPoint:
    threshold = threshold_for_risk(curve, at_most=_MOST_WRONG)
    never = RiskPoint(threshold=1.0, kept=0.0, wrong=0.0)
    return next((point for point in curve if point.threshold == threshold), never)


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
    }


def _metrics(facts: CardFacts) -> dict[str, object]:
    novelty = facts.novelty
    return {
        "command": facts.command,
        "held_out": figures_of(facts.quantised),
        "float_held_out": figures_of(facts.source),
        "baseline_held_out": figures_of(facts.baseline),
        "agreement_with_float": facts.agreement,
        "no_flower_auroc": novelty.no_flower.auroc if novelty.no_flower else None,
        "other_flower_auroc": novelty.other_flower.auroc if novelty.other_flower else None,
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
    words += ["--side", str(request.side), "--epochs", str(request.epochs), "--seed", str(request.seed)]
    # A folder's name may hold bytes that are no text, and a manifest can't.
    return readable(shlex.join(words))
