"""Fine-tune the upper part of the network on views that the lower part has already seen."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from flowersort.training.network import Kernels, build_upper, load_folded, trained_model
from flowersort.training.recipes import Recipe
from flowersort.training.steps import Say
from flowersort.training.views import ViewBatches

# Blocks are numbered 0 to 16; after them come the last convolution and the head.
_LAST_CONVOLUTION, _HEAD = 17, 18


def fine_tune(
    batches: ViewBatches,
    *,
    classes: int,
    kernels: Kernels,
    recipe: Recipe,
    work: Path,
    say: Say,
) -> keras.Model:
    """Train an upper network and return it with its averaged weights.

    Targets that are wider than `classes` go on with the sorts of outliers.

    `say` gets a line of progress after each epoch. An interrupted call goes on from its last finished epoch
    when called again with the same `work` folder.

    Raises:
        OSError: `work` can't be written.
    """
    keras.utils.set_random_seed(batches.seed)
    network = build_upper(classes=classes, dropout=recipe.dropout, aside=batches.width - classes)
    load_folded(network, kernels)
    trained = trained_model(network)
    optimizer = _optimizer(trained, recipe, steps_per_epoch=len(batches))
    trained.compile(optimizer, keras.losses.CategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    backup = work / "backup"
    _mend_backup(backup)
    resume = keras.callbacks.BackupAndRestore(str(backup), double_checkpoint=True, delete_checkpoint=False)
    report = EpochReport(batches, epochs=recipe.epochs, say=say)
    trained.fit(_dataset(batches), epochs=recipe.epochs, callbacks=[resume, report], shuffle=False, verbose=0)
    optimizer.finalize_variable_values(trained.trainable_variables)
    return network


def _dataset(batches: ViewBatches) -> tf.data.Dataset:
    """Return the batches as a dataset whose pictures may change their side from one epoch to the next.

    Keras would fix the side of a `PyDataset` by its first batches.
    """
    maps = tf.TensorSpec((None, None, None, None), tf.float32)
    targets = tf.TensorSpec((None, batches.width), tf.float32)
    dataset = tf.data.Dataset.from_generator(
        lambda: (batches[number] for number in range(len(batches))), output_signature=(maps, targets)
    )
    return dataset.apply(tf.data.experimental.assert_cardinality(len(batches))).prefetch(2)


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

    def __init__(self, batches: ViewBatches, *, epochs: int, say: Say) -> None:
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


class LayerwiseAdamW(keras.optimizers.AdamW):
    """AdamW with a factor on the learning rate for each variable, by the name of its TensorFlow variable."""

    def __init__(self, *arguments: object, factors: dict[str, float], **options: object) -> None:
        super().__init__(*arguments, **options)
        self._factors = factors

    def update_step(self, gradient: tf.Tensor, variable: tf.Variable, learning_rate: tf.Tensor) -> None:
        """Take one step for one variable."""
        super().update_step(gradient, variable, learning_rate * self._factors[variable.name])


def _optimizer(trained: keras.Model, recipe: Recipe, *, steps_per_epoch: int) -> LayerwiseAdamW:
    warm_up = max(1, round(recipe.warm_up * steps_per_epoch))
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=0.0,
        decay_steps=max(1, recipe.epochs * steps_per_epoch - warm_up),
        warmup_target=recipe.rate,
        warmup_steps=warm_up,
    )
    optimizer = LayerwiseAdamW(
        schedule,
        weight_decay=recipe.weight_decay,
        use_ema=True,
        ema_momentum=recipe.average,
        factors={variable.value.name: _factor(variable.path, recipe) for variable in trained.trainable_variables},
    )
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    return optimizer


def _factor(path: str, recipe: Recipe) -> float:
    """Return the rate's factor for a variable `layer/kernel` or `layer/bias`."""
    layer = path.split("/")[-2]
    if layer.startswith("block_"):
        return float(recipe.decay ** (_LAST_CONVOLUTION - int(layer.split("_")[1])))
    return 1.0 if layer == "Conv_1" else recipe.head
