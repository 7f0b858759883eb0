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
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from flowersort.core.errors import TrainingError
from flowersort.core.training_request import TrainingRequest
from flowersort.training.assemble import Trained, assemble, figures_of, measure, write_verdicts
from flowersort.training.baseline import Baseline, run_baseline
from flowersort.training.claims import (
    check_request,
    claim_for_outliers,
    claim_for_photos,
    claim_for_request,
    read_notes,
)
from flowersort.training.crossvalidate import Bench, Judge, Lesson, hard_targets, train_judge, tuned_upper
from flowersort.training.data import TrainingPhoto, TrainingSet, read_training_set
from flowersort.training.distill import soft_targets, teachers_words, with_outliers, write_words
from flowersort.training.figures import draw_confusion, draw_grid
from flowersort.training.folds import Folds, divide
from flowersort.training.frozen import frozen_features, trained_photos
from flowersort.training.groundwork import lay_ground, near_features
from flowersort.training.kept import keep_bytes
from flowersort.training.machine import machine
from flowersort.training.pack_writer import write_pack
from flowersort.training.pictures import Pictures, gather
from flowersort.training.recipes import student_recipe, teacher_recipe
from flowersort.training.steps import Say, Steps
from flowersort.training.trials import HEAD, TrialGround, run_trial
from flowersort.training.views import make_views

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
    """Return the line that says what happened: TensorFlow wraps that of a batch in a node's name and tracebacks."""
    text = re.sub(r"^\{\{.*?\}\}\s*", "", str(fault))
    named = re.search(r"^\w+(Error|Exception): .+", text, re.MULTILINE)
    return named.group() if named else text.partition("\n")[0]


