"""One command from photos and weights to a pack.

Steps that are finished in the output folder are taken from there, so an interrupted training goes on where it was; a
changed request in the same folder is refused, since old and new steps would mix.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from flowersort.core.errors import TrainingError
from flowersort.core.training_request import TrainingRequest
from flowersort.training.assemble import Measured, Trained, assemble, figures_of
from flowersort.training.baseline import Baseline, run_baseline
from flowersort.training.batches import PlainBatches
from flowersort.training.claims import check_request, claim_for_photos, claim_for_request, outlier_paths
from flowersort.training.data import TrainingSet, read_training_set
from flowersort.training.export import to_int8
from flowersort.training.figures import draw_confusion, draw_grid
from flowersort.training.finetune import Recipe, fine_tune
from flowersort.training.measure import run_quantised
from flowersort.training.network import build_network, logits_model
from flowersort.training.pack_writer import write_pack
from flowersort.training.split import Split, split

Say = Callable[[str], None]

_WEIGHTS_NAME, _UNFINISHED_NAME = "finetuned.weights.h5", "unfinished.weights.h5"
# The agreement test wants 500 different photos, and published sets hold some twice.
_ANSWERS = 520


def train(request: TrainingRequest) -> int:
    """Train a pack and say on standard error how far it is; return exit status 0.

    Raises:
        TrainingError: data, weights, options or the output folder are unusable.
        PackError: the finished pack fails the checks of loading.
    """
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"[{(time.monotonic() - began) / 60:6.1f} min] {line}", file=sys.stderr, flush=True)  # noqa: T201

    try:
        _Training(request, say).run()
    except (OSError, tf.errors.OpError) as fault:
        raise TrainingError(f"Training could not go on: {_brief(fault)}") from fault
    return 0


def _brief(fault: Exception) -> str:
    """Return the fault's first line: TensorFlow wraps that of a batch between a node's name and a traceback."""
    return re.sub(r"^\{\{.*?\}\}\s*", "", str(fault)).partition("\n")[0]


class _Training:
    """One training in its output folder."""

    def __init__(self, request: TrainingRequest, say: Say) -> None:
        self._request, self._say = request, say
        self._out = Path(request.out)
        self._weights = None if request.weights == "none" else request.weights

    def run(self) -> None:
        """Take every step that is not done yet, and write the pack."""
        request = self._request
        check_request(request)
        claim_for_request(self._out, request)
        photos = read_training_set(Path(request.folder))
        claim_for_photos(self._out, photos)
        parts = split(photos, seed=request.seed)
        for path, reason in photos.unreadable:
            self._say(f"left out {path}: {reason}")
        fitted = np.sort(np.concatenate([parts.train, parts.validation]))
        self._say(
            f"{len(photos.photos)} photos of {len(photos.classes)} classes; {len(parts.test)} held back to test on"
        )
        baseline = self._baseline(photos, parts)
        network = self._fine_tuned(photos, fitted)
        training_photos = [photos.photos[number] for number in fitted]
        self._say("quantising …")
        model = to_int8(network, training_photos, side=request.side, seed=request.seed)
        source = self._source(network, photos, parts, fitted)
        measured = self._measured(model, photos, parts, fitted, network.output["embedding"].shape[-1])
        trained = Trained(request, photos, parts, baseline, source, measured, model)
        write_pack(assemble(trained), self._out / "pack")
        self._say(f"the pack is in {self._out / 'pack'}; what it can do stands in its MODEL_CARD.md")

    def _baseline(self, photos: TrainingSet, parts: Split) -> Baseline:
        request, folder = self._request, self._out / "baseline"
        folder.mkdir(exist_ok=True)
        baseline = run_baseline(
            photos, parts, weights=self._weights, side=request.side, seed=request.seed, say=self._say
        )
        figures = baseline.evaluation
        self._say(f"baseline: {figures.correct} of {figures.photos} test photos right ({figures.accuracy:.2%})")
        shown = [photos.photos[number] for number in np.random.default_rng(request.seed).permutation(parts.test)]
        predicted = dict(zip(parts.test.tolist(), baseline.probabilities.argmax(axis=1).tolist(), strict=True))
        order = np.random.default_rng(request.seed).permutation(parts.test).tolist()
        draw_confusion(figures.confusion, photos.classes, "Frozen MobileNetV2", folder / "confusion.png")
        draw_grid(shown, photos.classes, folder / "actual.png")
        draw_grid(shown, photos.classes, folder / "actual_and_predicted.png", predicted=[predicted[n] for n in order])
        (folder / "figures.json").write_text(json.dumps(figures_of(figures), indent=1), encoding="utf-8")
        return baseline

    def _fine_tuned(self, photos: TrainingSet, fitted: np.ndarray) -> keras.Model:
        request, saved = self._request, self._out / _WEIGHTS_NAME
        recipe = Recipe(side=request.side, epochs=request.epochs, seed=request.seed)
        classes = len(photos.classes)
        if saved.exists():
            self._say(f"fine-tune: taken from {saved}")
            network = build_network(classes=classes, side=request.side, weights=None, dropout=recipe.dropout)
            try:
                network.load_weights(str(saved))
            except (OSError, ValueError, KeyError) as fault:
                raise TrainingError(f"{saved} is damaged ({fault}). Delete it to train again.") from fault
            return network
        chosen = [photos.photos[number] for number in fitted]
        network = fine_tune(
            chosen, classes=classes, weights=self._weights, recipe=recipe, work=self._out, say=self._say
        )
        # Renamed when whole, since the next call takes it for finished.
        unfinished = self._out / _UNFINISHED_NAME
        network.save_weights(str(unfinished), overwrite=True)
        unfinished.replace(saved)
        return network

    def _source(self, network: keras.Model, photos: TrainingSet, parts: Split, fitted: np.ndarray) -> np.ndarray:
        """Return the float network's logits on the test photos.

        They are written down for the agreement test, with those on some training photos where the test photos are few.
        """
        more = np.random.default_rng(self._request.seed).permutation(fitted)[: max(0, _ANSWERS - len(parts.test))]
        chosen = [photos.photos[number] for number in np.concatenate([parts.test, more])]
        logits = logits_model(network).predict(PlainBatches(chosen, side=self._request.side), verbose=0)
        with (self._out / "keras_answers.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["content_hash", "given", *photos.classes])
            for photo, row in zip(chosen, logits, strict=True):
                writer.writerow([photo.content, photos.classes[photo.target], *(f"{value:.4f}" for value in row)])
        return np.asarray(logits[: len(parts.test)])

    def _measured(
        self, model: bytes, photos: TrainingSet, parts: Split, fitted: np.ndarray, embedding: int
    ) -> Measured:
        none, other = (outlier_paths(folder) for folder in (self._request.not_flowers, self._request.other_flowers))
        self._say(f"measuring the int8 network on {len(photos.photos)} photos and {len(none) + len(other)} outliers …")
        test, known, no_flower, other_flower = (
            run_quantised(
                model, paths, classes=photos.classes, side=self._request.side, embedding=embedding, say=self._say
            )
            for paths in (
                [photos.photos[number].path for number in parts.test],
                [photos.photos[number].path for number in fitted],
                none,
                other,
            )
        )
        if len(test.logits) != len(parts.test):
            raise TrainingError("Some of the photos to test on can't be read any more (see above). Begin anew without.")
        kinds = np.array([path.parent.name for path in other])
        if len(kinds) != len(other_flower.logits):
            raise TrainingError("Some photos of other flowers can't be read (see above); take them out of the folder.")
        return Measured(test, known, no_flower, other_flower, kinds)
