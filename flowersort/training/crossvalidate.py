"""Train, quantise and run one network for each fold, so that every photo is judged once by one that has not seen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from flowersort.core.errors import PackError
from flowersort.training.answers import Answers, check_network, run_quantised
from flowersort.training.batches import PlainBatches
from flowersort.training.data import TrainingPhoto, TrainingSet
from flowersort.training.export import to_int8
from flowersort.training.finetune import fine_tune
from flowersort.training.folds import Folds
from flowersort.training.kept import damaged, keep_array, keep_bytes, kept_array, unfinished
from flowersort.training.network import Kernels, build_upper, join, logits_model
from flowersort.training.pictures import Pictures
from flowersort.training.recipes import Recipe
from flowersort.training.steps import Say
from flowersort.training.views import ViewBatches, Views

_WEIGHTS, _MODEL, _ANSWERS, _SOURCE = "finetuned.weights.h5", "model.tflite", "answers.npz", "source.npy"


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """What every training of one run shares: photos, pictures, views, the frozen part."""

    photos: TrainingSet
    pictures: Pictures
    views: Views
    lower: keras.Model
    kernels: Kernels
    side: int


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """One network, quantised, and its word on every picture.

    Attributes:
        source: logits of its float source on the photos that it was watched on, shape (watched photos, classes).
    """

    model: bytes
    answers: Answers
    source: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What one network is taught.

    Attributes:
        pictures: shape (pictures,), known photos and then outliers, by number.
        targets: shape (pictures, width), or (views, pictures, width) where each view has its own.
        known: how many of the pictures are known photos.
        work: folder of its backups and of what comes out.
    """

    pictures: np.ndarray
    targets: np.ndarray
    known: int
    recipe: Recipe
    seed: int
    work: Path


def train_judge(bench: Bench, lesson: Lesson, *, watched: np.ndarray, say: Say) -> Judge:
    """Train, quantise, and run over all pictures; what the lesson's folder already holds is taken from there.

    Args:
        watched: photos, by number in the training set, that the float network is run on as well.

    Raises:
        TrainingError: what `work` holds is damaged, or the network can't be quantised.
        PhotoError, OSError: a photo can't be read any more, or `work` can't be written.
    """
    model, answers, source = (lesson.work / name for name in (_MODEL, _ANSWERS, _SOURCE))
    if not all(file.exists() for file in (model, source, answers)):
        network = join(bench.lower, tuned_upper(bench, lesson, say=say))
        photos = bench.photos.photos
        calibrating = [photos[number] for number in lesson.pictures[: lesson.known]]
        keep_bytes(model, to_int8(network, calibrating, side=bench.side, seed=lesson.seed))
        keep_array(source, plain_logits(network, [photos[number] for number in watched], side=bench.side))
        run_quantised(
            model.read_bytes(),
            bench.pictures.load,
            classes=bench.photos.classes,
            side=bench.side,
            embedding=network.output["embedding"].shape[-1],
        ).save(answers)
    watched_logits = kept_array(source, shape=(len(watched), len(bench.photos.classes)))
    judge = Judge(model.read_bytes(), Answers.load(answers), watched_logits)
    try:
        check_network(judge.model, judge.answers, classes=bench.photos.classes, side=bench.side)
    except PackError as fault:
        raise damaged(model, fault) from fault
    return judge


def tuned_upper(bench: Bench, lesson: Lesson, *, say: Say) -> keras.Model:
    """Return an upper network, trained now or taken from the lesson's folder.

    Raises:
        TrainingError: the weights in `work` are damaged.
        OSError: `work` can't be written.
    """
    work, recipe = lesson.work, lesson.recipe
    work.mkdir(parents=True, exist_ok=True)
    saved, classes = work / _WEIGHTS, len(bench.photos.classes)
    if saved.exists():
        aside = lesson.targets.shape[-1] - classes
        upper = build_upper(classes=classes, dropout=recipe.dropout, aside=aside)
        try:
            upper.load_weights(str(saved))
        except (OSError, ValueError, KeyError) as fault:
            raise damaged(saved, fault) from fault
        return upper
    batches = ViewBatches(
        bench.views,
        pictures=lesson.pictures,
        targets=lesson.targets,
        known=lesson.known,
        recipe=recipe,
        seed=lesson.seed,
    )
    upper = fine_tune(batches, classes=classes, kernels=bench.kernels, recipe=recipe, work=work, say=say)
    # Renamed when whole, since the next call takes it for finished.
    beside = unfinished(saved)
    upper.save_weights(str(beside), overwrite=True)
    beside.replace(saved)
    return upper


def plain_logits(network: keras.Model, photos: Sequence[TrainingPhoto], *, side: int) -> np.ndarray:
    """Return a float network's logits on photos as every run sees them, shape (photos, classes)."""
    return np.asarray(logits_model(network).predict(PlainBatches(photos, side=side), verbose=0))


def hard_targets(photos: TrainingSet, chosen: np.ndarray, *, smoothing: float) -> np.ndarray:
    """Return one-hot targets of the given labels with label smoothing, shape (chosen photos, classes) float32."""
    classes = len(photos.classes)
    sharp = np.eye(classes, dtype=np.float32)[photos.targets[chosen]]
    smooth: np.ndarray = sharp * (1.0 - smoothing) + smoothing / classes
    return smooth


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """What the quantised networks of the folds say of the photos that they have not seen.

    Attributes:
        photos: numbers of the photos that were judged, fold after fold.
        folds: the fold of each.
        logits, source: of the quantised networks and of their float sources, shape (judged photos, classes).
    """

    photos: np.ndarray
    folds: np.ndarray
    logits: np.ndarray
    source: np.ndarray


def verdicts(folds: Folds, judges: Sequence[Judge]) -> Verdicts:
    """Put together what each fold's network says of the photos that it was watched on."""
    held = [folds.held_out(fold) for fold in range(len(judges))]
    return Verdicts(
        photos=np.concatenate(held),
        folds=np.repeat(np.arange(len(judges)), [len(part) for part in held]),
        logits=np.concatenate([judge.answers.logits[part] for judge, part in zip(judges, held, strict=True)]),
        source=np.concatenate([judge.source for judge in judges]),
    )