class _Training:
    """One training in its output folder."""

    def __init__(self, request: TrainingRequest, say: Say) -> None:
        self._request, self._say = request, say
        self._out = Path(request.out)
        self._steps: Steps

    def run(self) -> None:
        """Take every step that is not done yet, and write the pack."""
        request = self._request
        check_request(request)
        claim_for_request(self._out, request)
        self._steps = Steps(self._out / "steps.json", self._say)
        with self._steps.step("reading every photo"):
            photos, pictures = self._read()
        with self._steps.step("the frozen network's word on every photo"):
            ground = lay_ground(request, photos, pictures)
            folds = divide(photos, count=request.folds, seed=request.seed, features=near_features(request, ground))
        with self._steps.step("the published recipe, as baseline"):
            baseline = self._baseline(photos, folds, ground.features)
        bench = ground.bench
        with self._steps.step(f"{len(bench.views)} views of every picture through the frozen part"):
            for view in make_views(bench.views, pictures.load, ground.lowers, seed=request.seed):
                self._say(f"view {view + 1} of {len(bench.views)}")
        targets, right = self._targets(bench, folds)
        if request.trial is not None:
            self._try(request.trial, bench, folds, targets)
            return
        shipped = self._shipped(bench, targets)
        confirmed = min(folds.count, request.confirm or folds.count)
        judges = tuple(self._student(bench, folds, fold, targets) for fold in range(confirmed))
        features = self._features(photos)
        with self._steps.step("measuring"):
            trained = Trained(
                request=request,
                photos=photos,
                pictures=pictures,
                folds=folds,
                baseline=baseline,
                teachers_right=right,
                judges=judges,
                shipped=shipped,
                minutes=self._steps.seconds / 60,
                machine=machine(),
                notes=read_notes(request),
                features=features,
                recognised=trained_photos(photos),
            )
            measured = measure(trained)
            write_verdicts(self._out / "verdicts.csv", trained, measured)
            write_pack(assemble(trained, measured), self._out / "pack")
        self._say(f"{self._steps.seconds / 60:.0f} minutes in all, on {machine()}")
        self._say(f"the pack is in {self._out / 'pack'}; what it can do stands in its MODEL_CARD.md")

    def _try(self, name: str, bench: Bench, folds: Folds, targets: np.ndarray) -> None:
        ground = TrialGround(bench, folds, targets, student_recipe(self._request.epochs), self._request.seed)
        with self._steps.step(f"trial {name}"):
            row = run_trial(ground, name, out=self._out, say=self._say)
        self._say(f"on the first fold:\n{HEAD}\n{row}")

    def _read(self) -> tuple[TrainingSet, Pictures]:
        photos = read_training_set(Path(self._request.folder))
        claim_for_photos(self._out, photos)
        claim_for_outliers(self._out, self._request)
        for path, reason in photos.unreadable:
            self._say(f"left out {path}: {reason}")
        self._say(f"{len(photos.photos)} photos of {len(photos.classes)} classes")
        return photos, gather(photos, self._request, self._say)

    def _baseline(self, photos: TrainingSet, folds: Folds, features: np.ndarray) -> Baseline:
        request, folder = self._request, self._out / "baseline"
        folder.mkdir(exist_ok=True)
        baseline = run_baseline(photos, folds, features, seed=request.seed)
        figures = baseline.evaluation
        self._say(f"baseline: {figures.correct} of {figures.photos} photos right out of fold ({figures.accuracy:.2%})")
        order = np.random.default_rng(request.seed).permutation(len(photos.photos))
        shown = [photos.photos[number] for number in order]
        predicted = baseline.probabilities[order].argmax(axis=1).tolist()
        draw_confusion(figures.confusion, photos.classes, "Frozen MobileNetV2", folder / "confusion.png")
        draw_grid(shown, photos.classes, folder / "actual.png")
        draw_grid(shown, photos.classes, folder / "actual_and_predicted.png", predicted=predicted)
        (folder / "figures.json").write_text(json.dumps(figures_of(figures), indent=1), encoding="utf-8")
        return baseline

    def _targets(self, bench: Bench, folds: Folds) -> tuple[np.ndarray, int]:
        """Train a teacher for each fold; return soft targets, and how many photos they name as given, out of fold."""
        recipe, targets = teacher_recipe(self._request.epochs), bench.photos.targets

        def teacher(fold: int) -> keras.Model:
            chosen = folds.kept(fold)
            with self._steps.step(f"teacher {fold + 1} of {folds.count}"):
                hard = hard_targets(bench.photos, chosen, smoothing=recipe.smoothing)
                lesson = Lesson(
                    chosen, hard, len(chosen), recipe, self._request.seed + fold, self._out / f"teacher{fold}"
                )
                return tuned_upper(bench, lesson, say=self._say)

        file, classes = self._out / "teachers.npy", len(bench.photos.classes)
        logits = teachers_words(bench.views, folds, teacher, classes=classes, file=file)
        right = int((logits.mean(axis=0).argmax(axis=1) == targets).sum())
        self._say(f"teachers, views averaged: {right} of {len(targets)} photos right out of fold")
        write_words(self._out / "teachers.csv", bench.photos, logits)
        return with_outliers(soft_targets(logits, targets), bench.pictures), right

    def _student(self, bench: Bench, folds: Folds, fold: int, targets: np.ndarray) -> Judge:
        held = folds.held_out(fold)
        with self._steps.step(f"student {fold + 1} of {folds.count}"):
            outliers = bench.pictures.outliers
            shown = outliers[bench.pictures.folds(folds.count, seed=self._request.seed)[outliers] != fold]
            lesson = self._lesson(f"student{fold}", folds.kept(fold), shown, targets)
            judge = train_judge(bench, lesson, watched=held, say=self._say)
        right = int((judge.answers.logits[held].argmax(axis=1) == bench.photos.targets[held]).sum())
        self._say(f"student {fold + 1}: {right} of {len(held)} photos right that it had not seen")
        return judge

    def _shipped(self, bench: Bench, targets: np.ndarray) -> Judge:
        everything = np.arange(len(bench.photos.photos))
        shown = np.random.default_rng(self._request.seed).permutation(everything)[:_ANSWERS]
        with self._steps.step("the network that ships, on all photos"):
            lesson = self._lesson("shipped", everything, bench.pictures.outliers, targets)
            shipped = train_judge(bench, lesson, watched=shown, say=self._say)
        self._write_answers([bench.photos.photos[number] for number in shown], bench.photos.classes, shipped.source)
        return shipped

    def _features(self, photos: TrainingSet) -> bytes | None:
        """Return the network before any training, for audits; random weights have nothing to say there."""
        request, file = self._request, self._out / "features.tflite"
        if request.weights == "none":
            return None
        with self._steps.step("features for audits"):
            if not file.exists():
                made = frozen_features(photos, weights=request.weights, side=request.side, seed=request.seed)
                keep_bytes(file, made)
        return file.read_bytes()

    def _lesson(self, name: str, known: np.ndarray, outliers: np.ndarray, targets: np.ndarray) -> Lesson:
        pictures, recipe = np.concatenate([known, outliers]), student_recipe(self._request.epochs)
        return Lesson(pictures, targets[:, pictures], len(known), recipe, self._request.seed, self._out / name)

    def _write_answers(self, photos: list[TrainingPhoto], classes: tuple[str, ...], logits: np.ndarray) -> None:
        """Write down the float network's logits, for the test that compares the shipped file with them."""
        with (self._out / "keras_answers.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["content_hash", "given", *classes])
            for photo, row in zip(photos, logits, strict=True):
                writer.writerow([photo.content, classes[photo.target], *(f"{value:.4f}" for value in row)])
