"""The recipe of the bundled pack: every layer trained gently from ImageNet, weights averaged."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from flowersort.training.batches import AugmentedBatches
from flowersort.training.data import TrainingPhoto
from flowersort.training.network import build_network, logits_model


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fine-tune.

    Attributes:
        side: input size in pixels.
        epochs: passes over the photos.
        rate: highest learning rate, reached after `warm_up` epochs, falling to zero along a cosine.
        average: momentum of the moving average of the weights that is kept in the end.
    """

    side: int = 224
    epochs: int = 12
    batch: int = 32
    rate: float = 3e-4
    warm_up: float = 1.0
    weight_decay: float = 0.02
    dropout: float = 0.2
    smoothing: float = 0.05
    average: float = 0.99
    seed: int = 20


def fine_tune(
    photos: list[TrainingPhoto],
    *,
    classes: int,
    weights: str | Path | None,
    recipe: Recipe,
    work: Path,
    say: Callable[[str], None],
) -> keras.Model:
    """Train the network on `photos` and return it with its averaged weights.

    `say` gets a line of progress after each epoch. An interrupted call goes on from its last finished epoch
    when called again with the same `work` folder.

    Raises:
        TrainingError: the weights are unusable.
        OSError: `work` can't be written.
    """
    keras.utils.set_random_seed(recipe.seed)
    network = build_network(classes=classes, side=recipe.side, weights=weights, dropout=recipe.dropout)
    trained = logits_model(network)
    batches = AugmentedBatches(
        photos,
        side=recipe.side,
        classes=classes,
        smoothing=recipe.smoothing,
        seed=recipe.seed,
        batch=recipe.batch,
    )
    optimizer = _optimizer(recipe, steps_per_epoch=len(batches))
    trained.compile(optimizer, keras.losses.CategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    _mend_backup(work / "backup")
    resume = keras.callbacks.BackupAndRestore(str(work / "backup"), double_checkpoint=True, delete_checkpoint=False)
    report = EpochReport(batches, epochs=recipe.epochs, say=say)
    trained.fit(batches, epochs=recipe.epochs, callbacks=[resume, report], shuffle=False, verbose=0)
    optimizer.finalize_variable_values(trained.trainable_variables)
    return network


def _mend_backup(folder: Path) -> None:
    """Go back to the backup before the last if that one was cut short (Keras notes the epoch after the weights).

    Raises:
        OSError: `folder` can't be written.
    """
    note, weights = folder / "training_metadata.json", folder / "latest.weights.h5"
    try:
        json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = [path.with_name(path.name + ".bkp") for path in (note, weights)]
        if not all(path.is_file() for path in before):
            shutil.rmtree(folder, ignore_errors=True)
            return
        for path, kept in zip((note, weights), before, strict=True):
            shutil.copyfile(kept, path)


class EpochReport(keras.callbacks.Callback):
    """Sets what is random at the start of each epoch; says at its end how far it is and how long the rest will take."""

    def __init__(self, batches: AugmentedBatches, *, epochs: int, say: Callable[[str], None]) -> None:
        super().__init__()
        self._batches, self._epochs, self._say = batches, epochs, say
        self._durations: list[float] = []
        self._began = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Shuffle and start the clock."""
        self._batches.start_epoch(epoch)
        self._count_dropout(epoch * len(self._batches))
        self._began = time.monotonic()

    def _count_dropout(self, steps: int) -> None:
        """Set how many masks were drawn so far: a backup doesn't hold it, so a resumed training would repeat them."""
        generator = getattr(self.model.get_layer("dropout"), "seed_generator", None)
        if generator is not None:
            seed = int(np.asarray(generator.state)[0])
            generator.state.assign(np.array([seed, steps]))

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Report."""
        self._durations.append(time.monotonic() - self._began)
        left = (self._epochs - epoch - 1) * sum(self._durations) / len(self._durations)
        figures = ", ".join(f"{name} {value:.4f}" for name, value in (logs or {}).items())
        self._say(f"epoch {epoch + 1} of {self._epochs}: {figures}; about {left / 60:.0f} min left")


def _optimizer(recipe: Recipe, *, steps_per_epoch: int) -> keras.optimizers.Optimizer:
    warm_up = max(1, round(recipe.warm_up * steps_per_epoch))
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=0.0,
        decay_steps=max(1, recipe.epochs * steps_per_epoch - warm_up),
        warmup_target=recipe.rate,
        warmup_steps=warm_up,
    )
    optimizer = keras.optimizers.AdamW(
        schedule, weight_decay=recipe.weight_decay, use_ema=True, ema_momentum=recipe.average
    )
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    return optimizer
