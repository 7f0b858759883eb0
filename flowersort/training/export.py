"""A trained Keras network → one int8 `.tflite` file with float outputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import keras
import numpy as np
import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

from flowersort.core.errors import TrainingError
from flowersort.training.batches import PlainBatches
from flowersort.training.data import TrainingPhoto

# More photos move the ranges no further; fewer than the 500 only where the set is smaller.
_CALIBRATION_PHOTOS = 600


def to_int8(network: keras.Model, photos: Sequence[TrainingPhoto], *, side: int, seed: int) -> bytes:
    """Quantise a network after training: int8 per channel, uint8 pixels in, float32 logits and embedding out.

    The ranges are measured on training photos through the program's own decoder, so the input's scale is the
    [-1, 1] of training mapped onto the 256 pixel values, and a pixel goes in as it is.

    Raises:
        TrainingError: the converter could not express the network in int8 alone.
    """
    chosen = np.random.default_rng(seed).permutation(len(photos))[:_CALIBRATION_PHOTOS]
    batches = PlainBatches([photos[number] for number in chosen], side=side, batch=1)

    def representative() -> Iterator[list[np.ndarray]]:
        # Black and white first: the input range must be the whole of [-1, 1] even if no photo has both.
        yield [
            np.concatenate(
                [np.full((1, side, side // 2, 3), -1.0), np.full((1, side, side - side // 2, 3), 1.0)], 2
            ).astype(np.float32)
        ]
        for number in range(len(batches)):
            yield [batches[number][0]]

    try:
        return bytes(_converter(network, side, representative).convert())
    except Exception as fault:
        raise TrainingError(f"The network could not be converted to int8: {fault}") from fault


def _converter(network: keras.Model, side: int, representative: object) -> tf.lite.TFLiteConverter:
    @tf.function(input_signature=[tf.TensorSpec((1, side, side, 3), tf.float32, name="photo")])
    def run(photo: tf.Tensor) -> dict[str, tf.Tensor]:
        return dict(network(photo, training=False))

    # Calibration runs the graph without variables, so they become constants first.
    frozen = convert_variables_to_constants_v2(run.get_concrete_function())
    converter = tf.lite.TFLiteConverter.from_concrete_functions([frozen], network)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = representative
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.uint8
    converter.inference_output_type = tf.float32
    return converter
