"""The quantised network as the program will run it, over many photos; and what its outputs are worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.core.errors import PhotoError
from flowersort.core.evaluation import Evaluation, evaluate
from flowersort.core.state import Thresholds
from flowersort.services.inference.interpreter import Interpreter
from flowersort.services.inference.manifest import Manifest
from flowersort.services.inference.preprocess import model_input
from flowersort.training.data import load_rgb


@dataclass(frozen=True, slots=True, eq=False)
class Outputs:
    """Outputs of the network: logits (photos, classes) and embeddings (photos, embedding), float32."""

    logits: np.ndarray
    embeddings: np.ndarray


def run_quantised(
    model: bytes,
    paths: Sequence[Path],
    *,
    classes: tuple[str, ...],
    side: int,
    embedding: int,
    say: Callable[[str], None],
) -> Outputs:
    """Decode, scale and run photos one by one with the run-time code; an unreadable one is left out and said.

    Raises:
        PackError: the file is not the network that it should be.
    """
    interpreter = Interpreter(model, _draft_manifest(classes, side, embedding))
    logits, embeddings = [np.empty((0, len(classes)), np.float32)], [np.empty((0, embedding), np.float32)]
    for path in paths:
        try:
            one, other = interpreter.run(model_input(load_rgb(path), side))
        except (PhotoError, OSError) as fault:
            say(f"left out {path}: {fault}")
            continue
        logits.append(one[np.newaxis])
        embeddings.append(other[np.newaxis])
    return Outputs(np.concatenate(logits), np.concatenate(embeddings))


def cross_fitted(logits: np.ndarray, targets: np.ndarray, classes: tuple[str, ...], *, seed: int) -> Evaluation:
    """Evaluate probabilities of which none was calibrated on itself: each half by the other half's temperature."""
    half = np.random.default_rng(seed).permutation(len(targets)) % 2
    calibrated = np.empty(logits.shape)
    for side in (0, 1):
        temperature = fit_temperature(logits[half != side], targets[half != side])
        calibrated[half == side] = probabilities(logits[half == side], temperature)
    return evaluate(targets, calibrated, classes)


def _draft_manifest(classes: tuple[str, ...], side: int, embedding: int) -> Manifest:
    return Manifest(
        name="draft",
        version="0",
        classes=classes,
        side=side,
        input_type="uint8",
        embedding=embedding,
        temperature=1.0,
        thresholds=Thresholds(1.0, 1.0, 1.0),
        risk=(),
        hashes={},
    )
