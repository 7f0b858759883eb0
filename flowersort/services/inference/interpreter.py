"""Runs a `.tflite` file: the only importer of LiteRT.

Where LiteRT has no wheel (Intel Macs, Windows on Arm), TensorFlow's own interpreter serves, if installed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowersort.core.errors import PackError, RuntimeMissing
from flowersort.services.inference.manifest import MODEL_FILE, Manifest
from flowersort.services.inference.native_talk import NATIVE_TALK

_FLOAT_HALF_RANGE = 127.5


class Interpreter:
    """One loaded network. Not to be used by two threads at once: each worker builds its own."""

    def __init__(self, model: bytes, manifest: Manifest) -> None:
        """Load the network and check that it is what the manifest says.

        Raises:
            RuntimeMissing: neither LiteRT nor TensorFlow is installed.
            PackError: the file is no network, or its inputs or outputs are others than the manifest's.
        """
        self._network = load_network(model, name=MODEL_FILE)
        self._scaled = manifest.input_type == "float32"
        self._input = self._find_input(manifest)
        self._logits = self._find_output(manifest.own, "logits")
        self._embedding = self._find_output(manifest.embedding, "embedding")

    def run(self, pixels: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Run one photo.

        Args:
            pixels: shape (side, side, 3), 0–255.

        Returns:
            Logits of shape (own classes,) and embedding of shape (embedding,), both the caller's to keep.

        Raises:
            PackError: the network gives what is no number, so nothing can be said of the photo.
        """
        values = pixels.astype(np.float32) / _FLOAT_HALF_RANGE - 1.0 if self._scaled else pixels
        self._network.set_tensor(self._input, values[np.newaxis])
        self._network.invoke()
        logits = self._network.get_tensor(self._logits)[0]
        embedding = self._network.get_tensor(self._embedding)[0]
        if not (np.isfinite(logits).all() and np.isfinite(embedding).all()):
            raise PackError("model.tflite gives numbers that are not finite; the pack is of no use for this photo.")
        return logits, embedding

    def _find_input(self, manifest: Manifest) -> int:
        inputs = self._network.get_input_details()
        wanted = (1, manifest.side, manifest.side, 3)
        if (
            len(inputs) != 1
            or tuple(inputs[0]["shape"]) != wanted
            or inputs[0]["dtype"] != np.dtype(manifest.input_type)
        ):
            raise PackError(f"model.tflite does not take one {manifest.input_type} input of shape {wanted}.")
        return int(inputs[0]["index"])

    def _find_output(self, length: int, name: str) -> int:
        outputs = self._network.get_output_details()
        fitting = [
            output for output in outputs if tuple(output["shape"]) == (1, length) and output["dtype"] == np.float32
        ]
        if len(outputs) != 2 or len(fitting) != 1:
            raise PackError(
                f"model.tflite does not give one float output `{name}` of length {length} beside one other."
            )
        return int(fitting[0]["index"])


def load_network(data: bytes, *, name: str) -> Any:
    """Return a network, ready to run on one thread.

    Args:
        data: a `.tflite` file.
        name: what the file is called, for the sentence.

    Raises:
        RuntimeMissing: neither LiteRT nor TensorFlow is installed.
        PackError: the file is no network.
    """
    create = _runtime()
    try:
        with NATIVE_TALK.muted():
            # One thread: the workers share the cores already.
            network = create(model_content=data, num_threads=1)
            network.allocate_tensors()
    except (ValueError, RuntimeError) as fault:
        raise PackError(f"{name} could not be loaded: {fault}") from fault
    return network


def _runtime() -> Callable[..., Any]:
    try:
        from ai_edge_litert.interpreter import Interpreter as LiteRt
    except ImportError:
        try:
            from tensorflow.lite.python.interpreter import Interpreter as LiteRt
        except ImportError as fault:
            raise RuntimeMissing(
                "Nothing is installed that can run the model. Install LiteRT (pip install ai-edge-litert), or, "
                "where it has no wheel for this computer, TensorFlow (pip install 'flowersort[train]')."
            ) from fault
    create: Callable[..., Any] = LiteRt
    return create
